// SPDX-License-Identifier: MIT
#include "journal/sqlite_ledger.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/language.hpp"

namespace orderbridge::journal {

namespace {

constexpr const char* kColumns =
    "id, number, ordered_at, hint, content_version, payment_version, state, payment_state, fate, "
    "reason_code, "
    "reason_text, reason_place, remote_id, generation, first_seen, last_seen, fate_since, next_check, "
    "last_run, "
    "attempts, in_doubt, payment_open, edited_from";
constexpr int kColumnCount = 23;
constexpr std::size_t kMostFound = 1000;

std::string select(const char* rest) {
  return std::string("SELECT ") + kColumns + " FROM ledger " + rest;
}

std::string insert() {
  std::string sql =
      std::string("INSERT OR REPLACE INTO ledger (stream, ") + kColumns + ", watch) VALUES (?, ?";
  for (int i = 0; i < kColumnCount; ++i) sql += ", ?";
  return sql + ")";
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
  if (const auto* fault = fault_of(row))
    throw JournalError(
        tr("The journal is damaged: the row of order '{}' breaks a promise ({}). Put back a copy, or move "
           "it away and let orderbridge rewind PIPELINE bring the orders back",
           "Das Journal ist beschädigt: Die Zeile der Bestellung '{}' bricht eine Zusage ({}). Eine "
           "Sicherung zurückspielen, oder es wegräumen und mit orderbridge rewind PIPELINE die "
           "Bestellungen wiederholen",
           row.id, fault));
  return row;
}

std::vector<LedgerRow> read_rows(Statement& s) {
  std::vector<LedgerRow> rows;
  while (s.step()) rows.push_back(read_row(s));
  return rows;
}

bool is_watched(const LedgerRow& row) {
  return row.fate == Fate::kPending || row.fate == Fate::kNotReady || row.fate == Fate::kFailed ||
         (row.fate == Fate::kWritten && (row.payment_open || row.in_doubt));
}

std::int64_t limited(std::size_t limit) {
  return static_cast<std::int64_t>(std::min<std::size_t>(limit, INT64_MAX));
}

}  // namespace

LedgerLookup::LedgerLookup(Database& database)
    : find_(database, select("WHERE stream = ? AND id = ?").c_str()) {}

std::optional<LedgerRow> LedgerLookup::find(StreamId stream, const std::string& id) {
  std::optional<LedgerRow> row;
  if (find_.start().bind(stream).bind(id).step()) row = read_row(find_);
  find_.finish();
  return row;
}

SqliteLedger::SqliteLedger(Database& database)
    : database_(database),
      lookup_(database),
      put_(database, insert().c_str()),
      touch_(database, "UPDATE ledger SET last_seen = ?, last_run = ? WHERE stream = ? AND id = ?") {}

void SqliteLedger::put(StreamId stream, const LedgerRow& r) {
  if (const auto* fault = fault_of(r))
    throw std::logic_error("internal error: the row of order '" + r.id + "' was not stored: " + fault);
  put_.start().bind(stream).bind(r.id).bind(r.number).bind(r.ordered_at);
  put_.bind(static_cast<std::int64_t>(r.hint)).bind(r.content_version).bind(r.payment_version);
  put_.bind(r.state).bind(r.payment_state).bind(r.fate);
  put_.bind(r.reason.code).bind(r.reason.text).bind(r.reason.place).bind(r.remote_id).bind(r.generation);
  put_.bind(r.first_seen).bind(r.last_seen).bind(r.fate_since).bind(r.next_check).bind(r.last_run);
  put_.bind(static_cast<std::int64_t>(r.attempts)).bind(r.in_doubt ? 1 : 0).bind(r.payment_open ? 1 : 0);
  put_.bind(r.edited_from).bind(is_watched(r) ? 1 : 0).run();
}

void SqliteLedger::touch(StreamId stream, const std::string& id, Micros time, std::int64_t run) {
  touch_.start().bind(time).bind(run).bind(stream).bind(id).run();
}

void SqliteLedger::doubt(const std::string& connection, const std::string& id, std::uint64_t shown) {
  Statement update(database_,
                   "UPDATE ledger SET hint = 0, in_doubt = 1, watch = 1 WHERE id = ? AND fate = ? AND (hint "
                   "= 0 OR hint <> ?) "
                   "AND stream IN (SELECT s.id FROM stream s JOIN source o ON o.identity = s.source WHERE "
                   "o.connection = ?)");
  update.start().bind(id).bind(Fate::kWritten).bind(static_cast<std::int64_t>(shown)).bind(connection).run();
}

void SqliteLedger::know_as(const std::string& connection, const std::string& id, std::uint64_t listed,
                           std::uint64_t shown, const std::string& state) {
  Statement update(
      database_,
      "UPDATE ledger SET hint = ?, state = ? WHERE id = ? AND hint = ? AND in_doubt = 0 AND stream IN "
      "(SELECT s.id FROM stream s JOIN source o ON o.identity = s.source WHERE o.connection = ?)");
  update.start().bind(static_cast<std::int64_t>(shown)).bind(state).bind(id);
  update.bind(static_cast<std::int64_t>(listed)).bind(connection).run();
}

std::vector<FoundRow> SqliteLedger::find_everywhere(const std::vector<Stream>& streams,
                                                    const std::string& id_or_number) {
  std::vector<FoundRow> found;
  Statement by_number(database_, select("WHERE number = ? AND stream = ? AND id != ? LIMIT ?").c_str());
  for (const auto& stream : streams) {
    if (auto row = lookup_.find(stream.id, id_or_number)) found.push_back({stream, std::move(*row)});
    if (id_or_number.empty()) continue;  // orders without a number are not one order
    by_number.start().bind(id_or_number).bind(stream.id).bind(id_or_number).bind(limited(kMostFound));
    for (auto& row : read_rows(by_number)) found.push_back({stream, std::move(row)});
  }
  return found;
}

std::vector<LedgerRow> SqliteLedger::watch_set(StreamId stream, const std::string& after_id,
                                               std::size_t limit, Micros paid_since, std::int64_t but_not) {
  Statement get(database_, select("WHERE stream = ? AND watch = 1 AND id > ? AND last_run != ? AND "
                                  "(fate != ? OR in_doubt = 1 OR reason_code = 'settled' OR fate_since >= ?) "
                                  "ORDER BY id LIMIT ?")
                               .c_str());
  get.start().bind(stream).bind(after_id).bind(but_not).bind(Fate::kWritten).bind(paid_since);
  get.bind(limited(limit));
  return read_rows(get);
}

std::vector<LedgerRow> SqliteLedger::due_for_rereading(StreamId stream, Micros by, std::size_t limit) {
  // The number as in the partial index, not bound: else SQLite cannot use it.
  Statement get(database_, select("WHERE stream = ? AND fate = 5 AND next_check > 0 AND next_check <= ? "
                                  "ORDER BY next_check, id LIMIT ?")
                               .c_str());
  return read_rows(get.start().bind(stream).bind(by).bind(limited(limit)));
}

std::vector<LedgerRow> SqliteLedger::with_fate(StreamId stream, Fate fate, const std::string& after_id,
                                               std::size_t limit) {
  Statement get(database_, select("WHERE stream = ? AND fate = ? AND id > ? ORDER BY id LIMIT ?").c_str());
  return read_rows(get.start().bind(stream).bind(fate).bind(after_id).bind(limited(limit)));
}

std::vector<LedgerRow> SqliteLedger::since(StreamId stream, Micros ordered_since, const std::string& after_id,
                                           std::size_t limit) {
  Statement get(database_,
                select("WHERE stream = ? AND ordered_at >= ? AND id > ? ORDER BY id LIMIT ?").c_str());
  return read_rows(get.start().bind(stream).bind(ordered_since).bind(after_id).bind(limited(limit)));
}

std::vector<std::pair<Fate, std::int64_t>> SqliteLedger::fate_counts(StreamId stream) {
  Statement get(database_, "SELECT fate, count(*) FROM ledger WHERE stream = ? GROUP BY fate ORDER BY fate");
  get.start().bind(stream);
  std::vector<std::pair<Fate, std::int64_t>> all;
  while (get.step()) {
    const auto fate = static_cast<Fate>(get.integer());
    all.emplace_back(fate, get.integer());
  }
  return all;
}

}  // namespace orderbridge::journal
