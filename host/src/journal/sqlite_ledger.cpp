// SPDX-License-Identifier: MIT
#include "journal/sqlite_ledger.hpp"

#include <fmt/format.h>

#include <random>

namespace orderbridge::journal {

namespace {

constexpr const char* kColumns =
    "id, number, ordered_at, hint, content_version, payment_version, state, payment_state, fate, "
    "reason_code, "
    "reason_text, reason_place, remote_id, generation, first_seen, last_seen, fate_since, next_check, "
    "last_run, "
    "attempts, in_doubt, payment_open, edited_from";

std::string select(const char* rest) {
  return std::string("SELECT ") + kColumns + " FROM ledger " + rest;
}

bool is_watched(const LedgerRow& row) {
  return row.fate == Fate::kPending || row.fate == Fate::kNotReady || row.fate == Fate::kFailed ||
         (row.fate == Fate::kWritten && (row.payment_open || row.in_doubt));
}

/// 128 random bits as hex.
std::string fresh_identity() {
  std::random_device random;
  std::string id;
  for (int i = 0; i < 4; ++i) id += fmt::format("{:08x}", static_cast<std::uint32_t>(random()));
  return id;
}

std::vector<LedgerRow> read_rows(Statement& s) {
  std::vector<LedgerRow> rows;
  while (s.step()) rows.push_back(read_row(s));
  return rows;
}

}  // namespace

std::string find_row_sql() {
  return select("WHERE stream = ? AND id = ?");
}

LedgerRow read_row(Statement& s) {
  LedgerRow row;
  row.id = s.text();
  row.number = s.text();
  row.ordered_at = s.integer();
  row.hint = static_cast<std::uint64_t>(s.integer());
  row.content_version = s.text();
  row.payment_version = s.text();
  row.state = s.text();
  row.payment_state = s.text();
  row.fate = static_cast<Fate>(s.integer());
  row.reason = {s.text(), s.text(), s.text()};
  row.remote_id = s.text();
  row.generation = s.text();
  row.first_seen = s.integer();
  row.last_seen = s.integer();
  row.fate_since = s.integer();
  row.next_check = s.integer();
  row.last_run = s.integer();
  row.attempts = static_cast<int>(s.integer());
  row.in_doubt = s.integer() != 0;
  row.payment_open = s.integer() != 0;
  row.edited_from = s.text();
  return row;
}

LedgerTables::LedgerTables(Database& database)
    : database_(database),
      upsert_(database, (std::string("INSERT OR REPLACE INTO ledger (stream, ") + kColumns +
                         ", watch) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
                            .c_str()),
      touch_(database, "UPDATE ledger SET last_seen = ?, last_run = ? WHERE stream = ? AND id = ?"),
      move_(database, "UPDATE stream SET cursor = ?, bookmark = ? WHERE id = ?"),
      event_(database,
             "INSERT INTO event (stream, order_id, at, run, what, text, place) VALUES (?,?,?,?,?,?,?)") {}

std::string LedgerTables::source_identity(const std::string& connection) {
  Statement insert(database_, "INSERT OR IGNORE INTO source (connection, identity) VALUES (?, ?)");
  const auto identity = fresh_identity();
  insert.start().bind(connection).bind(identity).run();
  Statement get(database_, "SELECT identity FROM source WHERE connection = ?");
  get.start().bind(connection).step();
  return get.text();
}

StreamId LedgerTables::stream(const std::string& pipeline, const std::string& source) {
  Statement insert(database_, "INSERT OR IGNORE INTO stream (pipeline, source) VALUES (?, ?)");
  insert.start().bind(pipeline).bind(source).run();
  Statement get(database_, "SELECT id FROM stream WHERE pipeline = ? AND source = ?");
  get.start().bind(pipeline).bind(source).step();
  return get.integer();
}

std::vector<Stream> LedgerTables::streams() {
  Statement get(
      database_,
      "SELECT s.id, s.pipeline, s.source, coalesce(c.connection, '') FROM stream s LEFT JOIN source c ON "
      "c.identity = s.source ORDER BY s.id");
  get.start();
  std::vector<Stream> all;
  while (get.step()) all.push_back({get.integer(), get.text(), get.text(), get.text()});
  return all;
}

Position LedgerTables::position(StreamId stream) {
  Statement get(database_, "SELECT cursor, bookmark FROM stream WHERE id = ?");
  if (!get.start().bind(stream).step()) return {};
  return {get.text(), get.text()};
}

void LedgerTables::move(StreamId stream, const Position& position) {
  move_.start().bind(position.cursor).bind(position.bookmark).bind(stream).run();
}

void LedgerTables::upsert(StreamId stream, const LedgerRow& r) {
  upsert_.start()
      .bind(stream)
      .bind(r.id)
      .bind(r.number)
      .bind(r.ordered_at)
      .bind(static_cast<std::int64_t>(r.hint));
  upsert_.bind(r.content_version).bind(r.payment_version).bind(r.state).bind(r.payment_state);
  upsert_.bind(static_cast<std::int64_t>(r.fate))
      .bind(r.reason.code)
      .bind(r.reason.text)
      .bind(r.reason.place);
  upsert_.bind(r.remote_id).bind(r.generation).bind(r.first_seen).bind(r.last_seen).bind(r.fate_since);
  upsert_.bind(r.next_check)
      .bind(r.last_run)
      .bind(static_cast<std::int64_t>(r.attempts))
      .bind(r.in_doubt ? 1 : 0);
  upsert_.bind(r.payment_open ? 1 : 0).bind(r.edited_from).bind(is_watched(r) ? 1 : 0).run();
}

void LedgerTables::touch(StreamId stream, const std::string& id, Micros time, std::int64_t run) {
  touch_.start().bind(time).bind(run).bind(stream).bind(id).run();
}

std::vector<FoundRow> LedgerTables::find_everywhere(const std::string& text) {
  std::vector<FoundRow> found;
  for (const auto& stream : streams()) {
    Statement get(database_,
                  select("WHERE stream = ?1 AND id = ?2 UNION ALL "
                         "SELECT id, number, ordered_at, hint, content_version, payment_version, state, "
                         "payment_state, fate, reason_code, reason_text, reason_place, remote_id, "
                         "generation, first_seen, last_seen, fate_since, next_check, last_run, attempts, "
                         "in_doubt, payment_open, edited_from FROM ledger "
                         "WHERE stream = ?1 AND number = ?2 AND id <> ?2 LIMIT 100")
                      .c_str());
    for (auto& row : read_rows(get.start().bind(stream.id).bind(text)))
      found.push_back({stream, std::move(row)});
  }
  return found;
}

std::vector<LedgerRow> LedgerTables::watch_set(StreamId stream, const std::string& after, std::size_t limit,
                                               Micros paid_since) {
  Statement get(database_,
                select("WHERE stream = ? AND watch = 1 AND id > ? AND (fate <> 5 OR in_doubt <> 0 OR "
                       "fate_since >= ?) ORDER BY id LIMIT ?")
                    .c_str());
  return read_rows(
      get.start().bind(stream).bind(after).bind(paid_since).bind(static_cast<std::int64_t>(limit)));
}

std::vector<LedgerRow> LedgerTables::rows_with_fate(StreamId stream, Fate fate, const std::string& after,
                                                    std::size_t limit) {
  // What is not at rest is in the watch set, whose index is small.
  const bool watched = fate == Fate::kPending || fate == Fate::kNotReady || fate == Fate::kFailed;
  Statement get(database_,
                select(watched ? "WHERE stream = ? AND watch = 1 AND fate = ? AND id > ? ORDER BY id LIMIT ?"
                               : "WHERE stream = ? AND fate = ? AND id > ? ORDER BY id LIMIT ?")
                    .c_str());
  return read_rows(get.start()
                       .bind(stream)
                       .bind(static_cast<std::int64_t>(fate))
                       .bind(after)
                       .bind(static_cast<std::int64_t>(limit)));
}

std::vector<LedgerRow> LedgerTables::rows_since(StreamId stream, Micros since, const std::string& after,
                                                std::size_t limit) {
  Statement get(database_,
                select("WHERE stream = ? AND ordered_at >= ? AND id > ? ORDER BY id LIMIT ?").c_str());
  return read_rows(get.start().bind(stream).bind(since).bind(after).bind(static_cast<std::int64_t>(limit)));
}

std::vector<std::pair<Fate, std::int64_t>> LedgerTables::fate_counts(StreamId stream) {
  Statement get(database_, "SELECT fate, count(*) FROM ledger WHERE stream = ? GROUP BY fate ORDER BY fate");
  get.start().bind(stream);
  std::vector<std::pair<Fate, std::int64_t>> counts;
  while (get.step()) {
    const auto fate = static_cast<Fate>(get.integer());
    counts.emplace_back(fate, get.integer());
  }
  return counts;
}

void LedgerTables::add(const Event& e) {
  event_.start()
      .bind(e.stream)
      .bind(e.order)
      .bind(e.at)
      .bind(e.run)
      .bind(e.what)
      .bind(e.text)
      .bind(e.place)
      .run();
}

std::vector<Event> LedgerTables::events(StreamId stream, const std::string& order) {
  Statement get(
      database_,
      "SELECT at, run, what, text, place FROM event WHERE stream = ? AND order_id = ? ORDER BY rowid");
  get.start().bind(stream).bind(order);
  std::vector<Event> all;
  while (get.step()) {
    Event e{stream, order, get.integer(), get.integer(), "", "", ""};
    e.what = get.text();
    e.text = get.text();
    e.place = get.text();
    all.push_back(std::move(e));
  }
  return all;
}

}  // namespace orderbridge::journal
