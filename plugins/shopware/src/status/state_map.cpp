// SPDX-License-Identifier: MIT
// See state_map.hpp.
#include "state_map.hpp"

#include <algorithm>

#include "../mapper/numbers.hpp"

namespace orderbridge::shopware5 {

StateMap::Targets default_order_states() {
  return {{"open", 0},
          {"accepted", 1},
          {"in_process", 1},
          {"partially_delivered", 6},
          {"completely_delivered", 7},
          {"completed", 2},
          {"cancelled", 4}};
}

StateMap::Targets default_payment_states() {
  return {{"open", 17}, {"partially_paid", 11}, {"paid", 12}};
}

StateMap::StateMap(const Connection& connection, const char* option, Targets defaults, Language say)
    : targets_(std::move(defaults)) {
  for (const auto& row : connection.table(option)) {
    std::string state, shop;
    for (const auto& [column, cell] : row) (column == "state" ? state : shop) = cell;
    const auto id = parse_integer(shop);
    if (targets_.count(state) == 0 || !id || *id < 0)
      throw bad_config(option, say("option ", "Option ") + option + ": \"" + state + "\" = \"" + shop +
                                   say("\" is no canonical state with a state id of the shop",
                                       "\" ist kein Status mit einer Status-Id des Shops"));
    targets_[state] = *id;
  }
}

std::optional<std::int64_t> StateMap::target(std::string_view canonical) const {
  const auto found = targets_.find(canonical);
  return found == targets_.end() ? std::nullopt : std::optional(found->second);
}

bool StateMap::owns(std::int64_t shop_state) const {
  return std::any_of(targets_.begin(), targets_.end(), [&](const auto& t) { return t.second == shop_state; });
}

}  // namespace orderbridge::shopware5
