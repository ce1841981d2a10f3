// SPDX-License-Identifier: MIT
#include "pipeline/reader.hpp"

#include <algorithm>

#include "base/language.hpp"
#include "base/utf8.hpp"
#include "orderbridge/text.hpp"
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
  return {true,    clean(row.number, 200), clean(row.state, 60), clean(row.payment_state, 60), row.ordered_at,
          row.hint};
}

}  // namespace

Reader::Reader(journal::Journal& journal, journal::StreamId stream, RunFacts facts,
               std::shared_ptr<Handoff> handoff, std::shared_ptr<const connectors::StopSignal> stop,
               std::shared_ptr<Progress> progress)
    : journal_(journal),
      stream_(stream),
      facts_(std::move(facts)),
      handoff_(std::move(handoff)),
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

/// True where this run has dealt with the id already; else `known` is its ledger row, if any.
bool Reader::already_handled(const std::string& id, std::unique_ptr<journal::LedgerRow>& known) {
  if (handoff_->is_in_flight(id)) return true;
  auto row = journal_.find(stream_, id);
  if (!row) return false;
  if (row->last_run == facts_.run) return true;
  known = std::make_unique<journal::LedgerRow>(std::move(*row));
  return false;
}

std::int32_t Reader::want(const ob_listed& row) noexcept {
  std::int32_t answer = OB_STOP;
  guarded([&] {
    const std::string id = ledger_key(row.id);
    std::unique_ptr<journal::LedgerRow> known;
    answer = OB_KNOWN;
    if (already_handled(id, known)) return OB_OK;
    auto listed = listed_row(row);
    const bool wanted = is_wanted(known.get(), listed, facts_.generation);
    if (wanted) {
      if (!handoff_->claim(id, {std::move(listed), std::move(known), false})) return OB_OK;
      ++progress_->listed;
      answer = OB_WANT;
      return OB_OK;
    }
    // Answered by the ledger: what is emitted all the same is not taken.
    if (!handoff_->claim(id, {{}, nullptr, true})) return OB_OK;
    ++progress_->listed;
    const bool put_in = handoff_->put([&](Batch& batch) {
      auto& entry = batch.entries.emplace_back();
      entry.kind = Entry::Kind::kUnchanged;
      entry.id = id;
      entry.row = std::move(listed);
      entry.known = std::move(known);
    });
    if (!put_in) answer = OB_STOP;
    return OB_OK;
  });
  return answer;
}

ob_status Reader::emit(const ob_record& record, const ob_listed* row) noexcept {
  return guarded([&]() -> ob_status {
    Entry entry;
    entry.id = ledger_key(record.id);
    if (!handoff_->answer(entry.id, entry.row, entry.known)) {  // not asked for: allowed, listed now
      if (already_handled(entry.id, entry.known)) return OB_OK;
      if (row) entry.row = listed_row(*row);
      if (!handoff_->claim(entry.id, {{}, nullptr, true})) return OB_OK;
      ++progress_->listed;
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

ob_status Reader::note(const ob_note& note) noexcept {
  return guarded([&]() -> ob_status {
    Entry entry;
    entry.kind = Entry::Kind::kNote;
    entry.id = ledger_key(note.id);
    if (!handoff_->answer(entry.id, entry.row, entry.known)) {
      if (already_handled(entry.id, entry.known)) return OB_OK;
      if (note.row) entry.row = listed_row(*note.row);
      if (!handoff_->claim(entry.id, {{}, nullptr, true})) return OB_OK;
      ++progress_->listed;
    } else if (note.row) {
      entry.row = listed_row(*note.row);
    }
    entry.note = {note.outcome, clean(note.code, 60), clean(note.text, 1000), note.retry_after_ms,
                  note.grace_ms};
    const bool put_in = handoff_->put([&](Batch& batch) { batch.entries.push_back(std::move(entry)); });
    return put_in ? OB_OK : OB_CANCELLED;
  });
}

ob_status Reader::checkpoint(std::string_view cursor, std::string_view bookmark) noexcept {
  return guarded([&]() -> ob_status {
    if (cursor.size() > 4096 || bookmark.size() > 4096 || !is_utf8(cursor) || !is_utf8(bookmark))
      return OB_REJECTED;
    const bool put_in = handoff_->put([&](Batch& batch) {
      batch.position = journal::Position{std::string(cursor), std::string(bookmark)};
    });
    return put_in ? OB_OK : OB_CANCELLED;
  });
}

}  // namespace orderbridge::pipeline
