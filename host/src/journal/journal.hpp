// SPDX-License-Identifier: MIT
// Journal: the host's durable memory, as an interface of a few verbs so that a shared database can serve
// several hosts later: the ledger here, and three parts with headers of their own: Outbox, DeadLetters, Jobs.
// All calls are safe from any thread. What was written is durable when a call returns. Errors are
// JournalError: the text says what is wrong with the file and what to do.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "journal/dead_letter.hpp"
#include "journal/event.hpp"
#include "journal/lease.hpp"
#include "journal/ledger_row.hpp"
#include "journal/outbox.hpp"
#include "journal/run_record.hpp"

namespace orderbridge::journal {

struct JournalError : UserError {
  using UserError::UserError;
};
/// Another process runs this job by now: nothing was stored, and the run must end.
struct LeaseLost : JournalError {
  using JournalError::JournalError;
};

/// A pipeline reading one source identity: the space of ledger keys.
using StreamId = std::int64_t;

/// Where a source is: the cursor inside its sweep, the bookmark across sweeps.
struct Position {
  std::string cursor, bookmark;
};

/// A ledger: one pipeline reading one source identity.
struct Stream {
  StreamId id = 0;
  std::string pipeline, source;  // source: the identity
  std::string connection;        // that the identity belongs to
};

/// What one transaction changes: fates and all that follows from them, position and counts of one batch,
/// together or not at all.
struct Changes {
  StreamId stream = 0;
  std::int64_t run = 0;
  Micros time = 0;
  Fence fence;
  std::vector<LedgerRow> rows;       // inserted or replaced whole
  std::vector<std::string> touched;  // seen again and unchanged: last_seen and last_run only
  std::optional<Position> position;
  Counts counts;  // added to the run's; may be negative where an order is judged twice in one run

  std::vector<Event> events;
  /// Replace what was wished before for the same (connection, order, field): its revision goes up by one. A
  /// wish for what was wished before changes nothing, whatever came of it, unless `again`.
  struct NewWish {
    Wish wish;
    bool again = false;
  };
  std::vector<NewWish> wishes;
  struct NewStanding {
    Standing standing;
    bool keeps = false;  // what is known already of either state stays
  };
  std::vector<NewStanding> standings;
  std::vector<DeadLetter> letters;  // opened, or the order's open letter renewed (first_at, edited kept)
  struct ClosedLetter {
    std::string order;
    LetterState state = LetterState::kResolved;
  };
  std::vector<ClosedLetter> closed_letters;  // where open
};

/// A row with the ledger it stands in.
struct FoundRow {
  Stream stream;
  LedgerRow row;
};

class Journal : public Outbox, public DeadLetters, public Jobs {
 public:
  /// Made once per connection; survives changes of its URL and of the XML.
  virtual std::string source_identity(const std::string& connection) = 0;
  virtual StreamId stream(const std::string& pipeline, const std::string& source_identity) = 0;
  virtual std::vector<Stream> streams() = 0;

  virtual Position position(StreamId stream) = 0;
  virtual std::optional<LedgerRow> find(StreamId stream, const std::string& id) = 0;
  /// In all ledgers: rows whose id or number is this.
  virtual std::vector<FoundRow> find_everywhere(const std::string& id_or_number) = 0;
  /// Rows that a run looks at besides the sweep, by id, after `after_id`; at most `limit`: pending, not
  /// ready, failed, in doubt, and written with open payment unless its fate is older than `paid_since`;
  /// without those that run `but_not` has met.
  virtual std::vector<LedgerRow> watch_set(StreamId stream, const std::string& after_id, std::size_t limit,
                                           Micros paid_since = 0, std::int64_t but_not = -1) = 0;
  /// Written rows whose detail is to be read again by then (LedgerRow::next_check), longest due first.
  virtual std::vector<LedgerRow> due_for_rereading(StreamId stream, Micros by, std::size_t limit) = 0;
  /// Rows with this fate, by id, after `after_id`.
  virtual std::vector<LedgerRow> rows_with_fate(StreamId stream, Fate fate, const std::string& after_id,
                                                std::size_t limit) = 0;
  /// Rows ordered at this time or later (all where it is OB_NO_TIME), by id, after `after_id`.
  virtual std::vector<LedgerRow> rows_since(StreamId stream, Micros ordered_since,
                                            const std::string& after_id, std::size_t limit) = 0;
  virtual std::vector<std::pair<Fate, std::int64_t>> fate_counts(StreamId stream) = 0;
  /// Oldest first.
  virtual std::vector<Event> events(StreamId stream, const std::string& order) = 0;
  /// Throws LeaseLost where the fence is stale.
  virtual void commit(const Changes& changes) = 0;

  virtual std::int64_t begin_run(const std::string& pipeline, Micros time,
                                 const std::string& kind = "run") = 0;
  virtual void end_run(const RunRecord& run) = 0;
  /// Newest first; all pipelines where it is empty.
  virtual std::vector<RunRecord> runs(const std::string& pipeline, std::size_t limit) = 0;
  virtual std::optional<RunRecord> run(std::int64_t id) = 0;
  /// Runs that are under way by their record, but whose process is gone, end as CRASHED; how many. `gone`
  /// decides it where the process was on this machine; elsewhere (and before version 3) the job's lease does.
  virtual std::size_t end_dead_runs(Micros now, const std::function<bool(const Holder&)>& gone = is_gone) = 0;
  /// When the first of those runs ended that failed since one last worked; 0: the last one worked.
  virtual Micros failing_since(const std::string& pipeline) = 0;
  /// When a run of the pipeline last wrote an order; 0: never.
  virtual Micros last_written(const std::string& pipeline) = 0;
};

}  // namespace orderbridge::journal
