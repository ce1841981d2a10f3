// SPDX-License-Identifier: MIT
// Orders' histories and runs on SQLite. Part of SqliteJournal, which holds the lock and the transaction.
// Errors are SqliteError.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "journal/event.hpp"
#include "journal/run_record.hpp"
#include "journal/sqlite.hpp"

namespace orderbridge::journal {

class SqliteEvents {
 public:
  explicit SqliteEvents(Database& database);
  void add(const Event& event);
  std::vector<Event> of(std::int64_t stream, const std::string& order);

 private:
  Database& database_;
  Statement add_;
};

class SqliteRuns {
 public:
  explicit SqliteRuns(Database& database);
  std::int64_t begin(const std::string& pipeline, Micros time, const std::string& kind);
  void end(const RunRecord& run);
  void add(std::int64_t run, const Counts& counts);
  std::vector<RunRecord> newest(const std::string& pipeline, std::size_t limit);
  std::optional<RunRecord> one(std::int64_t id);
  Micros last_written(const std::string& pipeline);

 private:
  Database& database_;
  Statement add_;
};

}  // namespace orderbridge::journal
