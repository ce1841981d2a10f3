// SPDX-License-Identifier: MIT
// The value of an order's column as the database compares it: NULL, number or text, dates as local time text.
// Only for filtering and sorting; no amount is ever calculated with it.
#pragma once

#include <string>
#include <string_view>

#include "list_query.hpp"
#include "order.hpp"

namespace orderbridge::sandbox {

struct ColumnValue {
  enum class Kind { kNull, kNumber, kText, kTime } kind = Kind::kNull;
  double number = 0;
  std::string text;  // also of a number, for LIKE
};

ColumnValue column_value(const Order& order, std::string_view property);
// True if a clone's value is its template's value unless the order was changed.
bool same_in_clones(std::string_view property);
bool matches(const ColumnValue& value, const Condition& condition);
// Negative, 0, positive; NULL comes first.
int compare(const ColumnValue& left, const ColumnValue& right);

}  // namespace orderbridge::sandbox
