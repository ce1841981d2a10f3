// SPDX-License-Identifier: MIT
#include "config/options.hpp"

#include "orderbridge/connector_abi.h"

namespace orderbridge::config {

namespace {

ValueRule cell_rule(const OptionValue& option, const std::string& column) {
  ValueRule rule;
  for (const auto& c : option.info.columns)
    if (c.name == column || option.info.type == OB_TYPE_LIST) rule = rule_of(c);
  rule.not_empty = rule.not_empty || option.info.type == OB_TYPE_LIST;
  rule.secret = rule.secret || option.secret;
  return rule;
}

}  // namespace

void each_value(OptionValue& option, const std::function<void(const ValueRule&, std::string&)>& visit) {
  if (option.value) visit(rule_of(option.info), *option.value);
  for (auto& row : option.rows)
    for (auto& [column, cell] : row) visit(cell_rule(option, column), cell);
}

std::optional<ValueProblem> normalise(const ValueRule& rule, const std::string& base_dir,
                                      std::string& value) {
  std::string normal;
  if (auto problem = check_value(rule, value, normal)) return problem;
  value = rule.type == ValueType::kPath ? absolute_path(base_dir, normal) : normal;
  return std::nullopt;
}

}  // namespace orderbridge::config
