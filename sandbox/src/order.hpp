// SPDX-License-Identifier: MIT
// One order of the shop: a template plus what was changed since. About 70 bytes unless changed. Not
// thread-safe: the store's lock guards every order.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "order_template.hpp"
#include "orderbridge/sandbox/order_state.hpp"

namespace orderbridge::sandbox {

struct Changes {
  std::vector<std::pair<std::string, std::string>>
      fields;  // JSON name -> raw value, instead of the template's
  std::vector<HistoryEntry> history;
};

struct Order {
  std::int64_t id = 0;
  const OrderTemplate* base = nullptr;
  std::int64_t line_shift = 0;  // added to the recorded line ids, so that clones share none
  std::string number;           // raw JSON token; "null" is a NULL number
  std::unique_ptr<Changes> changes;

  // The raw value of a top-level field, as list and detail show it. Empty if the order has none of that name.
  std::string raw(std::string_view key) const;
  long integer(std::string_view key) const;
  std::string text(std::string_view key) const;  // unquoted; "null" for null
  void set(std::string_view key, std::string value);
  const std::string* changed(std::string_view key) const;
  Changes& edit();

  bool has_detail() const;  // the detail query excludes state -1 and number NULL
  void append_row(std::string& out) const;
  void append_detail(const StatusTable& statuses, std::string& out) const;
};

}  // namespace orderbridge::sandbox
