// SPDX-License-Identifier: MIT
// The ledger's table on SQLite: rows in, pages of rows out. Part of SqliteJournal, which holds the lock and
// the transaction. Errors are SqliteError.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "journal/journal.hpp"
#include "journal/sqlite.hpp"

namespace orderbridge::journal {

/// One row by its key; for a connection of its own, so that it does not wait for a commit.
class LedgerLookup {
 public:
  explicit LedgerLookup(Database& database);
  std::optional<LedgerRow> find(StreamId stream, const std::string& id);

 private:
  Statement find_;
};

class SqliteLedger {
 public:
  explicit SqliteLedger(Database& database);

  void put(StreamId stream, const LedgerRow& row);
  void touch(StreamId stream, const std::string& id, Micros time, std::int64_t run);
  /// What stands in the sink may be older than the order: its rows are watched until they are settled. A row
  /// that knows the order as `shown` was read after the change, and is left.
  void doubt(const std::string& connection, const std::string& id, std::uint64_t shown);
  /// We changed the order in the shop: rows that knew it as `listed` know it as `shown`, in this state.
  void know_as(const std::string& connection, const std::string& id, std::uint64_t listed,
               std::uint64_t shown, const std::string& state);
  std::vector<FoundRow> find_everywhere(const std::vector<Stream>& streams, const std::string& id_or_number);
  std::vector<LedgerRow> watch_set(StreamId stream, const std::string& after_id, std::size_t limit,
                                   Micros paid_since, std::int64_t but_not);
  std::vector<LedgerRow> due_for_rereading(StreamId stream, Micros by, std::size_t limit);
  std::vector<LedgerRow> with_fate(StreamId stream, Fate fate, const std::string& after_id,
                                   std::size_t limit);
  std::vector<LedgerRow> since(StreamId stream, Micros ordered_since, const std::string& after_id,
                               std::size_t limit);
  std::vector<std::pair<Fate, std::int64_t>> fate_counts(StreamId stream);

 private:
  Database& database_;
  LedgerLookup lookup_;
  Statement put_, touch_;
};

}  // namespace orderbridge::journal
