// SPDX-License-Identifier: MIT
#include "journal/sqlite_jobs.hpp"

namespace orderbridge::journal {

namespace {

Lease read_lease(Statement& s) {
  Lease l;
  l.fence.job = s.text();
  l.fence.number = s.integer();
  l.holder.machine = s.text();
  l.holder.pid = s.integer();
  l.holder.started = s.integer();
  l.acquired = s.integer();
  l.expires = s.integer();
  l.progress = s.integer();
  return l;
}

constexpr const char* kLeaseColumns =
    "SELECT job, fence, machine, pid, process_started, acquired, expires, progress FROM lease ";

}  // namespace

JobTables::JobTables(Database& database)
    : database_(database), holds_(database, "SELECT 1 FROM lease WHERE job = ? AND fence = ? AND held = 1") {}

bool JobTables::holds(const Fence& fence) {
  if (fence.job.empty()) return true;
  const bool held = holds_.start().bind(fence.job).bind(fence.number).step();
  holds_.finish();
  return held;
}

std::optional<Lease> JobTables::acquire(const std::string& job, const Holder& holder, Micros now,
                                        Micros lasts, Lease& other,
                                        const std::function<bool(const Holder&)>& gone) {
  Statement get(database_, (std::string(kLeaseColumns) + "WHERE job = ? AND held = 1").c_str());
  if (get.start().bind(job).step()) {
    other = read_lease(get);
    if (other.expires > now && !gone(other.holder)) return std::nullopt;
  }
  get.finish();
  Statement put(
      database_,
      "INSERT INTO lease (job, fence, held, machine, pid, process_started, acquired, expires, progress) "
      "VALUES (?1, 1, 1, ?2, ?3, ?4, ?5, ?6, ?5) ON CONFLICT (job) DO UPDATE SET fence = fence + 1, "
      "held = 1, machine = excluded.machine, pid = excluded.pid, process_started = "
      "excluded.process_started, acquired = excluded.acquired, expires = excluded.expires, progress = "
      "excluded.progress");
  put.start()
      .bind(job)
      .bind(holder.machine)
      .bind(holder.pid)
      .bind(holder.started)
      .bind(now)
      .bind(now + lasts)
      .run();
  Statement fence(database_, (std::string(kLeaseColumns) + "WHERE job = ?").c_str());
  fence.start().bind(job).step();
  return read_lease(fence);
}

bool JobTables::renew(const Lease& lease) {
  Statement put(
      database_,
      "UPDATE lease SET expires = ?, progress = max(progress, ?) WHERE job = ? AND fence = ? AND held = 1");
  put.start().bind(lease.expires).bind(lease.progress);
  put.bind(lease.fence.job).bind(lease.fence.number).run();
  return sqlite3_changes(database_.handle()) > 0;
}

void JobTables::release(const Fence& fence) {
  Statement put(database_, "UPDATE lease SET held = 0 WHERE job = ? AND fence = ?");
  put.start().bind(fence.job).bind(fence.number).run();
}

std::vector<Lease> JobTables::leases() {
  Statement get(database_, (std::string(kLeaseColumns) + "WHERE held = 1 ORDER BY job").c_str());
  get.start();
  std::vector<Lease> all;
  while (get.step()) all.push_back(read_lease(get));
  return all;
}

Job JobTables::job(const std::string& name) {
  Job job;
  job.name = name;
  Statement get(database_, "SELECT planned, not_before, paused, halted, halted_text FROM job WHERE name = ?");
  if (!get.start().bind(name).step()) return job;
  job.planned = get.integer();
  job.not_before = get.integer();
  job.paused = get.integer() != 0;
  job.halted = get.text();
  job.halted_text = get.text();
  return job;
}

void JobTables::save(const Job& job) {
  Statement put(database_,
                "INSERT OR REPLACE INTO job (name, planned, not_before, paused, halted, halted_text) VALUES "
                "(?,?,?,?,?,?)");
  put.start().bind(job.name).bind(job.planned).bind(job.not_before).bind(job.paused ? 1 : 0);
  put.bind(job.halted).bind(job.halted_text).run();
}

}  // namespace orderbridge::journal
