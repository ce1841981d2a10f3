// SPDX-License-Identifier: MIT
#include "journal/sqlite_letters.hpp"

namespace orderbridge::journal {

namespace {

constexpr const char* kColumns =
    "d.id, d.stream, coalesce(s.pipeline, ''), d.order_id, d.number, d.stage, d.code, d.text, d.place, "
    "d.attempts, "
    "d.first_at, d.last_at, d.run, d.state, d.content_version";
constexpr const char* kFrom = " FROM dead_letter d LEFT JOIN stream s ON s.id = d.stream ";

// An edit stands as long as the order is the one that was edited.
constexpr const char* kOpenOrRenew =
    "INSERT INTO dead_letter (stream, order_id, number, stage, code, text, place, attempts, first_at, "
    "last_at, run, "
    "content_version, record) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (stream, order_id) WHERE state "
    "= 0 DO "
    "UPDATE SET number = excluded.number, stage = excluded.stage, code = excluded.code, text = "
    "excluded.text, "
    "place = excluded.place, attempts = max(attempts + 1, excluded.attempts), last_at = excluded.last_at, "
    "run = excluded.run, edited = CASE WHEN excluded.content_version IN ('', content_version) THEN edited "
    "ELSE '' END, "
    "record = CASE WHEN excluded.record = '' THEN record ELSE excluded.record END, "
    "content_version = CASE WHEN excluded.record = '' THEN content_version ELSE excluded.content_version END";

DeadLetter read_letter(Statement& s) {
  DeadLetter d;
  d.id = s.integer();
  d.stream = s.integer();
  d.pipeline = s.text();
  d.order = s.text();
  d.number = s.text();
  d.stage = s.text();
  d.code = s.text();
  d.text = s.text();
  d.place = s.text();
  d.attempts = static_cast<int>(s.integer());
  d.first_at = s.integer();
  d.last_at = s.integer();
  d.run = s.integer();
  d.state = static_cast<LetterState>(s.integer());
  d.content_version = s.text();
  return d;
}

}  // namespace

void LetterTable::open_or_renew(const DeadLetter& d) {
  Statement put(database_, kOpenOrRenew);
  put.start().bind(d.stream).bind(d.order).bind(d.number).bind(d.stage).bind(d.code).bind(d.text).bind(
      d.place);
  put.bind(static_cast<std::int64_t>(d.attempts)).bind(d.first_at).bind(d.last_at).bind(d.run);
  put.bind(d.content_version).bind(d.record).run();
}

void LetterTable::close(StreamId stream, const Changes::ClosedLetter& closed, Micros time) {
  Statement put(
      database_,
      "UPDATE dead_letter SET state = ?, last_at = ? WHERE stream = ? AND order_id = ? AND state = 0");
  put.start().bind(static_cast<std::int64_t>(closed.state)).bind(time).bind(stream).bind(closed.order).run();
}

std::vector<DeadLetter> LetterTable::list(const LetterFilter& f) {
  const std::int64_t state = f.state ? static_cast<std::int64_t>(*f.state) : -1;
  Statement get(database_,
                ("SELECT " + std::string(kColumns) + kFrom +
                 "WHERE d.id > ?1 AND (?2 < 0 OR d.state = ?2) AND (?3 = '' OR s.pipeline = ?3) AND "
                 "(?4 = '' OR d.order_id = ?4 OR d.number = ?4) ORDER BY d.id LIMIT ?5")
                    .c_str());
  get.start()
      .bind(f.after)
      .bind(state)
      .bind(f.pipeline)
      .bind(f.order)
      .bind(static_cast<std::int64_t>(f.limit));
  std::vector<DeadLetter> letters;
  while (get.step()) letters.push_back(read_letter(get));
  return letters;
}

std::optional<DeadLetter> LetterTable::find(std::int64_t id) {
  Statement get(
      database_,
      ("SELECT " + std::string(kColumns) + ", d.record, d.edited" + kFrom + "WHERE d.id = ?").c_str());
  if (!get.start().bind(id).step()) return std::nullopt;
  auto letter = read_letter(get);
  letter.record = get.text();
  letter.edited = get.text();
  return letter;
}

std::int64_t LetterTable::count_open(StreamId stream) {
  Statement get(database_, "SELECT count(*) FROM dead_letter WHERE state = 0 AND (?1 = 0 OR stream = ?1)");
  return get.start().bind(stream).step() ? get.integer() : 0;
}

bool LetterTable::edit(std::int64_t id, const std::string& edited) {
  Statement put(database_, "UPDATE dead_letter SET edited = ? WHERE id = ? AND state = 0");
  put.start().bind(edited).bind(id).run();
  return sqlite3_changes(database_.handle()) > 0;
}

}  // namespace orderbridge::journal
