// SPDX-License-Identifier: MIT
// See column_value.hpp.
#include "column_value.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "php_time.hpp"
#include "raw_json.hpp"

namespace orderbridge::sandbox {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::string raw_column(const Order& order, std::string_view property) {
  if (property == "id") return std::to_string(order.id);
  if (property == "number") return order.number;
  if (property == "status") return order.raw("orderStatusId");
  if (property == "cleared") return order.raw("paymentStatusId");
  const auto dot = property.find('.');
  if (dot == std::string_view::npos) return order.raw(property);
  const std::string part = order.raw(property.substr(0, dot));
  const auto value = member(part, property.substr(dot + 1));
  return value.empty() ? "null" : std::string(value);
}

bool json_time_form(const std::string& text) {
  return text.size() >= 24 && text[text.size() - 14] == 'T';
}

// SQL's LIKE, without case: % any, _ one, \ escapes.
bool like(std::string_view text, std::string_view pattern) {
  std::size_t at = 0, in = 0, star = std::string_view::npos, retry = 0;
  while (at < text.size()) {
    if (in < pattern.size() && pattern[in] == '%') {
      star = in++;
      retry = at;
      continue;
    }
    const bool escaped = in + 1 < pattern.size() && pattern[in] == '\\';
    const bool any = in < pattern.size() && pattern[in] == '_';
    if (in < pattern.size() && (any || pattern[in + escaped] == text[at])) {
      in += 1 + escaped;
      ++at;
    } else if (star != std::string_view::npos) {
      in = star + 1;
      at = ++retry;
    } else {
      return false;
    }
  }
  while (in < pattern.size() && pattern[in] == '%') ++in;
  return in == pattern.size();
}

int sign(double difference) {
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

int compare_with(const ColumnValue& value, const std::string& wanted) {
  if (value.kind == ColumnValue::Kind::kNumber)
    return sign(value.number - std::strtod(wanted.c_str(), nullptr));
  if (value.kind == ColumnValue::Kind::kTime) {
    const std::string time = sql_time(wanted);  // offsets in the value are ignored, as measured
    return value.text.compare(time.empty() ? wanted : time);
  }
  return value.text.compare(lower(wanted));
}

bool one_of(const ColumnValue& value, const std::vector<std::string>& wanted) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](const auto& text) { return compare_with(value, text) == 0; });
}

}  // namespace

ColumnValue column_value(const Order& order, std::string_view property) {
  const std::string raw = raw_column(order, property);
  if (raw.empty() || raw == "null") return {};
  if (raw.front() == '"') {
    const std::string text = plain_text(raw);
    if (json_time_form(text)) return {ColumnValue::Kind::kTime, 0, sql_time(text)};
    return {ColumnValue::Kind::kText, 0, lower(text)};
  }
  const std::string number = raw == "true" ? "1" : raw == "false" ? "0" : raw;
  return {ColumnValue::Kind::kNumber, std::strtod(number.c_str(), nullptr), number};
}

bool same_in_clones(std::string_view property) {
  return property != "id" && property != "number" && property != "attribute.orderId";
}

bool matches(const ColumnValue& value, const Condition& condition) {
  const std::string& how = condition.expression;
  const bool null = value.kind == ColumnValue::Kind::kNull;
  if (how == "IS NULL") return null;
  if (null) return false;  // any comparison with NULL is neither true nor false
  if (how == "IS NOT NULL") return true;
  if (how == "IN") return one_of(value, condition.values);
  if (how == "NOT IN") return !one_of(value, condition.values);
  const std::string& wanted = condition.values.front();
  if (how == "LIKE") return like(value.text, lower(wanted));
  if (how == "NOT LIKE") return !like(value.text, lower(wanted));
  const int order = compare_with(value, wanted);
  if (how == "=") return order == 0;
  if (how == "!=" || how == "<>") return order != 0;
  if (how == "<") return order < 0;
  if (how == "<=") return order <= 0;
  if (how == ">") return order > 0;
  return order >= 0;
}

int compare(const ColumnValue& left, const ColumnValue& right) {
  const bool left_null = left.kind == ColumnValue::Kind::kNull;
  const bool right_null = right.kind == ColumnValue::Kind::kNull;
  if (left_null || right_null) return static_cast<int>(right_null) - static_cast<int>(left_null);
  if (left.kind == ColumnValue::Kind::kNumber) return sign(left.number - right.number);
  return left.text.compare(right.text);
}

}  // namespace orderbridge::sandbox
