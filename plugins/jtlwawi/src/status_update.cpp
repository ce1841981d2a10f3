// SPDX-License-Identifier: MIT
#include "status_update.hpp"

#include <chrono>
#include <cstdio>

namespace orderbridge::jtlwawi {

ob_time time_of(const std::string& cell) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  if (std::sscanf(cell.c_str(), "%4d-%2d-%2d %2d:%2d:%2d", &year, &month, &day, &hour, &minute, &second) < 3)
    return OB_NO_TIME;
  using namespace std::chrono;
  const auto time =
      sys_days(std::chrono::year(year) / month / day) + hours(hour) + minutes(minute) + seconds(second);
  return duration_cast<microseconds>(time.time_since_epoch()).count();
}

const ob_status_update& StatusUpdate::build() {
  pointers_.clear();
  for (auto& d : deliveries) {
    d.tracking_views.clear(), d.url_views.clear(), d.line_views.clear();
    for (const auto& code : d.tracking) d.tracking_views.push_back(to_abi(code));
    for (const auto& url : d.urls) d.url_views.push_back(to_abi(url));
    for (const auto& [line, quantity] : d.lines) d.line_views.push_back({to_abi(line), quantity.to_abi()});
    d.data.size = sizeof d.data;
    d.data.id = to_abi(d.id);
    d.data.carrier = to_abi(d.carrier);
    d.data.delivered_at = d.at;
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
  data_.paid_at = paid_at;
  data_.changed_at = OB_NO_TIME;
  data_.erp_number = to_abi(erp_number);
  if (!reason.empty()) data_.cancel_reason = to_abi(reason);
  data_.deliveries = pointers_.data();
  data_.delivery_count = pointers_.size();
  return data_;
}

std::uint64_t StatusUpdate::hash() const {
  std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a
  const auto add = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    hash = (hash ^ 0x1FU) * 1099511628211ULL;  // so that "a","b" is not "ab",""
  };
  for (const auto* text : {&id, &number, &state, &payment, &erp_number, &reason}) add(*text);
  add(std::to_string(paid.unscaled) + "e" + std::to_string(paid.scale) + "@" + std::to_string(paid_at));
  for (const auto& d : deliveries) {
    add(d.id), add(d.carrier), add(std::to_string(d.at));
    for (const auto& code : d.tracking) add(code);
    add("urls");
    for (const auto& url : d.urls) add(url);
    for (const auto& [line, quantity] : d.lines) add(line), add(quantity.normalized().to_string());
    add("end");
  }
  return hash;
}

}  // namespace orderbridge::jtlwawi
