// SPDX-License-Identifier: MIT
// The values of one option: their rules, and from what was written to what the connector gets. Shared by the
// reader of connections and by resolve_secrets().
#pragma once
#include <functional>
#include <string>

#include "config/settings.hpp"
#include "config/values.hpp"

namespace orderbridge::config {

/// Calls back with the rule and the text of each value: the scalar, the items, or the cells of a table.
void each_value(OptionValue& option, const std::function<void(const ValueRule&, std::string&)>& visit);

/// Checks one value; what is right becomes what the connector gets (milliseconds, absolute path), what is
/// wrong stays.
std::optional<ValueProblem> normalise(const ValueRule& rule, const std::string& base_dir, std::string& value);

}  // namespace orderbridge::config
