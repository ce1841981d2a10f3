// SPDX-License-Identifier: MIT
// See desired_state.hpp.
#include "desired_state.hpp"

#include <algorithm>

#include "../mapper/numbers.hpp"
#include "../mapper/states.hpp"

namespace orderbridge::shopware5 {
namespace {

/// "0", "open", or what the option `states` calls it.
bool names_state(std::string_view text, std::int64_t state, const StateMap& map) {
  if (const auto id = parse_integer(text)) return *id == state;
  return map.order.id_of(text) == state || (text != "other" && text == state_name(state));
}

bool may_replace(const DesiredState& desired, std::int64_t state, const StateMap& map) {
  if (desired.may_replace.empty()) return map.order.owns(state);
  return std::any_of(desired.may_replace.begin(), desired.may_replace.end(),
                     [&](std::string_view text) { return names_state(text, state, map); });
}

}  // namespace

Comparison compare(const DesiredState& desired, const ShopState& is, const StateMap& map) {
  using Outcome = Comparison::Outcome;
  Comparison result;
  if ((desired.order && !is.order) || (desired.payment && !is.payment)) {
    result.outcome = Outcome::kUnread;
    return result;
  }
  if (desired.order && *desired.order != *is.order) {
    if (!may_replace(desired, *is.order, map)) {
      result.outcome = Outcome::kConflict;
      return result;
    }
    result.order = desired.order;
  }
  if (desired.payment && *desired.payment != *is.payment) {
    if (map.payment.owns(*is.payment))
      result.payment = desired.payment;
    else
      result.payment_kept = true;
  }
  if (result.order || result.payment)
    result.outcome = Outcome::kWrite;
  else if (result.payment_kept && !desired.order)
    result.outcome = Outcome::kConflict;
  return result;
}

bool holds(const Comparison& written, const ShopState& is) noexcept {
  return (!written.order || written.order == is.order) && (!written.payment || written.payment == is.payment);
}

}  // namespace orderbridge::shopware5
