// SPDX-License-Identifier: MIT
// The tables of leases and jobs. Part of SqliteJournal, which locks and opens transactions. Throws
// SqliteError.
#pragma once
#include "journal/journal.hpp"
#include "journal/sqlite.hpp"

namespace orderbridge::journal {

class JobTables {
 public:
  explicit JobTables(Database& database);

  /// True where the fence is of a lease that is still held, or asks for nothing.
  bool holds(const Fence& fence);
  std::optional<Lease> acquire(const std::string& job, const Holder& holder, Micros now, Micros lasts,
                               Lease& other, const std::function<bool(const Holder&)>& gone);
  bool renew(const Lease& lease);
  void release(const Fence& fence);
  std::vector<Lease> leases();
  Job job(const std::string& name);
  void save(const Job& job);

 private:
  Database& database_;
  Statement holds_;
};

}  // namespace orderbridge::journal
