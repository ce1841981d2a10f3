// SPDX-License-Identifier: MIT
// The ledger's tables: streams, rows, events. Part of SqliteJournal, which locks and opens transactions.
// Throws SqliteError.
#pragma once
#include "journal/journal.hpp"
#include "journal/sqlite.hpp"

namespace orderbridge::journal {

class LedgerTables {
 public:
  explicit LedgerTables(Database& database);

  std::string source_identity(const std::string& connection);
  StreamId stream(const std::string& pipeline, const std::string& source);
  std::vector<Stream> streams();
  Position position(StreamId stream);
  void move(StreamId stream, const Position& position);

  void upsert(StreamId stream, const LedgerRow& row);
  void touch(StreamId stream, const std::string& id, Micros time, std::int64_t run);
  std::vector<FoundRow> find_everywhere(const std::string& id_or_number);
  std::vector<LedgerRow> watch_set(StreamId stream, const std::string& after, std::size_t limit,
                                   Micros paid_since);
  std::vector<LedgerRow> rows_with_fate(StreamId stream, Fate fate, const std::string& after,
                                        std::size_t limit);
  std::vector<LedgerRow> rows_since(StreamId stream, Micros since, const std::string& after,
                                    std::size_t limit);
  std::vector<std::pair<Fate, std::int64_t>> fate_counts(StreamId stream);

  void add(const Event& event);
  std::vector<Event> events(StreamId stream, const std::string& order);

 private:
  Database& database_;
  Statement upsert_, touch_, move_, event_;
};

/// The statement that finds one row, for a connection of its own; parameters: stream, id.
std::string find_row_sql();
LedgerRow read_row(Statement& found);

}  // namespace orderbridge::journal
