// SPDX-License-Identifier: MIT
#include "pipeline/follow_ups.hpp"

#include <sstream>

#include "orderbridge/text.hpp"

namespace orderbridge::pipeline {

using journal::Counts;
using journal::Fate;
using journal::LedgerRow;

namespace {

bool may_replace(const journal::Wish& wish, const std::string& state) {
  std::istringstream states(wish.may_replace);
  for (std::string replaced; states >> replaced;)
    if (replaced == state) return true;
  return false;
}

/// From a state that the wish was to replace to the one that it was confirmed in. The same state again after
/// any other one, a cancellation say, is a person's doing.
bool is_our_doing(const LedgerRow& known, const ListedRow& row, const std::optional<journal::Wish>& wish) {
  return wish && wish->state == journal::WishState::kConfirmed && wish->found == row.state &&
         may_replace(*wish, known.state);
}

}  // namespace

bool is_worth_a_closer_look(const LedgerRow& known, const ListedRow& row,
                            const std::optional<journal::Wish>& wish) {
  if (known.fate != Fate::kWritten || !row.there) return false;
  if (row.payment_state != known.payment_state) return true;
  return row.state == known.state ? row.hint != known.hint : !is_our_doing(known, row, wish);
}

bool is_reopened(const journal::Wish& wish, const ListedRow& row, const RunFacts& facts) {
  return wish.state == journal::WishState::kConfirmed && wish.settled_after < facts.run &&
         may_replace(wish, row.state);
}

namespace {

/// Where work has begun or ended already, nothing is to be replaced and nothing to be told.
bool is_untouched(std::string_view state) {
  return state.empty() || state == "open" || state == "clarification" || state == "ready_for_delivery" ||
         state == "other";
}

/// The states of the shop that the wish may overwrite, by the shop's own ids; empty: none.
std::string replaced_states(const Entry& entry, const ob_order& order, const RunFacts& facts) {
  const auto state = view(order.state), id = view(order.source_state);
  std::string states;
  for (const auto& replaced : facts.told->replaces) {
    states += (states.empty() ? "" : " ") + replaced;
    // Told by its name: the shop's list knows ids only.
    if (replaced == state && !id.empty() && replaced != id) states += ' ' + std::string(id);
  }
  if (!states.empty()) return states;
  if (!is_untouched(state)) return {};
  // Found in the sink after a crash: what it was when it was sent there, not what a person made of it since.
  if (known_as(entry, Fate::kWritten) && entry.known->reason.code == kSettled && !entry.known->state.empty())
    return entry.known->state;
  // A person asked for this order in whatever state it is; only "open" says that nobody works on it.
  if (entry.marks.forced && !entry.marks.reopened && !state.empty() && state != "open") return {};
  return std::string(id);
}

}  // namespace

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
  wish.may_replace = replaced_states(entry, *order, facts);
  if (wish.may_replace.empty()) return std::nullopt;
  return wish;
}

std::optional<journal::Event> event_of(const Entry& entry, const Decision& d, const RunFacts& facts) {
  if (d.touch_only) return std::nullopt;
  journal::Event event{
      0, entry.id, facts.now, facts.run, fate_name(d.row.fate), d.row.reason.text, d.row.reason.place};
  if (facts.kind == OB_KIND_STATUS && entry.record && d.row.fate == Fate::kWritten &&
      d.count == &Counts::written) {
    const auto& update = reinterpret_cast<const ob_status_update&>(*entry.record);
    event.what = "told";
    event.text = copy(update.state);
    if (present(update.payment_state))
      event.text += (event.text.empty() ? "" : ", ") + copy(update.payment_state);
    return event;
  }
  const bool same_fate = entry.known && entry.known->fate == d.row.fate;
  const bool newly = entry.known && entry.known->reason.code != d.row.reason.code;
  const std::string& code = d.row.reason.code;
  if (newly &&
      (code == kCancelled || code == kOpenAgain || code == kLeft || code == kDeleted || code == kBack))
    event.what = d.row.reason.code;
  else if (d.count == &Counts::updated)
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
