// SPDX-License-Identifier: MIT
// One status update as what the shop's order shall be, and the comparison with what it is. Pure. Which states
// an update may overwrite is the host's to know (host/src/pipeline/may_replace.hpp); here it is obeyed.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shop_clock.hpp"
#include "state_map.hpp"

namespace orderbridge::shopware5 {

/// An order's two states, by the shop's ids. nullopt: the shop's list did not say.
struct ShopState {
  std::optional<std::int64_t> order, payment;
  std::string tracking{};   // the text in the shop
  bool is_cleared = false;  // there is a date of payment
  std::uint64_t row = 0;    // hash of the list row, as the host knows it of each order (ob_listed.hint)
  std::uint64_t core = 0;   // of what no update changes
  std::vector<ClockSample> clock{};  // the offsets of the row's times
  bool aborted() const noexcept { return order && *order < 0; }
};

/// Bytes of tracking numbers that a shop stores: before 5.5.4 a VARCHAR(255), which cuts off more without a
/// word (Shopware empties MySQL's sql_mode); since then a TEXT.
inline constexpr std::size_t kOldTrackingRoom = 255, kTrackingRoom = 65535;

/// Views borrow from the update, which lives as long as the call.
struct DesiredState {
  std::size_t index = 0;  // in the batch
  std::int64_t id = 0;
  std::optional<std::int64_t> order, payment;  // the shop's ids; nullopt: leave alone
  // States that may be overwritten: the shop's ids, or names; empty: only what nobody has touched yet.
  std::vector<std::string_view> may_replace{}, may_replace_payment{};
  std::vector<std::string> tracking{};  // numbers of all deliveries, each once; empty: leave alone
  std::size_t tracking_room = kOldTrackingRoom;
  ob_time paid_at = OB_NO_TIME;           // where it is paid and the time is known
  std::string cleared{};                  // that as the shop's clock shows it: "2026-11-24 10:11:12"
  bool is_unpaid = false;                 // said to be not paid: a date of payment goes
  std::optional<std::uint64_t> listed{};  // the row's hash when the host read the order
  bool changed_meanwhile = false;         // somebody changed the order since, before it was told
};

struct Comparison {
  enum class Outcome {
    kHolds,     // nothing to do
    kWrite,     // what is set below is to be written
    kConflict,  // somebody else's state is in the way, and nothing is left to write
    kUnread     // the shop's list lacks a state that is needed
  };
  Outcome outcome = Outcome::kHolds;
  std::optional<std::int64_t> order, payment;
  std::optional<std::string> tracking;            // the whole text
  std::optional<std::string> cleared;             // a time, or empty: none any more
  bool order_kept = false, payment_kept = false;  // somebody else's state stays as it is
  bool tracking_replaced = false;                 // numbers that nobody told us of were there
  std::size_t tracking_left_out = 0;              // of ours, for want of room
};

/// The numbers in a text, as the shop stores them: apart by commas, semicolons, tabs or lines; a blank inside
/// belongs to its number ("0034 0434").
std::vector<std::string> tracking_codes(std::string_view text);

Comparison compare(const DesiredState& desired, const ShopState& is, const StateMap& map);

/// After writing `written`: is the order now as wanted?
bool holds(const Comparison& written, const ShopState& is) noexcept;
/// Between two looks, with `written` in between: did anybody change more than that?
bool others_changed(const Comparison& written, const ShopState& before, const ShopState& after) noexcept;

}  // namespace orderbridge::shopware5
