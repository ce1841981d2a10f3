// SPDX-License-Identifier: MIT
#include "pipeline/follow_ups.hpp"

#include <sstream>

#include "orderbridge/text.hpp"

namespace orderbridge::pipeline {

using journal::Counts;
using journal::Fate;
using journal::LedgerRow;

bool is_worth_a_closer_look(const LedgerRow& known, const ListedRow& row,
                            const std::optional<journal::Wish>& wish) {
  if (known.fate != Fate::kWritten || !row.there) return false;
  if (row.payment_state != known.payment_state) return true;
  const bool we_did_it = wish && wish->state == journal::WishState::kConfirmed && wish->found == row.state;
  return row.state != known.state && !we_did_it;
}

bool is_reopened(const journal::Wish& wish, const ListedRow& row, const RunFacts& facts) {
  if (wish.state != journal::WishState::kConfirmed || wish.settled_after >= facts.run) return false;
  std::istringstream states(wish.may_replace);
  for (std::string state; states >> state;)
    if (state == row.state) return true;
  return false;
}

std::optional<journal::Wish> wish_of(const Entry& entry, const Decision& decision, const RunFacts& facts) {
  const auto* order = order_of(entry);
  if (!facts.told || !order || decision.row.fate != Fate::kWritten) return std::nullopt;
  const bool newly = !known_as(entry, Fate::kWritten) || entry.known->reason.code == kSettled;
  const bool written_again = entry.marks.reopened && decision.count == &Counts::written;
  if (!newly && !written_again) return std::nullopt;
  journal::Wish wish;
  wish.connection = facts.source;
  wish.order = entry.id;
  wish.number = decision.row.number;
  wish.desired = facts.told->status;
  wish.made = facts.now;
  for (const auto& state : facts.told->replaces)
    wish.may_replace += (wish.may_replace.empty() ? "" : " ") + state;
  if (wish.may_replace.empty()) {
    // Where work has begun or ended already, nothing is to be replaced and nothing to be told.
    const auto state = view(order->state);
    const bool untouched = state.empty() || state == "open" || state == "clarification" ||
                           state == "ready_for_delivery" || state == "other";
    if (!untouched) return std::nullopt;
    wish.may_replace = copy(order->source_state);
  }
  return wish;
}

std::optional<journal::Event> event_of(const Entry& entry, const Decision& d, const RunFacts& facts) {
  if (d.touch_only) return std::nullopt;
  journal::Event event{
      0, entry.id, facts.now, facts.run, fate_name(d.row.fate), d.row.reason.text, d.row.reason.place};
  const bool same_fate = entry.known && entry.known->fate == d.row.fate;
  if (d.count == &Counts::updated)
    event.what = "updated";
  else if (entry.marks.forced && d.row.fate == Fate::kWritten && d.count == &Counts::written)
    event.what = "restaged";
  else if (same_fate && entry.known->reason.code != d.row.reason.code && !d.row.reason.code.empty())
    event.what = d.row.reason.code;
  else if (same_fate && (d.row.fate != Fate::kFailed || d.row.attempts == entry.known->attempts))
    return std::nullopt;
  return event;
}

}  // namespace orderbridge::pipeline
