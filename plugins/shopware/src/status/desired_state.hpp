// SPDX-License-Identifier: MIT
// One status update as what the shop's order shall be, and the comparison with what it is. Pure: the rules of
// who may overwrite whom stand here and nowhere else.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "state_map.hpp"

namespace orderbridge::shopware5 {

/// An order's two states, by the shop's ids. nullopt: the shop's list did not say.
struct ShopState {
  std::optional<std::int64_t> order, payment;
  std::uint64_t row = 0;  // hash of the list row, as the host knows it of each order (ob_listed.hint)
  bool aborted() const noexcept { return order && *order < 0; }
};

/// Views borrow from the update, which lives as long as the call.
struct DesiredState {
  std::size_t index = 0;  // in the batch
  std::int64_t id = 0;
  std::optional<std::int64_t> order, payment;  // the shop's ids; nullopt: leave alone
  std::vector<std::string_view>
      may_replace;                      // order states: the shop's ids, or names; empty: the map decides
  std::optional<std::uint64_t> listed;  // the row's hash when the host read the order
  bool changed_meanwhile = false;       // somebody changed the order since, before it was told
};

struct Comparison {
  enum class Outcome {
    kHolds,     // nothing to do
    kWrite,     // `order` and `payment` are to be written
    kConflict,  // somebody else's state is in the way: nothing is written
    kUnread     // the shop's list lacks a state that is needed
  };
  Outcome outcome = Outcome::kHolds;
  std::optional<std::int64_t> order, payment;
  bool payment_kept = false;  // somebody else's payment state stays as it is
};

Comparison compare(const DesiredState& desired, const ShopState& is, const StateMap& map);

/// After writing `written`: is the order now as wanted?
bool holds(const Comparison& written, const ShopState& is) noexcept;

}  // namespace orderbridge::shopware5
