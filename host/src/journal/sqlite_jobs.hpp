// SPDX-License-Identifier: MIT
// Leases and jobs on SQLite. Part of SqliteJournal, which holds the lock and the transaction. Errors are
// SqliteError, and LeaseLost.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "journal/lease.hpp"
#include "journal/sqlite.hpp"

namespace orderbridge::journal {

class SqliteJobs {
 public:
  explicit SqliteJobs(Database& database);

  /// Throws LeaseLost where the lease is not held under this number any more; to be asked inside the
  /// transaction that it shall protect.
  void require(const Fence& fence);
  std::optional<Lease> acquire(const std::string& job, const Holder& holder, Micros now, Micros lasts,
                               Lease& other, const std::function<bool(const Holder&)>& gone);
  bool renew(const Lease& lease);
  void release(const Fence& fence);
  std::optional<Lease> take(const std::string& job, const Holder& holder, Micros lasts,
                            const Jobs::Taking& taking, const std::function<bool(const Holder&)>& gone);
  std::vector<Lease> held();

  Job job(const std::string& name);
  void save(const Job& job);

  void beat(const Server& server);
  void leave(const Holder& holder);
  std::vector<Server> servers();

 private:
  void shorten(const Fence& fence, Micros expires);

  Database& database_;
  Statement holds_;
};

}  // namespace orderbridge::journal
