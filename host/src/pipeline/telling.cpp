// SPDX-License-Identifier: MIT
#include "pipeline/telling.hpp"

#include "orderbridge/text.hpp"

namespace orderbridge::pipeline {

using journal::Standing;

namespace {

const ob_str* keep_all(const std::vector<std::string>& states, records::Arena& arena) {
  auto* kept = arena.array<ob_str>(states.size());
  for (std::size_t i = 0; i < states.size(); ++i) kept[i] = arena.keep(states[i]);
  return kept;
}

}  // namespace

Answer answer_of(const SinkResult& result) {
  return {result.reported ? result.outcome : 0, result.found, result.kept};
}

/// With a mark that waits or is in doubt: the shop may show it already.
Standing Telling::standing_of(const ob_status_update& update) const {
  const auto order = copy(update.head.id);
  auto standing = journal_.standing(facts_.sink, order).value_or(Standing{facts_.sink, order, {}, {}});
  const auto mark = journal_.wish(facts_.sink, order, "state");
  if (mark && mark->state == journal::WishState::kOpen)
    standing = on_its_way(std::move(standing), mark->desired, "");
  return standing;
}

Standing Telling::prepare(ob_status_update& update, records::Arena& arena) const {
  auto standing = standing_of(update);
  const auto state = view(update.state), payment = view(update.payment_state);
  const auto states = may_replace(ToldState::kOrder, standing.state, state, facts_.replaces);
  const auto payments = may_replace(ToldState::kPayment, standing.payment, payment, facts_.replaces_payment);
  update.may_replace = keep_all(states, arena);
  update.may_replace_count = states.size();
  update.may_replace_payment = keep_all(payments, arena);
  update.may_replace_payment_count = payments.size();
  return standing;
}

Standing Telling::settle(const Standing& before, const ob_status_update& update,
                         const SinkResult& result) const {
  return answered(before, view(update.state), view(update.payment_state), answer_of(result));
}

std::optional<journal::Changes::NewStanding> read_standing(const Entry& entry, const Decision& decision,
                                                           const RunFacts& facts) {
  const auto* order = order_of(entry);
  if (!order || decision.row.fate != journal::Fate::kWritten) return std::nullopt;
  const bool settled = known_as(entry, journal::Fate::kWritten) && entry.known->reason.code == kSettled;
  const bool newly = !known_as(entry, journal::Fate::kWritten) || settled;
  // A person had it staged anew, or set it back in the shop: it begins again with what was read now.
  const bool anew = entry.marks.forced && decision.count == &journal::Counts::written;
  if (!newly && !anew) return std::nullopt;
  Standing standing{facts.source, entry.id, {}, {}};
  standing.state = {copy(order->source_state), copy(order->state), ""};
  standing.payment = {copy(order->source_payment_state), copy(order->payment_state), ""};
  // Found in the sink after a crash: what it was when it was sent there, not what a person made of it since.
  if (settled && !entry.known->state.empty() && entry.known->state != standing.state.id)
    standing.state = {entry.known->state, "other", ""};
  if (settled && !entry.known->payment_state.empty() && entry.known->payment_state != standing.payment.id)
    standing.payment = {entry.known->payment_state, "other", ""};
  return journal::Changes::NewStanding{std::move(standing), !anew};
}

}  // namespace orderbridge::pipeline
