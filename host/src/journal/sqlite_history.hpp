// SPDX-License-Identifier: MIT
// Orders' histories and runs on SQLite. Part of SqliteJournal, which holds the lock and the transaction.
// Errors are SqliteError.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "journal/event.hpp"
#include "journal/lease.hpp"
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
  Micros failing_since(const std::string& pipeline);

  /// A run without an end, and whose it is; a machine that is empty: by a program that did not say.
  struct UnderWay {
    RunRecord run;
    Holder holder;
  };
  std::vector<UnderWay> under_way();
  /// Ends those whose process is gone; `leases`: all that are not released.
  std::size_t end_dead(const std::vector<Lease>& leases, Micros now,
                       const std::function<bool(const Holder&)>& gone);

 private:
  Database& database_;
  Statement add_;
};

}  // namespace orderbridge::journal
