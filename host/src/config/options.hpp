// SPDX-License-Identifier: MIT
// The values of one option: their rules, and from what was written to what the connector gets. Shared by the
// walk, the readers of connections and actions, and resolve_secrets().
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "config/settings.hpp"
#include "config/values.hpp"

namespace orderbridge::config {

/// Calls back with the rule and the text of each value: the scalar, the items, or the cells of a table.
void each_value(OptionValue& option, const std::function<void(const ValueRule&, std::string&)>& visit);

/// Checks one value; what is right becomes what the connector gets (milliseconds, absolute path), what is
/// wrong stays.
std::optional<ValueProblem> normalise(const ValueRule& rule, const std::string& base_dir, std::string& value);

/// A value as it stands in the file, where the rule allows it with references.
struct Written {
  std::optional<ValueProblem> problem;
  std::string normal;    // without references: what the host uses
  bool pending = false;  // holds references; checked once they are resolved
};
Written check_written(const ValueRule& rule, std::string_view value);

/// "a b": the default of a list.
std::vector<std::vector<std::pair<std::string, std::string>>> default_items(const std::string& text);

}  // namespace orderbridge::config
