// SPDX-License-Identifier: MIT
// See state_map.hpp.
#include "state_map.hpp"

#include <algorithm>

#include "../mapper/states.hpp"

namespace orderbridge::shopware5 {

StateTable::StateTable(Ids ids, std::vector<std::int64_t> untouched)
    : ids_(std::move(ids)), untouched_(std::move(untouched)) {}

std::optional<std::int64_t> StateTable::id_of(std::string_view name) const {
  const auto found = ids_.find(name);
  return found == ids_.end() ? std::nullopt : std::optional(found->second);
}

bool StateTable::is_untouched(std::int64_t id) const noexcept {
  return std::find(untouched_.begin(), untouched_.end(), id) != untouched_.end();
}

std::string StateTable::names() const {
  std::string all;
  for (const auto& [name, id] : ids_) all += (all.empty() ? "" : ", ") + name;
  return all;
}

StateMap default_state_map() {
  return {{{{"open", kStateOpen},
            {"accepted", kStateInProcess},
            {"in_process", kStateInProcess},
            {"partially_delivered", 6},
            {"completely_delivered", 7},
            {"completed", 2},
            {"cancelled", 4}},
           {kStateOpen}},
          {{{"open", kPaymentOpen}, {"partially_paid", 11}, {"paid", kPaymentPaid}},
           {kPaymentNone, kPaymentOpen}}};
}

}  // namespace orderbridge::shopware5
