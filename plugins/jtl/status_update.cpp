// SPDX-License-Identifier: MIT
#include "jtl/status_update.hpp"

namespace orderbridge::jtl {

void StatusUpdate::complete() {
  if (state == "completely_delivered" && payment == "paid") state = "completed";
}

const ob_status_update& StatusUpdate::build(const LocalClock& clock) {
  pointers_.clear();
  for (auto& d : deliveries) {
    d.tracking_views.clear(), d.url_views.clear(), d.line_views.clear();
    for (const auto& code : d.tracking) d.tracking_views.push_back(to_abi(code));
    for (const auto& url : d.urls) d.url_views.push_back(to_abi(url));
    for (const auto& [line, quantity] : d.lines) d.line_views.push_back({to_abi(line), quantity.to_abi()});
    d.data.size = sizeof d.data;
    d.data.id = to_abi(d.id);
    d.data.carrier = to_abi(d.carrier);
    d.data.delivered_at = clock.instant(d.at);
    if (d.at.is_known()) {
      d.offset = clock.offset_at(d.data.delivered_at);
      d.data.delivered_at_offset = to_abi(d.offset);
    }
    d.data.tracking_numbers = d.tracking_views.data();
    d.data.tracking_number_count = d.tracking_views.size();
    d.data.tracking_urls = d.url_views.data();
    d.data.tracking_url_count = d.url_views.size();
    d.data.lines = d.line_views.data();
    d.data.line_count = d.line_views.size();
    pointers_.push_back(&d.data);
  }
  data_ = ob_status_update{};
  data_.head.size = sizeof data_;
  data_.head.kind = OB_KIND_STATUS;
  data_.head.id = to_abi(id);
  data_.number = to_abi(number);
  data_.revision = to_abi(revision);
  data_.state = to_abi(state);
  if (!payment.empty()) data_.payment_state = to_abi(payment);
  data_.paid_amount = paid;
  data_.paid_at = clock.instant(paid_at);
  if (paid_at.is_known()) {
    paid_at_offset_ = clock.offset_at(data_.paid_at);
    data_.paid_at_offset = to_abi(paid_at_offset_);
  }
  data_.changed_at = OB_NO_TIME;
  data_.erp_number = to_abi(erp_number);
  if (!reason.empty()) data_.cancel_reason = to_abi(reason);
  data_.deliveries = pointers_.data();
  data_.delivery_count = pointers_.size();
  return data_;
}

ob_listed StatusUpdate::listed(std::uint64_t hint) const {
  ob_listed row{};
  row.size = sizeof row;
  row.id = to_abi(id);
  row.number = to_abi(number);
  row.ordered_at = OB_NO_TIME;
  row.state = to_abi(state);
  row.payment_state = to_abi(payment);
  row.hint = hint;
  return row;
}

std::uint64_t StatusUpdate::hash() const {
  std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a
  const auto add = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    hash = (hash ^ 0x1FU) * 1099511628211ULL;  // so that "a","b" is not "ab",""
  };
  for (const auto* text : {&id, &number, &state, &payment, &erp_number, &reason}) add(*text);
  add(std::to_string(paid.unscaled) + "e" + std::to_string(paid.scale) + "@" +
      std::to_string(paid_at.micros));
  for (const auto& d : deliveries) {
    add(d.id), add(d.carrier), add(std::to_string(d.at.micros));
    for (const auto& code : d.tracking) add(code);
    add("urls");
    for (const auto& url : d.urls) add(url);
    for (const auto& [line, quantity] : d.lines) add(line), add(quantity.normalized().to_string());
    add("end");
  }
  return hash;
}

}  // namespace orderbridge::jtl
