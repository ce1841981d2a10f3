// SPDX-License-Identifier: MIT
#include "support/filled_records.hpp"

namespace host_test {

using namespace orderbridge;
using records::at;
using records::FieldKind;

void change(void* base, const records::Field& field, std::deque<std::string>& texts) {
  switch (field.kind) {
    case FieldKind::kText:
      texts.push_back(copy(at<ob_str>(base, field)) + "+" + std::string(field.path));
      at<ob_str>(base, field) = to_abi(texts.back());
      break;
    case FieldKind::kDecimal:
      at<ob_decimal>(base, field) = {at<ob_decimal>(base, field).unscaled + 101, 2, 1};
      break;
    case FieldKind::kTime:
      at<ob_time>(base, field) =
          at<ob_time>(base, field) == OB_NO_TIME ? 1700000000000000 : at<ob_time>(base, field) + 1000000;
      break;
    case FieldKind::kInt:
      at<std::int32_t>(base, field) = at<std::int32_t>(base, field) == 1 ? 2 : 1;
      break;
  }
}

namespace {

void fill(std::vector<Part> parts, std::deque<std::string>& texts) {
  for (auto& part : parts)
    for (const auto& field : part.fields) {
      texts.push_back("value-of-" + part.name);
      if (field.kind == FieldKind::kText) at<ob_str>(part.base, field) = to_abi(texts.back());
      change(part.base, field, texts);
    }
}

}  // namespace

FilledOrder::FilledOrder() {
  order().head.id = to_abi("4711");
  builder_.billing();
  builder_.shipping();
  builder_.add_line(OB_LINE_PRODUCT);
  fill(parts(), texts_);
  builder_.add_extra("test.secret", "value-of-personal-extra");
  builder_.add_extra("test.public", "value-of-public-extra", false);
  builder_.warn("totals-differ", "total/gross", "lines and total differ");
}

std::vector<Part> FilledOrder::parts() {
  return {{"order", &order(), records::order_fields()},
          {"billing", &builder_.billing(), records::address_fields()},
          {"shipping", &builder_.shipping(), records::address_fields()},
          {"line", &builder_.line(0), records::line_fields()}};
}

FilledStatus::FilledStatus() {
  status_.head.size = sizeof status_;
  status_.head.kind = OB_KIND_STATUS;
  status_.head.id = to_abi("4711");
  status_.paid_at = status_.changed_at = delivery_.delivered_at = OB_NO_TIME;
  delivery_.size = sizeof delivery_;
  status_.deliveries = deliveries_;
  status_.delivery_count = 1;
  numbers_[0] = to_abi("value-of-tracking-number");
  urls_[0] = to_abi("value-of-tracking-url");
  may_replace_[0] = to_abi("open");
  delivered_[0] = {to_abi("line-1"), {2, 0, 1}};
  delivery_.tracking_numbers = numbers_;
  delivery_.tracking_urls = urls_;
  delivery_.lines = delivered_;
  delivery_.tracking_number_count = delivery_.tracking_url_count = delivery_.line_count = 1;
  status_.may_replace = may_replace_;
  status_.may_replace_count = 1;
  fill(parts(), texts_);
}

std::vector<Part> FilledStatus::parts() {
  return {{"status", &status_, records::status_fields()},
          {"delivery", &delivery_, records::delivery_fields()}};
}

}  // namespace host_test
