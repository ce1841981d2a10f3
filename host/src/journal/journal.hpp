// SPDX-License-Identifier: MIT
// Journal: the host's durable memory, as an interface of a few verbs so that a shared database can serve
// several hosts later. All calls are safe from any thread. What commit() and begin_run()/end_run() wrote is
// durable when they return. Errors are JournalError: the text says what is wrong with the file and what to
// do.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "journal/ledger_row.hpp"
#include "journal/run_record.hpp"

namespace orderbridge::journal {

struct JournalError : UserError {
  using UserError::UserError;
};

/// A pipeline reading one source identity: the space of ledger keys.
using StreamId = std::int64_t;

/// Where a source is: the cursor inside its sweep, the bookmark across sweeps.
struct Position {
  std::string cursor, bookmark;
};

/// What one transaction changes: fates, touched rows, position and counts of one batch, together or not at
/// all.
struct Changes {
  StreamId stream = 0;
  std::int64_t run = 0;
  Micros time = 0;
  std::vector<LedgerRow> rows;       // inserted or replaced whole
  std::vector<std::string> touched;  // seen again and unchanged: last_seen and last_run only
  std::optional<Position> position;
  Counts counts;  // added to the run's
};

class Journal {
 public:
  virtual ~Journal() = default;

  /// Made once per connection; survives changes of its URL and of the XML.
  virtual std::string source_identity(const std::string& connection) = 0;
  virtual StreamId stream(const std::string& pipeline, const std::string& source_identity) = 0;

  virtual Position position(StreamId stream) = 0;
  virtual std::optional<LedgerRow> find(StreamId stream, const std::string& id) = 0;
  /// Rows that a run looks at besides the sweep (pending, not ready, failed, written with open payment), by
  /// id, after `after_id`; at most `limit`.
  virtual std::vector<LedgerRow> watch_set(StreamId stream, const std::string& after_id,
                                           std::size_t limit) = 0;
  virtual void commit(const Changes& changes) = 0;

  virtual std::int64_t begin_run(const std::string& pipeline, Micros time) = 0;
  virtual void end_run(const RunRecord& run) = 0;
  /// Newest first.
  virtual std::vector<RunRecord> runs(const std::string& pipeline, std::size_t limit) = 0;
  /// Rows with this fate, by first seen; for summaries and explanations.
  virtual std::vector<LedgerRow> rows_with_fate(StreamId stream, Fate fate, std::size_t limit) = 0;
};

}  // namespace orderbridge::journal
