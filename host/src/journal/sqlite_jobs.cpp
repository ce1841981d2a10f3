// SPDX-License-Identifier: MIT
#include "journal/sqlite_jobs.hpp"

#include "base/language.hpp"
#include "journal/journal.hpp"

namespace orderbridge::journal {

namespace {

constexpr const char* kColumns =
    "SELECT job, number, machine, pid, started, acquired, expires, progress, run, released FROM lease ";

Lease read_lease(Statement& s) {
  Lease lease;
  lease.fence.job = s.text();
  lease.fence.number = s.integer();
  lease.holder.machine = s.text();
  lease.holder.pid = s.integer();
  lease.holder.started = s.integer();
  lease.acquired = s.integer();
  lease.expires = s.integer();
  lease.progress = s.integer();
  lease.run = s.integer();
  return lease;
}

}  // namespace

SqliteJobs::SqliteJobs(Database& database)
    : database_(database),
      holds_(database, "SELECT count(*) FROM lease WHERE job = ? AND number = ? AND released = 0") {}

void SqliteJobs::require(const Fence& fence) {
  if (fence.job.empty()) return;
  const bool holds = holds_.start().bind(fence.job).bind(fence.number).step() && holds_.integer() == 1;
  holds_.finish();
  if (!holds)
    throw LeaseLost(
        tr("job '{}' is no longer held by this process, another one may have taken it over; this run "
           "stores nothing more and ends, what it stored before stays",
           "Der Job '{}' wird von diesem Prozess nicht mehr gehalten, ein anderer kann ihn übernommen "
           "haben; dieser Lauf speichert nichts mehr und endet, das vorher Gespeicherte bleibt",
           fence.job));
}

std::optional<Lease> SqliteJobs::acquire(const std::string& job, const Holder& holder, Micros now,
                                         Micros lasts, Lease& other,
                                         const std::function<bool(const Holder&)>& gone) {
  Lease mine;
  mine.fence = {job, 1};
  Statement get(database_, (std::string(kColumns) + "WHERE job = ?").c_str());
  if (get.start().bind(job).step()) {
    const auto before = read_lease(get);
    const bool released = get.integer() != 0;
    if (!released && before.expires > now && !(gone && gone(before.holder))) {
      if (before.expires > now + lasts) shorten(before.fence, now + lasts);
      return other = before, std::nullopt;
    }
    mine.fence.number = before.fence.number + 1;
  }
  mine.holder = holder;
  mine.acquired = mine.progress = now;
  mine.expires = now + lasts;
  Statement put(
      database_,
      "INSERT OR REPLACE INTO lease (job, number, machine, pid, started, acquired, expires, progress, "
      "run, released) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0)");
  put.start().bind(job).bind(mine.fence.number).bind(holder.machine).bind(holder.pid).bind(holder.started);
  put.bind(mine.acquired).bind(mine.expires).bind(mine.progress).run();
  return mine;
}

/// The clock went back: who lives renews its lease in time, who does not holds it no longer than any other.
void SqliteJobs::shorten(const Fence& fence, Micros expires) {
  Statement update(database_, "UPDATE lease SET expires = ? WHERE job = ? AND number = ?");
  update.start().bind(expires).bind(fence.job).bind(fence.number).run();
}

std::optional<Lease> SqliteJobs::take(const std::string& name, const Holder& holder, Micros lasts,
                                      const Jobs::Taking& taking,
                                      const std::function<bool(const Holder&)>& gone) {
  const auto before = job(name);
  auto after = before;
  const auto now = taking.clock();
  Lease other;
  std::optional<Lease> lease;
  if (taking.is_due(after, now)) lease = acquire(name, holder, now, lasts, other, gone);
  if (lease) taking.begin(after, now);
  if (!(after == before)) save(after);
  return lease;
}

bool SqliteJobs::renew(const Lease& lease) {
  Statement update(database_,
                   "UPDATE lease SET expires = ?, progress = ?, run = ? "
                   "WHERE job = ? AND number = ? AND released = 0");
  update.start().bind(lease.expires).bind(lease.progress).bind(lease.run);
  update.bind(lease.fence.job).bind(lease.fence.number).run();
  return database_.changed();
}

void SqliteJobs::release(const Fence& fence) {
  Statement update(database_, "UPDATE lease SET released = 1 WHERE job = ? AND number = ?");
  update.start().bind(fence.job).bind(fence.number).run();
}

std::vector<Lease> SqliteJobs::held() {
  Statement get(database_, (std::string(kColumns) + "WHERE released = 0 ORDER BY job").c_str());
  get.start();
  std::vector<Lease> all;
  while (get.step()) all.push_back(read_lease(get));
  return all;
}

Job SqliteJobs::job(const std::string& name) {
  Job job;
  job.name = name;
  Statement get(
      database_,
      "SELECT planned, not_before, paused, halted, halted_text, next, schedule, as_of, halted_since, "
      "refused_logins FROM job WHERE name = ?");
  if (!get.start().bind(name).step()) return job;
  job.planned = get.integer();
  job.not_before = get.integer();
  job.paused = get.integer() != 0;
  job.halted = get.text();
  job.halted_text = get.text();
  job.next = get.integer();
  job.schedule = get.text();
  job.as_of = get.integer();
  job.halted_since = get.integer();
  job.refused_logins = static_cast<int>(get.integer());
  return job;
}

void SqliteJobs::save(const Job& job) {
  Statement put(database_,
                "INSERT OR REPLACE INTO job (name, planned, not_before, paused, halted, halted_text, next, "
                "schedule, as_of, halted_since, refused_logins) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  put.start().bind(job.name).bind(job.planned).bind(job.not_before).bind(job.paused ? 1 : 0);
  put.bind(job.halted).bind(job.halted_text).bind(job.next).bind(job.schedule).bind(job.as_of);
  put.bind(job.halted_since).bind(job.refused_logins).run();
}

void SqliteJobs::beat(const Server& server) {
  for (const auto& other : servers())
    if (is_gone(other.holder)) leave(other.holder);
  Statement put(database_,
                "INSERT OR REPLACE INTO server (machine, pid, started, host, version, configuration, file, "
                "since, seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  put.start().bind(server.holder.machine).bind(server.holder.pid).bind(server.holder.started);
  put.bind(server.host).bind(server.version).bind(server.configuration).bind(server.file);
  put.bind(server.since).bind(server.seen).run();
}

void SqliteJobs::leave(const Holder& holder) {
  Statement remove(database_, "DELETE FROM server WHERE machine = ? AND pid = ? AND started = ?");
  remove.start().bind(holder.machine).bind(holder.pid).bind(holder.started).run();
}

std::vector<Server> SqliteJobs::servers() {
  Statement get(database_,
                "SELECT machine, pid, started, host, version, configuration, file, since, seen FROM server "
                "ORDER BY since, pid");
  get.start();
  std::vector<Server> all;
  while (get.step()) {
    auto& server = all.emplace_back();
    server.holder.machine = get.text();
    server.holder.pid = get.integer();
    server.holder.started = get.integer();
    server.host = get.text();
    server.version = get.text();
    server.configuration = get.text();
    server.file = get.text();
    server.since = get.integer();
    server.seen = get.integer();
  }
  return all;
}

}  // namespace orderbridge::journal
