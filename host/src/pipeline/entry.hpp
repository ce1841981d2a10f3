// SPDX-License-Identifier: MIT
// What the source said of one order, on its way from the fetching thread to the writing one: a record, a
// note, or "known, nothing to do". Owned by a Batch; the record's memory lies in the batch's arena.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "journal/journal.hpp"
#include "orderbridge/connector_abi.h"
#include "records/arena.hpp"

namespace orderbridge::pipeline {

/// An order as the source's list showed it.
struct ListedRow {
  bool there = false;  // false: only the id is known
  std::string number, state, payment_state;
  Micros ordered_at = INT64_MIN;
  std::uint64_t hint = 0;
};

/// Why there is no record: the connector's note, or a record that broke the rules of the ABI.
struct NoteText {
  std::int32_t outcome = 0;  // OB_NOTE_*
  std::string code, text;
  std::int64_t retry_after_ms = 0, grace_ms = 0;
  bool for_a_person = false;
};

/// One of a run's outcomes.
using CountOf = std::int64_t journal::Counts::*;

/// What is special about one order in this run.
struct Marks {
  std::optional<CountOf> counted;  // a second look: how it was counted before
  bool forced = false;             // goes to the sink even where nothing changed: a person asked for it
  bool reopened = false;           // a person set it back in the shop after it had been told
  bool look_closer = false;        // staged, and the list shows another state: asked for by key later
  bool failed = false;             // ended this run without a final word
  std::string left_alone;          // what the sink warned of while it took a status update
  std::string edited_from;         // a person's record; the shop's content version it was made from
};

struct Entry {
  enum class Kind { kRecord, kNote, kUnchanged };
  Kind kind = Kind::kUnchanged;
  std::string id;
  ListedRow row;
  std::unique_ptr<journal::LedgerRow> known;  // as the ledger had it when the order was listed
  ob_record* record = nullptr;
  const ob_record* emitted = nullptr;  // as it came, where steps may change `record`
  NoteText note;
  Marks marks;
};

/// The entry's record where it is an order, else null.
inline const ob_order* order_of(const Entry& entry) noexcept {
  return entry.record && entry.record->kind == OB_KIND_ORDER ? reinterpret_cast<const ob_order*>(entry.record)
                                                             : nullptr;
}
/// The entry's record where it is a status update, else null.
inline ob_status_update* update_of(const Entry& entry) noexcept {
  return entry.record && entry.record->kind == OB_KIND_STATUS
             ? reinterpret_cast<ob_status_update*>(entry.record)
             : nullptr;
}
inline bool known_as(const Entry& entry, journal::Fate fate) noexcept {
  return entry.known && entry.known->fate == fate;
}

struct Batch {
  records::Arena arena;
  std::vector<Entry> entries;
  std::optional<journal::Position> position;  // all before it is in this or an earlier batch

  bool empty() const noexcept { return entries.empty() && !position; }
  void clear() {
    entries.clear();
    position.reset();
    arena.clear();
  }
};

}  // namespace orderbridge::pipeline
