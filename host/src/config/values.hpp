// SPDX-License-Identifier: MIT
// Types of attribute values: which texts are allowed, what they become, and what to tell who wrote something
// else. One rule serves the walk, the resolving of secrets and the schema. Pure functions.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "description/description.hpp"

namespace orderbridge::config {

enum class ValueType { kText, kId, kInt, kBool, kDecimal, kDuration, kUrl, kPath, kDate, kChoice, kSchedule };

struct ValueRule {
  ValueType type = ValueType::kText;
  bool not_empty = false;
  bool references = false;  // "${env:NAME}" may stand in it
  bool secret = false;
  std::vector<std::string> choices;
  std::optional<std::int64_t> min, max;  // INT, DECIMAL; DURATION in milliseconds
};

/// The rule of a connector's scalar option, or of a cell of its lists and tables.
ValueRule rule_of(const description::OptionInfo& option);

struct ValueProblem {
  std::string text, fix;  // text continues the value: "is not a whole number"
};

/// Checks a value without references; `normal` becomes what the host uses: blanks trimmed, DURATION in
/// milliseconds.
std::optional<ValueProblem> check_value(const ValueRule& rule, std::string_view value, std::string& normal);

/// Leading and trailing blanks gone, blanks inside single: what XML Schema does to everything but text.
std::string collapsed(std::string_view text);
bool keeps_blanks(ValueType type) noexcept;
/// "500ms", "30s", "5m", "2h", "1d" in milliseconds.
std::optional<std::int64_t> parse_duration(std::string_view text);
/// The shortest of these notations.
std::string duration_text(std::int64_t milliseconds);
/// Absolute, normalised; relative paths start at `base_dir`.
std::string absolute_path(const std::string& base_dir, const std::string& path);

}  // namespace orderbridge::config
