// SPDX-License-Identifier: MIT
#include "pipeline/fetching.hpp"

#include <limits>

#include "base/language.hpp"
#include "records/from_xml.hpp"

namespace orderbridge::pipeline {

using connectors::Outcome;

namespace {

/// A connector makes as many lists of it as its other side needs.
constexpr std::size_t kKeysPerCall = 1000;
/// How long an order that is not paid is asked for; later only a sweep or a person finds it paid.
constexpr Micros kAskForPayment = 60 * 24 * 3600 * 1000000LL;

/// The second's status, where it failed, and the findings of both.
Outcome joined(Outcome first, Outcome second) {
  auto findings = std::move(first.findings);
  findings.insert(findings.end(), second.findings.begin(), second.findings.end());
  auto& result = second.ok() ? first : second;
  result.findings = std::move(findings);
  return std::move(result);
}

}  // namespace

Fetching::Fetching(Parts parts)
    : parts_(std::move(parts)),
      waiting_(parts_.pipeline.redelivery.maximum_redelivery_time_ms, parts_.stop) {}

Outcome Fetching::run() {
  const auto& task = parts_.task;
  parts_.reader->reread(task.reread);
  if (task.forced) parts_.reader->force();
  const bool asked = !task.keys.empty() || !task.judged_keys.empty() || !task.edited_letters.empty();
  auto outcome = asked ? fetch_asked() : fetch_again();
  // Before the sweep, too, which would be content that they are no longer selected.
  if (!asked && outcome.ok()) outcome = joined(std::move(outcome), fetch_unsettled());
  if (!asked && outcome.ok()) outcome = joined(std::move(outcome), judge_anew());
  // The watch set after it: orders that fail or hang again, or cannot be read by key right now, must not keep
  // the new ones away.
  if (task.sweeps() && (outcome.ok() || outcome.status == OB_RETRY))
    outcome = joined(std::move(outcome), sweep());
  if (!asked && (outcome.ok() || outcome.status == OB_RETRY) && parts_.handoff->drain())
    outcome = joined(std::move(outcome), fetch_watch_set());
  if (outcome.ok()) look_again(outcome);
  return outcome;
}

Outcome Fetching::again_and_again(const std::function<Outcome()>& call) {
  auto& p = parts_;
  Attempts attempts;
  attempts.call = [&](int& attempt) {
    const auto listed = p.reader->listed();
    const auto begun = now();
    auto outcome = call();
    if (p.reader->listed() > listed)
      attempt = 1;  // it got on
    else if (!outcome.ok())
      waiting_.spend((now() - begun) / 1000);
    return outcome;
  };
  attempts.reopen = [&] {
    p.source.close();
    return p.source.open();
  };
  attempts.goes_on = [&] {
    if (p.stop->requested() || !p.reader->failure().empty() || !p.handoff->drain()) return false;
    p.reader->forget_unanswered();
    return true;
  };
  return redelivered(attempts, p.pipeline.redelivery, waiting_);
}

Outcome Fetching::sweep() {
  auto& p = parts_;
  p.reader->postpone_failed(p.source.can(OB_CAN_FETCH_KEYS));
  auto outcome = again_and_again([&] {
    const auto position = p.services.journal.position(p.stream);
    return p.source.fetch(p.pipeline.kind, position.cursor, position.bookmark, p.reader);
  });
  p.reader->postpone_failed(false);
  return outcome;
}

Outcome Fetching::fetch_by_key(std::vector<std::string> ids, std::uint32_t flags) {
  if (ids.empty()) return {};
  return again_and_again(
      [&] { return parts_.source.fetch_keys(parts_.pipeline.kind, ids, parts_.reader, flags); });
}

/// Before all else, which would list some of them and be content with their list row.
Outcome Fetching::fetch_again() {
  auto& p = parts_;
  if (p.rereads.empty()) return {};
  p.reader->reread(true);
  auto outcome = fetch_in_parts(p.rereads, OB_KEYS_ANY_STATE);
  p.reader->reread(p.task.reread);
  return outcome;
}

/// What stands in the sink, but was not compared with the shop since a crash: few, and each until it is.
Outcome Fetching::fetch_unsettled() {
  Outcome outcome;
  if (!parts_.source.can(OB_CAN_FETCH_KEYS)) return outcome;
  constexpr Micros kNonePaid = std::numeric_limits<Micros>::max();  // those only wait for their payment
  for (std::string after; outcome.ok();) {
    const auto rows = parts_.services.journal.watch_set(parts_.stream, after, kKeysPerCall, kNonePaid);
    if (rows.empty()) break;
    after = rows.back().id;
    std::vector<std::string> held;
    for (const auto& row : rows)
      if (row.fate == journal::Fate::kWritten) held.push_back(row.id);
    outcome = joined(std::move(outcome), fetch_by_key(std::move(held), OB_KEYS_ANY_STATE));
  }
  return outcome;
}

/// Without those that the sweep met: their rows say all that a list by key would.
Outcome Fetching::fetch_watch_set() {
  Outcome outcome;
  if (!parts_.source.can(OB_CAN_FETCH_KEYS)) return outcome;
  const auto paid_since = parts_.started - kAskForPayment;
  for (std::string after; outcome.ok();) {
    const auto rows =
        parts_.services.journal.watch_set(parts_.stream, after, kKeysPerCall, paid_since, parts_.run);
    if (rows.empty()) break;
    after = rows.back().id;
    // What stands in the sink is asked for in whatever state it is now; the rest must still be wanted.
    std::vector<std::string> held, open;
    for (const auto& row : rows) (row.fate == journal::Fate::kWritten ? held : open).push_back(row.id);
    outcome = joined(std::move(outcome), fetch_by_key(std::move(open), 0));
    if (outcome.ok()) outcome = joined(std::move(outcome), fetch_by_key(std::move(held), OB_KEYS_ANY_STATE));
  }
  return outcome;
}

/// What an earlier configuration kept out is judged again by a new one. The sweep finds these orders only
/// while they are selected: those that another pipeline staged are told as begun by now, so they are asked
/// for by key.
Outcome Fetching::judge_anew() {
  Outcome outcome;
  auto& p = parts_;
  if (!p.source.can(OB_CAN_FETCH_KEYS)) return outcome;
  for (const auto fate : {journal::Fate::kFiltered, journal::Fate::kRejected})
    for (std::string after; outcome.ok();) {
      const auto rows = p.services.journal.rows_with_fate(p.stream, fate, after, 1000);
      if (rows.empty()) break;
      after = rows.back().id;
      std::vector<std::string> told;
      for (const auto& row : rows)
        if (row.generation != p.services.settings.generation &&
            p.services.journal.wish(p.pipeline.from, row.id, "state"))
          told.push_back(row.id);
      outcome = joined(std::move(outcome), fetch_in_parts(told, OB_KEYS_ANY_STATE));
    }
  return outcome;
}

Outcome Fetching::fetch_asked() {
  Outcome outcome;
  for (const auto id : parts_.task.edited_letters) hand_in(id, outcome);
  if (!parts_.source.can(OB_CAN_FETCH_KEYS)) {
    // A sweep that follows reads all anyway.
    if (parts_.task.sweeps()) return outcome;
    auto all = parts_.task.keys;
    all.insert(all.end(), parts_.task.judged_keys.begin(), parts_.task.judged_keys.end());
    return joined(std::move(outcome), sweep_for(all));
  }
  outcome = joined(std::move(outcome), fetch_in_parts(parts_.task.keys, OB_KEYS_ANY_STATE));
  if (outcome.ok()) outcome = joined(std::move(outcome), fetch_in_parts(parts_.task.judged_keys, 0));
  return outcome;
}

/// A source that cannot be asked by key is read from its beginning, and all but these orders passed over.
/// What it does not list keeps its fate.
Outcome Fetching::sweep_for(const std::vector<std::string>& ids) {
  if (ids.empty()) return {};
  auto& p = parts_;
  p.reader->only(ids);
  auto outcome = again_and_again([&] { return p.source.fetch(p.pipeline.kind, "", "", p.reader); });
  if (outcome.ok())
    for (const auto& id : p.reader->not_met())
      p.reader->add_stranger(
          {id, tr("'{}' does not list it, and its connector cannot be asked for single orders",
                  "'{}' listet sie nicht, und sein Konnektor kann nicht nach einzelnen Bestellungen gefragt "
                  "werden",
                  p.pipeline.from)});
  p.reader->only({});
  return outcome;
}

/// Read now, under the run's lease: the shop's order may have overtaken the edit since a person asked.
void Fetching::hand_in(std::int64_t letter_id, Outcome& outcome) {
  const auto letter = parts_.services.journal.letter(letter_id);
  if (!letter || letter->state != journal::LetterState::kOpen || letter->edited.empty()) {
    outcome.findings.push_back(
        {OB_FINDING_WARNING, "superseded",
         tr("dead letter {} is superseded: its order got on or changed in the shop since it was edited; look "
            "at "
            "it again with dead-letters show",
            "Eintrag {} ist überholt: seine Bestellung kam weiter oder wurde im Shop geändert, seit sie "
            "bearbeitet wurde; sie mit dead-letters show neu ansehen",
            letter_id)});
    return;
  }
  records::Arena arena;
  parts_.reader->hand_in(*records::from_xml(letter->edited, arena), letter->content_version);
}

Outcome Fetching::fetch_in_parts(const std::vector<std::string>& keys, std::uint32_t flags) {
  Outcome outcome;
  for (std::size_t at = 0; at < keys.size() && outcome.ok(); at += kKeysPerCall) {
    const auto from = keys.begin() + static_cast<std::ptrdiff_t>(at);
    const auto to = keys.begin() + static_cast<std::ptrdiff_t>(std::min(keys.size(), at + kKeysPerCall));
    outcome = joined(std::move(outcome), fetch_by_key({from, to}, flags));
  }
  return outcome;
}

/// What failed is read anew when its back-off is over, what looks changed at once. A failure here is no
/// failure of the run: these orders have their fates, and the next run looks at them again.
void Fetching::look_again(Outcome& outcome) {
  auto& p = parts_;
  if (!p.source.can(OB_CAN_FETCH_KEYS)) return;
  while (p.handoff->drain()) {
    const auto next = p.second_look->next_due();
    if (!next || !waiting_.wait(std::max<Micros>(0, *next - now() + 999) / 1000)) return;
    const auto begun = now();
    auto due = p.second_look->take(begun);
    auto looked = joined(fetch_in_parts(due.open, 0), fetch_in_parts(due.held, OB_KEYS_ANY_STATE));
    waiting_.spend((now() - begun) / 1000);
    outcome.findings.insert(outcome.findings.end(), looked.findings.begin(), looked.findings.end());
    outcome.abandoned |= looked.abandoned;
    if (looked.ok()) continue;
    if (!p.stop->requested())
      outcome.findings.push_back(
          {OB_FINDING_WARNING, "second-look",
           tr("orders could not be asked for a second time: {}",
              "Bestellungen ließen sich nicht ein zweites Mal abfragen: {}", looked.text)});
    return;
  }
}

}  // namespace orderbridge::pipeline
