// SPDX-License-Identifier: MIT
#include "pipeline/reader.hpp"

#include <algorithm>

#include "base/language.hpp"
#include "base/utf8.hpp"
#include "orderbridge/text.hpp"
#include "pipeline/follow_ups.hpp"
#include "records/copy.hpp"

namespace orderbridge::pipeline {

namespace {

std::string clean(ob_str text, std::size_t limit) {
  auto cut = cut_remote_text(view(text), limit);
  return is_utf8(cut) ? cut : std::string();
}

/// The ledger's key of an id. One against the rules, which copy_record() refuses, gets a key that is short,
/// printable and still its own.
std::string ledger_key(ob_str id) {
  const auto text = view(id);
  const bool printable =
      std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (!text.empty() && text.size() <= 200 && printable && is_utf8(text)) return std::string(text);
  std::uint64_t hash = 14695981039346656037u;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return fmt::format("broken-id-{:016x}", hash);
}

ListedRow listed_row(const ob_listed& row) {
  return {.there = true,
          .number = clean(row.number, 200),
          .state = clean(row.state, 60),
          .payment_state = clean(row.payment_state, 60),
          .ordered_at = row.ordered_at,
          .hint = row.hint};
}

}  // namespace

Reader::Reader(journal::Journal& journal, journal::StreamId stream, RunFacts facts,
               std::shared_ptr<Handoff> handoff, std::shared_ptr<SecondLook> second_look,
               std::shared_ptr<const connectors::StopSignal> stop, std::shared_ptr<Progress> progress)
    : journal_(journal),
      stream_(stream),
      facts_(std::move(facts)),
      handoff_(std::move(handoff)),
      second_look_(std::move(second_look)),
      stop_(std::move(stop)),
      progress_(std::move(progress)) {}

template <class Fn>
ob_status Reader::guarded(Fn fn) noexcept {
  if (failed_ || stop_->requested()) return OB_CANCELLED;
  try {
    return fn();
  } catch (const std::exception& e) {
    std::lock_guard lock(failure_mutex_);
    if (failure_.empty()) failure_ = e.what();
    failed_ = true;
    return OB_CANCELLED;
  }
}

std::string Reader::failure() const {
  std::lock_guard lock(failure_mutex_);
  return failure_;
}

void Reader::only(const std::vector<std::string>& ids) {
  std::lock_guard lock(only_mutex_);
  only_.clear();
  for (const auto& id : ids) only_[id] = false;
  only_some_ = !ids.empty();
}

std::vector<std::string> Reader::not_met() const {
  std::lock_guard lock(only_mutex_);
  std::vector<std::string> ids;
  for (const auto& [id, met] : only_)
    if (!met) ids.push_back(id);
  return ids;
}

void Reader::add_stranger(Stranger stranger) {
  std::lock_guard lock(only_mutex_);
  strangers_.push_back(std::move(stranger));
}

std::vector<Stranger> Reader::strangers() const {
  std::lock_guard lock(only_mutex_);
  return strangers_;
}

/// True for orders that nobody asked for, in a sweep for some only.
bool Reader::passes_over(const std::string& id) {
  if (!only_some_) return false;
  std::lock_guard lock(only_mutex_);
  const auto at = only_.find(id);
  if (at == only_.end()) return true;
  at->second = true;
  return false;
}

/// A mistyped id makes no order and no story.
bool Reader::is_stranger(const Entry& entry, const ob_note& note) const {
  return facts_.asked && !entry.known && !note.row;
}

/// True where this run has dealt with the id already; else the entry knows its ledger row, if any.
bool Reader::already_handled(Entry& entry) {
  if (handoff_->is_in_flight(entry.id)) return true;
  auto row = journal_.find(stream_, entry.id);
  if (!row) return false;
  if (row->last_run == facts_.run && facts_.run != 0) {
    entry.marks.counted = second_look_->answer(entry.id);
    if (!entry.marks.counted) return true;
  }
  entry.marks.forced = forced_;
  // A person asks for an order that was given up, or whose id the shop used twice: it begins anew.
  const bool closed = row->fate == journal::Fate::kSuperseded || row->fate == journal::Fate::kRejected;
  if (forced_ && closed) row->fate = journal::Fate::kGone;
  entry.known = std::make_unique<journal::LedgerRow>(std::move(*row));
  return false;
}

/// It failed before: asked for by key when the sweep is over, so that those that fail or hang again neither
/// keep the new ones waiting nor make the shop look down.
bool Reader::is_postponed(const Entry& entry) const {
  return postpones_failed_ && entry.known && entry.known->fate == journal::Fate::kFailed;
}

/// What the shop was told of a staged order.
std::optional<journal::Wish> Reader::wish_for(const Entry& entry) {
  if (!facts_.told || !entry.known || entry.known->fate != journal::Fate::kWritten) return std::nullopt;
  return journal_.wish(facts_.source, entry.id, "state");
}

/// Answered by the ledger, or by the source unasked: what is emitted later is not taken. False: it is too
/// late.
bool Reader::claim(Entry& entry) {
  Handoff::Wanted taken;
  taken.answered = true;
  if (!handoff_->claim(entry.id, std::move(taken))) return false;
  if (!entry.marks.counted) ++progress_->listed;
  return true;
}

void Reader::forget_unanswered() {
  progress_->listed -= static_cast<std::int64_t>(handoff_->take_unanswered().size());
}

std::int32_t Reader::want(const ob_listed& row) noexcept {
  std::int32_t answer = OB_STOP;
  guarded([&] {
    Entry entry;
    entry.id = ledger_key(row.id);
    answer = OB_KNOWN;
    if (passes_over(entry.id) || already_handled(entry) || is_postponed(entry)) return OB_OK;
    entry.row = listed_row(row);
    if (const auto wish = wish_for(entry)) entry.marks.reopened = is_reopened(*wish, entry.row, facts_);
    auto& marks = entry.marks;
    if (marks.reopened && facts_.told->restage) marks.forced = true;
    const bool wanted = marks.forced || marks.counted || reread_ ||
                        is_wanted(entry.known.get(), entry.row, facts_.generation);
    if (wanted) {
      const bool again = marks.counted.has_value();
      Handoff::Wanted claimed{
          .row = std::move(entry.row), .known = std::move(entry.known), .marks = std::move(marks)};
      if (!handoff_->claim(entry.id, std::move(claimed))) return OB_OK;
      if (!again) ++progress_->listed;
      answer = OB_WANT;
      return OB_OK;
    }
    if (!claim(entry)) return OB_OK;
    if (!handoff_->put([&](Batch& batch) { batch.entries.push_back(std::move(entry)); })) answer = OB_STOP;
    return OB_OK;
  });
  return answer;
}

ob_status Reader::emit(const ob_record& record, const ob_listed* row) noexcept {
  return guarded([&]() -> ob_status {
    Entry entry;
    entry.id = ledger_key(record.id);
    if (passes_over(entry.id)) return OB_OK;
    if (!handoff_->answer(entry)) {  // not asked for: allowed, listed now
      if (already_handled(entry)) return OB_OK;
      if (row) entry.row = listed_row(*row);
      if (!claim(entry)) return OB_OK;
    }
    const bool put_in = handoff_->put([&](Batch& batch) {
      try {
        if (record.kind != facts_.kind)
          throw records::BadRecord(tr("the connector handed over a record of kind {}, asked for was {}",
                                      "Der Konnektor lieferte einen Datensatz der Art {}, verlangt war {}",
                                      record.kind, facts_.kind));
        entry.record = records::copy_record(record, batch.arena);
        entry.kind = Entry::Kind::kRecord;
      } catch (const records::BadRecord& e) {
        entry.kind = Entry::Kind::kNote;
        entry.note = {OB_NOTE_FAILED_FINAL, "bad-record", e.what(), 0, 0};
      }
      batch.entries.push_back(std::move(entry));
    });
    return put_in ? OB_OK : OB_CANCELLED;
  });
}

void Reader::hand_in(const ob_record& record, const std::string& edited_from) {
  Entry entry;
  entry.id = ledger_key(record.id);
  if (already_handled(entry)) return;
  entry.marks.edited_from = edited_from;
  entry.marks.forced = true;
  if (!claim(entry)) return;
  entry.kind = Entry::Kind::kRecord;
  handoff_->put([&](Batch& batch) {
    entry.record = records::copy_record(record, batch.arena);
    batch.entries.push_back(std::move(entry));
  });
}

ob_status Reader::note(const ob_note& note) noexcept {
  return guarded([&]() -> ob_status {
    Entry entry;
    entry.kind = Entry::Kind::kNote;
    entry.id = ledger_key(note.id);
    if (passes_over(entry.id)) return OB_OK;
    if (!handoff_->answer(entry)) {
      if (already_handled(entry)) return OB_OK;
      if (is_stranger(entry, note)) {
        add_stranger({entry.id, clean(note.text, 1000)});
        return OB_OK;
      }
      if (note.row) entry.row = listed_row(*note.row);
      look_closer(entry, note);
      if (!claim(entry)) return OB_OK;
    } else if (note.row) {
      entry.row = listed_row(*note.row);
    }
    entry.note = {note.outcome,           clean(note.code, 60),
                  clean(note.text, 1000), note.retry_after_ms,
                  note.grace_ms,          OB_HAS(&note, flags) && (note.flags & OB_NOTE_FOR_A_PERSON) != 0};
    const bool put_in = handoff_->put([&](Batch& batch) { batch.entries.push_back(std::move(entry)); });
    return put_in ? OB_OK : OB_CANCELLED;
  });
}

/// A staged order that is not selected any more is still ours: what a changed list row means is read by key.
void Reader::look_closer(Entry& entry, const ob_note& note) {
  if (note.outcome != OB_NOTE_NOT_SELECTED || !facts_.looks_again || entry.marks.counted || !entry.known)
    return;
  const auto wish = wish_for(entry);
  if (wish) entry.marks.reopened = is_reopened(*wish, entry.row, facts_);
  entry.marks.look_closer =
      is_worth_a_closer_look(*entry.known, entry.row, wish) && second_look_->first_time(entry.id);
}

ob_status Reader::checkpoint(std::string_view cursor, std::string_view bookmark) noexcept {
  return guarded([&]() -> ob_status {
    if (only_some_) return OB_OK;  // where the sweep for all stands is not ours to say
    if (cursor.size() > 4096 || bookmark.size() > 4096 || !is_utf8(cursor) || !is_utf8(bookmark))
      return OB_REJECTED;
    const bool put_in = handoff_->put([&](Batch& batch) {
      batch.position = journal::Position{std::string(cursor), std::string(bookmark)};
    });
    return put_in ? OB_OK : OB_CANCELLED;
  });
}

}  // namespace orderbridge::pipeline
