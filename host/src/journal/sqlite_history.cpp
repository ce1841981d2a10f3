// SPDX-License-Identifier: MIT
#include "journal/sqlite_history.hpp"

#include <algorithm>

#include "base/language.hpp"

namespace orderbridge::journal {

namespace {

/// A run without a lease whose process cannot be asked (another machine, or this one before it was started
/// anew) is no more after this time.
constexpr Micros kLongestUnseen = 24 * 3600 * 1000000LL;

std::string select_runs(const char* rest) {
  return std::string(
             "SELECT id, pipeline, kind, started, ended, outcome, text, listed, written, updated, duplicate, "
             "unchanged, filtered, not_selected, not_ready, rejected, failed, gone FROM run ") +
         rest;
}

RunRecord read_run(Statement& s) {
  RunRecord run;
  run.id = s.integer();
  run.pipeline = s.text();
  run.kind = s.text();
  run.started = s.integer();
  run.ended = s.integer();
  run.outcome = static_cast<RunOutcome>(s.integer());
  run.text = s.text();
  auto& c = run.counts;
  for (auto* count : {&c.listed, &c.written, &c.updated, &c.duplicate, &c.unchanged, &c.filtered,
                      &c.not_selected, &c.not_ready, &c.rejected, &c.failed, &c.gone})
    *count = s.integer();
  return run;
}

}  // namespace

SqliteEvents::SqliteEvents(Database& database)
    : database_(database),
      add_(database,
           "INSERT INTO event (stream, order_id, at, run, what, text, place) VALUES (?, ?, ?, ?, ?, ?, ?)") {}

void SqliteEvents::add(const Event& e) {
  add_.start()
      .bind(e.stream)
      .bind(e.order)
      .bind(e.at)
      .bind(e.run)
      .bind(e.what)
      .bind(e.text)
      .bind(e.place)
      .run();
}

std::vector<Event> SqliteEvents::of(std::int64_t stream, const std::string& order) {
  Statement get(database_,
                "SELECT stream, order_id, at, run, what, text, place FROM event "
                "WHERE stream = ? AND order_id = ? ORDER BY id");
  get.start().bind(stream).bind(order);
  std::vector<Event> all;
  while (get.step()) {
    Event e;
    e.stream = get.integer();
    e.order = get.text();
    e.at = get.integer();
    e.run = get.integer();
    e.what = get.text();
    e.text = get.text();
    e.place = get.text();
    all.push_back(std::move(e));
  }
  return all;
}

SqliteRuns::SqliteRuns(Database& database)
    : database_(database),
      add_(database,
           "UPDATE run SET listed = listed + ?, written = written + ?, updated = updated + ?, "
           "duplicate = duplicate + ?, unchanged = unchanged + ?, filtered = filtered + ?, "
           "not_selected = not_selected + ?, not_ready = not_ready + ?, rejected = rejected + ?, "
           "failed = failed + ?, gone = gone + ? WHERE id = ?") {}

std::int64_t SqliteRuns::begin(const std::string& pipeline, Micros time, const std::string& kind) {
  const auto me = this_process();
  Statement insert(database_,
                   "INSERT INTO run (pipeline, started, kind, machine, pid, process_started) "
                   "VALUES (?, ?, ?, ?, ?, ?)");
  insert.start().bind(pipeline).bind(time).bind(kind).bind(me.machine).bind(me.pid).bind(me.started).run();
  return database_.last_id();
}

void SqliteRuns::end(const RunRecord& run) {
  Statement update(database_, "UPDATE run SET ended = ?, outcome = ?, text = ?, listed = ? WHERE id = ?");
  update.start().bind(run.ended).bind(run.outcome).bind(run.text).bind(run.counts.listed).bind(run.id).run();
}

void SqliteRuns::add(std::int64_t run, const Counts& c) {
  add_.start();
  for (const auto count : {c.listed, c.written, c.updated, c.duplicate, c.unchanged, c.filtered,
                           c.not_selected, c.not_ready, c.rejected, c.failed, c.gone, run})
    add_.bind(count);
  add_.run();
}

std::vector<RunRecord> SqliteRuns::newest(const std::string& pipeline, std::size_t limit) {
  Statement get(database_, select_runs(pipeline.empty() ? "WHERE ? = '' ORDER BY id DESC LIMIT ?"
                                                        : "WHERE pipeline = ? ORDER BY id DESC LIMIT ?")
                               .c_str());
  get.start().bind(pipeline).bind(static_cast<std::int64_t>(limit));
  std::vector<RunRecord> all;
  while (get.step()) all.push_back(read_run(get));
  return all;
}

std::optional<RunRecord> SqliteRuns::one(std::int64_t id) {
  Statement get(database_, select_runs("WHERE id = ?").c_str());
  if (!get.start().bind(id).step()) return std::nullopt;
  return read_run(get);
}

Micros SqliteRuns::last_written(const std::string& pipeline) {
  Statement get(database_,
                "SELECT CASE ended WHEN 0 THEN started ELSE ended END FROM run "
                "WHERE pipeline = ? AND written > 0 ORDER BY id DESC LIMIT 1");
  return get.start().bind(pipeline).step() ? get.integer() : 0;
}

Micros SqliteRuns::failing_since(const std::string& pipeline) {
  Statement get(database_,
                "SELECT coalesce(min(ended), 0) FROM run WHERE pipeline = ? AND outcome IN (?, ?) AND id > "
                "coalesce((SELECT id FROM run WHERE pipeline = ? AND outcome IN (?, ?) ORDER BY id DESC "
                "LIMIT 1), 0)");
  get.start().bind(pipeline).bind(RunOutcome::kFailed).bind(RunOutcome::kCrashed);
  get.bind(pipeline).bind(RunOutcome::kOk).bind(RunOutcome::kWarning);
  return get.step() ? get.integer() : 0;
}

std::vector<SqliteRuns::UnderWay> SqliteRuns::under_way() {
  Statement get(database_,
                "SELECT id, pipeline, started, machine, pid, process_started FROM run WHERE outcome = 0 "
                "ORDER BY id");
  get.start();
  std::vector<UnderWay> all;
  while (get.step()) {
    auto& one = all.emplace_back();
    one.run.id = get.integer();
    one.run.pipeline = get.text();
    one.run.started = get.integer();
    one.holder.machine = get.text();
    one.holder.pid = get.integer();
    one.holder.started = get.integer();
  }
  return all;
}

namespace {

/// The lease that is not released of a run's job, whoever holds it.
const Lease* lease_of(const std::vector<Lease>& leases, const std::string& job) {
  const auto lease =
      std::find_if(leases.begin(), leases.end(), [&](const auto& l) { return l.fence.job == job; });
  return lease == leases.end() ? nullptr : &*lease;
}

bool is_dead(const SqliteRuns::UnderWay& one, const Lease* lease, const std::string& here, Micros now,
             const std::function<bool(const Holder&)>& gone) {
  const auto& holder = one.holder;
  if (!holder.machine.empty() && holder.machine == here) return gone(holder);
  const bool its_own = lease && (holder.machine.empty() || lease->holder == holder);
  if (its_own && lease->expires > now && !gone(lease->holder)) return false;
  // Its lease is over or another's; or it is of a program that did not say whose it is and held one for sure.
  return lease || holder.machine.empty() || now - one.run.started > kLongestUnseen;
}

}  // namespace

std::size_t SqliteRuns::end_dead(const std::vector<Lease>& leases, Micros now,
                                 const std::function<bool(const Holder&)>& gone) {
  std::size_t ended = 0;
  const auto here = this_process().machine;
  Statement end(database_, "UPDATE run SET ended = ?, outcome = ?, text = ? WHERE id = ?");
  for (const auto& one : under_way()) {
    const auto* lease = lease_of(leases, one.run.pipeline);
    if (!is_dead(one, lease, here, now, gone)) continue;
    const bool saw_it = lease && lease->holder == one.holder && lease->progress > one.run.started;
    const auto text =
        tr("process {} ended before this run did (killed, crashed, or the machine stopped); the next run "
           "settles what was under way",
           "Prozess {} endete vor diesem Lauf (abgebrochen, abgestürzt, oder der Rechner hielt an); der "
           "nächste Lauf klärt, was unterwegs war",
           one.holder.pid == 0 ? "?" : std::to_string(one.holder.pid));
    end.start().bind(saw_it ? lease->progress : one.run.started).bind(RunOutcome::kCrashed).bind(text);
    end.bind(one.run.id).run();
    ++ended;
  }
  return ended;
}

}  // namespace orderbridge::journal
