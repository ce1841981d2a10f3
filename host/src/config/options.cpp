// SPDX-License-Identifier: MIT
#include "config/options.hpp"

#include <sstream>

#include "base/language.hpp"
#include "config/references.hpp"
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

Written check_written(const ValueRule& rule, std::string_view value) {
  Written written;
  std::string literal(value);
  if (rule.references && has_reference_syntax(value)) {
    const auto references = parse_references(value);
    if (!references.malformed.empty()) {
      written.problem = ValueProblem{
          tr("holds a reference that is not understood", "enthält einen unverständlichen Verweis"),
          tr("${{env:NAME}} or ${{file:PATH}}; $${{ stands for a literal ${{",
             "${{env:NAME}} oder ${{file:PFAD}}; $${{ steht für ein wörtliches ${{")};
      return written;
    }
    written.pending = references.any();
    if (written.pending) return written;
    literal = references.literal();
  }
  written.problem = check_value(rule, literal, written.normal);
  return written;
}

std::vector<std::vector<std::pair<std::string, std::string>>> default_items(const std::string& text) {
  std::vector<std::vector<std::pair<std::string, std::string>>> rows;
  std::istringstream items(text);
  for (std::string item; items >> item;) rows.push_back({{"item", item}});
  return rows;
}

}  // namespace orderbridge::config
