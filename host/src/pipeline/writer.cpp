// SPDX-License-Identifier: MIT
#include "pipeline/writer.hpp"

#include <algorithm>

#include "base/language.hpp"
#include "orderbridge/text.hpp"
#include "pipeline/delivery.hpp"
#include "pipeline/follow_ups.hpp"
#include "pipeline/invariants.hpp"
#include "records/copy.hpp"
#include "records/from_xml.hpp"
#include "records/xml_view.hpp"

namespace orderbridge::pipeline {

using journal::Changes;

namespace {

constexpr std::size_t kMostWarningTexts = 50;

bool is_wished(const Changes& changes, const std::string& order) {
  return std::any_of(changes.wishes.begin(), changes.wishes.end(),
                     [&](const auto& made) { return made.wish.order == order; });
}

}  // namespace

struct Writer::Going {
  Entry* entry;
  records::Versions versions;
  journal::LedgerRow pending;
  std::optional<journal::Standing> standing;  // of a status update, before it was on its way
};

Writer::Writer(journal::Journal& journal, journal::StreamId stream, RunFacts facts, Sink& sink,
               steps::StepChain& steps, std::shared_ptr<SecondLook> second_look, Waiting& waiting)
    : journal_(journal),
      stream_(stream),
      facts_(std::move(facts)),
      sink_(sink),
      steps_(steps),
      second_look_(std::move(second_look)),
      waiting_(waiting),
      telling_(journal_, facts_) {}

Changes Writer::changes() const {
  Changes changes;
  changes.stream = stream_;
  changes.run = facts_.run;
  changes.time = facts_.now;
  changes.fence = facts_.fence;
  return changes;
}

void Writer::record(Entry& entry, Decision decision, Changes& changes, const std::string& content_version) {
  hold_to_promises(entry.known.get(), decision, facts_);
  // A plan that hands on what the sink has just so changes nothing.
  if (facts_.plan && decision.count == &journal::Counts::duplicate && !decision.attention &&
      known_as(entry, journal::Fate::kWritten) && decision.row.reason.code.empty())
    decision.count = &journal::Counts::unchanged;
  entry.marks.failed = decision.count == &journal::Counts::failed;
  // A second look that brings nothing new leaves the count as it was.
  const bool same = entry.marks.counted && decision.count == &journal::Counts::unchanged;
  for (auto* counts : {&tally_.counts, &changes.counts}) {
    if (same) break;
    counts->*decision.count += 1;
    if (entry.marks.counted) counts->*(*entry.marks.counted) -= 1;
  }
  take_note(entry, decision);
  if (facts_.plan && decision.count != &journal::Counts::unchanged && tally_.planned.size() < kMostAttention)
    tally_.planned.push_back({decision.row.id, decision.row.number, decision.count, decision.row.reason});
  remember(entry, decision, changes, content_version);
  look_again(entry, decision);
  if (decision.touch_only)
    changes.touched.push_back(std::move(decision.row.id));
  else
    changes.rows.push_back(std::move(decision.row));
}

/// A person named this order, and it is not in the sink for it: they hear why, also where it is no news.
bool Writer::disappoints(const Decision& decision) const {
  using journal::Counts;
  const bool fine = decision.count == &Counts::written || decision.count == &Counts::updated ||
                    decision.count == &Counts::duplicate ||
                    (facts_.plan && decision.count == &Counts::unchanged);
  return facts_.asked && !fine;
}

journal::Reason Writer::reason_of(const Entry& entry, const Decision& decision) const {
  if (facts_.asked && entry.kind == Entry::Kind::kNote) return {entry.note.code, entry.note.text, ""};
  if (facts_.asked && is_skipped(entry))
    return {kCancelled,
            tr("cancelled in the shop by now, so it is not staged again",
               "inzwischen im Shop storniert, deshalb nicht erneut übergeben"),
            ""};
  return decision.row.reason;
}

/// Orders that a person should hear of; what a second look says replaces what the first one said.
void Writer::take_note(const Entry& entry, const Decision& decision) {
  if (entry.marks.counted)
    tally_.attention_total -= static_cast<std::int64_t>(
        std::erase_if(tally_.attention, [&](const Attention& a) { return a.id == entry.id; }));
  if (!decision.attention && !disappoints(decision)) return;
  ++tally_.attention_total;
  if (tally_.attention.size() < kMostAttention)
    tally_.attention.push_back(
        {decision.row.id, decision.row.number, decision.row.fate, reason_of(entry, decision)});
}

/// What follows from the fate besides the row itself: history, wish, dead letter.
void Writer::remember(const Entry& entry, const Decision& decision, Changes& changes,
                      const std::string& content_version) {
  if (auto event = event_of(entry, decision, facts_)) {
    event->stream = stream_;
    // A part that was left alone is no part of what was told.
    if (event->what == "told" && !entry.marks.left_alone.empty())
      event->text += "; " + entry.marks.left_alone;
    changes.events.push_back(std::move(*event));
  }
  if (auto standing = read_standing(entry, decision, facts_))
    changes.standings.push_back(std::move(*standing));
  if (auto wish = wish_of(entry, decision, facts_))
    changes.wishes.push_back({std::move(*wish), entry.marks.reopened});
  const auto& row = decision.row;
  if (decision.letter) {
    ++tally_.letters;
    journal::DeadLetter letter;
    letter.stream = stream_;
    letter.order = row.id;
    letter.number = row.number;
    letter.stage = decision.letter;
    letter.code = row.reason.code;
    letter.text = row.reason.text;
    letter.place = row.reason.place;
    letter.attempts = std::max(1, row.attempts);
    letter.first_at = letter.last_at = facts_.now;
    letter.run = facts_.run;
    // The letter keeps what the shop gave; what a person made of that is kept beside it.
    const bool edited = !entry.marks.edited_from.empty();
    letter.content_version = edited ? entry.marks.edited_from : content_version;
    const auto* emitted = entry.emitted ? entry.emitted : entry.record;
    if (emitted && !edited) letter.record = records::to_xml(*emitted, records::Personal::kShown);
    changes.letters.push_back(std::move(letter));
    return;
  }
  const bool stuck = row.fate == journal::Fate::kRejected || row.fate == journal::Fate::kFailed ||
                     row.fate == journal::Fate::kPending;
  const bool had_trouble = entry.known && (entry.known->fate == journal::Fate::kRejected ||
                                           entry.known->fate == journal::Fate::kFailed ||
                                           !entry.known->reason.code.empty() || entry.marks.forced);
  if (!decision.touch_only && !decision.keeps_letter && !stuck && had_trouble)
    changes.closed_letters.push_back({row.id});
}

/// Orders that this run asks for once more.
void Writer::look_again(const Entry& entry, const Decision& decision) {
  if (!facts_.looks_again) return;
  const auto& row = decision.row;
  const bool left_out = decision.count == &journal::Counts::not_selected && !entry.marks.counted;
  if (entry.marks.look_closer || (left_out && facts_.any_state && facts_.any_state->covers(row)))
    second_look_->add(row.id, facts_.now, true, decision.count);
  else if (row.fate == journal::Fate::kFailed && decision.count == &journal::Counts::failed &&
           !is_exhausted(row.attempts, facts_.redelivery))
    second_look_->add(row.id, row.next_check, false, decision.count);
}

/// A person set the order back in the shop after it had been told. Said once; the shop is left as it is,
/// unless the order was missing in the sink and has been written again.
void Writer::reopened(const Entry& entry, bool written_again) {
  if (written_again) return;  // wished anew together with the fate
  auto wish = journal_.wish(facts_.source, entry.id, "state");
  if (!wish || wish->state != journal::WishState::kConfirmed) return;
  wish->state = journal::WishState::kReopened;
  wish->found = entry.row.state;
  wish->settled = facts_.now;
  wish->text = tr("set back in the shop by a person after it was staged; left as it is",
                  "im Shop von Hand zurückgesetzt, nachdem sie übergeben war; bleibt so");
  journal_.settle_wishes({*wish}, {{stream_, entry.id, facts_.now, facts_.run, "reopened", wish->text, ""}},
                         facts_.fence);
  ++tally_.warnings;
  if (tally_.warning_texts.size() < kMostWarningTexts)
    tally_.warning_texts.push_back(wish->number + ": " + wish->text);
}

/// The shop shows what the ERP says: a mark that still waits has nothing more to say, and what the list shows
/// from now on is no news.
void Writer::overtake(const Entry& entry, const ob_status_update& update, const SinkResult& result) {
  if (!tells_state(view(update.state), answer_of(result)) || result.found.empty()) return;
  auto wish = journal_.wish(facts_.sink, entry.id, "state");
  const bool told =
      wish && (wish->state == journal::WishState::kOpen || wish->state == journal::WishState::kConfirmed);
  if (!told || (wish->state == journal::WishState::kConfirmed && wish->found == result.found)) return;
  wish->text =
      wish->state == journal::WishState::kOpen
          ? tr("The shop was not told '{}': by then '{}' had told it more",
               "Der Shop erfuhr '{}' nicht: '{}' hatte ihm inzwischen mehr gemeldet", wish->desired,
               facts_.source)
          : tr("The shop was told '{}'; since then it shows what '{}' told it",
               "Der Shop erfuhr '{}'; seither zeigt er, was '{}' ihm meldete", wish->desired, facts_.source);
  wish->state = journal::WishState::kConfirmed;
  wish->found = result.found;
  wish->settled = facts_.now;
  overtaken_.push_back(std::move(*wish));
}

void Writer::count_settled() {
  ++tally_.counts.written;
}

void Writer::count_in_doubt(const journal::LedgerRow& row) {
  ++tally_.counts.failed;
  ++tally_.attention_total;
  if (tally_.attention.size() < kMostAttention)
    tally_.attention.push_back({row.id, row.number, row.fate, row.reason});
}

void Writer::note_warnings(const Entry& entry) {
  if (entry.record->kind != OB_KIND_ORDER) return;
  const auto& order = reinterpret_cast<const ob_order&>(*entry.record);
  for (std::size_t i = 0; i < order.warning_count; ++i) {
    ++tally_.warnings;
    if (tally_.warning_texts.size() < kMostWarningTexts)
      tally_.warning_texts.push_back(copy(order.number) + ": " + copy(order.warnings[i]->text));
  }
}

/// Cancelled in the shop, and not to be staged for that reason. One that the sink has goes on all the same:
/// it hears of the cancellation.
bool Writer::is_skipped(const Entry& entry) const {
  const auto* order = order_of(entry);
  if (!facts_.skips_cancelled || !order || view(order->state) != "cancelled") return false;
  if (!facts_.any_state || !sink_.can_lookup()) return true;
  std::vector<connectors::Found> found(1);
  return !sink_.lookup(facts_.kind, {entry.id}, found).ok() || found.empty() || !found[0].answered ||
         found[0].state == OB_FOUND_ABSENT;
}

void Writer::decide(Entry& entry, Batch& batch, Changes& changes, std::vector<Going>& going) {
  if (entry.kind == Entry::Kind::kUnchanged) return record(entry, on_unchanged(entry, facts_), changes);
  if (entry.kind == Entry::Kind::kNote) return record(entry, on_note(entry, facts_), changes);

  auto versions = records::versions_of(*entry.record);
  const auto* order = order_of(entry);
  if (entry.known && order && is_other_order(*entry.known, copy(order->number), order->ordered_at))
    return record(entry, on_other_order(entry, facts_), changes, versions.content);
  if (is_skipped(entry)) return record(entry, on_same_content(entry, facts_), changes);
  if (is_same_content(entry, versions)) return record(entry, on_same_content(entry, facts_), changes);
  if (is_edited_and_changed(entry, versions))
    return record(entry, on_edited_and_changed(entry, versions, facts_), changes);
  take_edit(entry, batch, versions);

  if (!steps_.empty()) entry.emitted = records::copy_record(*entry.record, batch.arena);  // they change it
  const auto verdict = steps_.apply(*entry.record, batch.arena);
  if (verdict.kind != steps::Verdict::Kind::kPass) {
    if (verdict.kind == steps::Verdict::Kind::kFiltered)
      ++tally_.filtered_by[verdict.place.file + ":" + std::to_string(verdict.place.line)];
    return record(entry, on_verdict(entry, versions, verdict, facts_), changes, versions.content);
  }
  ++tally_.passed_steps;
  note_warnings(entry);
  entry.record->content_version = batch.arena.keep(versions.content);
  entry.record->payment_version = batch.arena.keep(versions.payment);
  auto pending = pending_row(entry, versions, facts_);
  std::optional<journal::Standing> standing;
  if (auto* update = update_of(entry)) standing = telling_.prepare(*update, batch.arena);
  going.push_back({&entry, std::move(versions), std::move(pending), std::move(standing)});
}

/// What a person made of the order stands as long as the shop's is the one that was edited: it goes to the
/// sink in the shop's stead while it has not arrived; once it has, only its payment follows the shop.
void Writer::take_edit(Entry& entry, Batch& batch, records::Versions& versions) {
  if (is_edited_and_paid(entry, versions)) {
    entry.marks.edited_from = entry.known->edited_from;
    versions.content = entry.known->content_version;
    return;
  }
  const bool may_have_letter = entry.known && !known_as(entry, journal::Fate::kWritten);
  if (!may_have_letter || !entry.marks.edited_from.empty()) return;
  const auto letter = journal_.open_letter(stream_, entry.id);
  if (!letter || letter->edited.empty() || letter->content_version != versions.content) return;
  entry.record = records::from_xml(letter->edited, batch.arena);
  entry.marks.edited_from = versions.content;
  versions = records::versions_of(*entry.record);
}

/// The first durable moment: new orders are in doubt from here until the sink's report is stored.
void Writer::store_pending(std::vector<Going>& going) {
  auto pending = changes();
  pending.rows.reserve(going.size());
  const auto is_new = [](const Going& g) { return g.pending.fate == journal::Fate::kPending; };
  std::vector<Going*> lent;
  for (auto& g : going)
    if (is_new(g)) {
      hold_to_promises(g.entry->known.get(), g.pending, facts_);
      lent.push_back(&g);
      pending.rows.push_back(std::move(g.pending));
    }
  for (const auto& g : going)
    if (const auto* update = update_of(*g.entry))
      pending.standings.push_back(
          {on_its_way(*g.standing, view(update->state), view(update->payment_state))});
  journal_.commit(pending);
  for (std::size_t i = 0; i < lent.size(); ++i) lent[i]->pending = std::move(pending.rows[i]);
}

connectors::Outcome Writer::deliver(std::vector<Going>& going, const std::shared_ptr<Batch>& batch,
                                    Changes& changes) {
  std::vector<const ob_record*> records;
  records.reserve(going.size());
  for (const auto& g : going) records.push_back(g.entry->record);
  auto delivered = pipeline::deliver(sink_, records, batch, facts_.redelivery, waiting_);
  facts_.now = now();
  for (std::size_t i = 0; i < going.size(); ++i) {
    auto& g = going[i];
    for (const auto& text : delivered.warnings[i]) {
      ++tally_.warnings;
      if (tally_.warning_texts.size() < kMostWarningTexts)
        tally_.warning_texts.push_back(g.pending.number + ": " + text);
      if (facts_.kind == OB_KIND_STATUS)
        g.entry->marks.left_alone += (g.entry->marks.left_alone.empty() ? "" : "; ") + text;
    }
    record(*g.entry, on_result(*g.entry, std::move(g.pending), g.versions, delivered.results[i], facts_),
           changes, g.versions.content);
    if (const auto* update = update_of(*g.entry)) {
      changes.standings.push_back({telling_.settle(*g.standing, *update, delivered.results[i])});
      overtake(*g.entry, *update, delivered.results[i]);
    }
  }
  return std::move(delivered.outcome);
}

connectors::Outcome Writer::process(const std::shared_ptr<Batch>& batch) {
  facts_.now = now();
  auto changes = this->changes();
  std::vector<Going> going;
  going.reserve(batch->entries.size());
  changes.rows.reserve(batch->entries.size());
  for (auto& entry : batch->entries) decide(entry, *batch, changes, going);

  connectors::Outcome outcome;
  if (!going.empty()) {
    store_pending(going);
    outcome = deliver(going, batch, changes);
  }
  if (outcome.ok()) changes.position = batch->position;
  journal_.commit(changes);
  if (!overtaken_.empty()) journal_.settle_wishes(overtaken_, {}, facts_.fence);
  overtaken_.clear();
  for (const auto& entry : batch->entries)
    if (entry.marks.reopened && !entry.marks.failed)
      reopened(entry, !changes.wishes.empty() && is_wished(changes, entry.id));
  return outcome;
}

}  // namespace orderbridge::pipeline
