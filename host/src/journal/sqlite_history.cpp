// SPDX-License-Identifier: MIT
#include "journal/sqlite_history.hpp"

namespace orderbridge::journal {

namespace {

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
  Statement insert(database_, "INSERT INTO run (pipeline, started, kind) VALUES (?, ?, ?)");
  insert.start().bind(pipeline).bind(time).bind(kind).run();
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

}  // namespace orderbridge::journal
