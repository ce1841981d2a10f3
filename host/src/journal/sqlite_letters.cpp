// SPDX-License-Identifier: MIT
#include "journal/sqlite_letters.hpp"

namespace orderbridge::journal {

namespace {

constexpr const char* kColumns =
    "l.id, l.stream, coalesce(s.pipeline, ''), l.order_id, l.number, l.stage, l.code, l.text, l.place, "
    "l.attempts, "
    "l.first_at, l.last_at, l.run, l.state, l.content_version";

DeadLetter read_letter(Statement& s) {
  DeadLetter l;
  l.id = s.integer();
  l.stream = s.integer();
  l.pipeline = s.text();
  l.order = s.text();
  l.number = s.text();
  l.stage = s.text();
  l.code = s.text();
  l.text = s.text();
  l.place = s.text();
  l.attempts = static_cast<int>(s.integer());
  l.first_at = s.integer();
  l.last_at = s.integer();
  l.run = s.integer();
  l.state = static_cast<LetterState>(s.integer());
  l.content_version = s.text();
  return l;
}

std::string select(const char* more, const char* rest) {
  return std::string("SELECT ") + kColumns + more +
         " FROM dead_letter l LEFT JOIN stream s ON s.id = l.stream " + rest;
}

}  // namespace

SqliteLetters::SqliteLetters(Database& database)
    : database_(database),
      put_(
          database,
          "INSERT INTO dead_letter (stream, order_id, number, stage, code, text, place, attempts, first_at, "
          "last_at, run, state, content_version, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?) "
          "ON CONFLICT (stream, order_id) WHERE state = 0 DO UPDATE SET number = excluded.number, "
          "stage = excluded.stage, code = excluded.code, text = excluded.text, place = excluded.place, "
          "attempts = max(attempts + 1, excluded.attempts), last_at = excluded.last_at, run = excluded.run, "
          // An edit stands as long as the order is the one that was edited.
          "edited = CASE WHEN excluded.content_version IN ('', content_version) THEN edited ELSE '' END, "
          "content_version = CASE excluded.record WHEN '' THEN content_version ELSE excluded.content_version "
          "END, record = CASE excluded.record WHEN '' THEN record ELSE excluded.record END"),
      close_(database, "UPDATE dead_letter SET state = ? WHERE stream = ? AND order_id = ? AND state = 0") {}

void SqliteLetters::put(std::int64_t stream, const DeadLetter& l) {
  put_.start().bind(stream).bind(l.order).bind(l.number).bind(l.stage).bind(l.code).bind(l.text).bind(
      l.place);
  put_.bind(static_cast<std::int64_t>(l.attempts)).bind(l.first_at).bind(l.last_at).bind(l.run);
  put_.bind(l.content_version).bind(l.record).run();
}

void SqliteLetters::close(std::int64_t stream, const std::string& order, LetterState state) {
  close_.start().bind(state).bind(stream).bind(order).run();
}

std::vector<DeadLetter> SqliteLetters::list(const LetterFilter& f) {
  Statement get(database_, select("",
                                  "WHERE l.id > ?1 AND (?2 = '' OR s.pipeline = ?2) AND "
                                  "(?3 = '' OR l.order_id = ?3 OR l.number = ?3) AND "
                                  "(?4 < 0 OR l.state = ?4) ORDER BY l.id LIMIT ?5")
                               .c_str());
  get.start().bind(f.after).bind(f.pipeline).bind(f.order);
  get.bind(f.state ? static_cast<std::int64_t>(*f.state) : -1).bind(static_cast<std::int64_t>(f.limit));
  std::vector<DeadLetter> all;
  while (get.step()) all.push_back(read_letter(get));
  return all;
}

std::optional<DeadLetter> SqliteLetters::one(std::int64_t id) {
  Statement get(database_, select(", l.record, l.edited", "WHERE l.id = ?").c_str());
  if (!get.start().bind(id).step()) return std::nullopt;
  auto letter = read_letter(get);
  letter.record = get.text();
  letter.edited = get.text();
  return letter;
}

std::optional<DeadLetter> SqliteLetters::open_of(std::int64_t stream, const std::string& order) {
  Statement get(database_, "SELECT id FROM dead_letter WHERE stream = ? AND order_id = ? AND state = 0");
  if (!get.start().bind(stream).bind(order).step()) return std::nullopt;
  return one(get.integer());
}

std::int64_t SqliteLetters::open(std::int64_t stream) {
  Statement get(database_, "SELECT count(*) FROM dead_letter WHERE state = 0 AND (?1 = 0 OR stream = ?1)");
  return get.start().bind(stream).step() ? get.integer() : 0;
}

bool SqliteLetters::edit(std::int64_t id, const std::string& content_version, const std::string& edited) {
  Statement update(database_,
                   "UPDATE dead_letter SET edited = ? WHERE id = ? AND state = 0 AND content_version = ?");
  update.start().bind(edited).bind(id).bind(content_version).run();
  return database_.changed();
}

}  // namespace orderbridge::journal
