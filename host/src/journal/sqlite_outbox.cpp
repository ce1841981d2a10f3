// SPDX-License-Identifier: MIT
#include "journal/sqlite_outbox.hpp"

namespace orderbridge::journal {

namespace {

constexpr const char* kColumns =
    "o.connection, o.order_id, o.field, o.number, o.desired, o.may_replace, o.revision, o.state, o.attempts, "
    "o.next_try, o.found, o.text, o.made, o.settled, o.settled_after";

// A new wish, or a newer revision of it. The same one again changes nothing, unless ?10 says so.
constexpr const char* kMake =
    "INSERT INTO outbox (connection, order_id, field, number, desired, may_replace, revision, state, "
    "attempts, "
    "next_try, found, text, made, settled, settled_after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, 0, 0, ?7, '', "
    "'', ?8, 0, "
    "0) ON CONFLICT (connection, order_id, field) DO UPDATE SET number = excluded.number, desired = "
    "excluded.desired, "
    "may_replace = excluded.may_replace, revision = revision + 1, state = 0, attempts = 0, next_try = "
    "excluded.next_try, found = '', text = '', made = excluded.made, settled = 0, settled_after = 0 "
    "WHERE ?9 OR desired <> excluded.desired";

/// True where the order at hand, o.order_id, is final for every reader: written, filtered, rejected, gone,
/// superseded.
std::string ready(const std::vector<std::int64_t>& readers) {
  if (readers.size() < 2) return "1";  // the wish was made together with the only reader's fate
  std::string streams;
  for (const auto reader : readers) streams += (streams.empty() ? "" : ",") + std::to_string(reader);
  return "(SELECT count(*) FROM ledger l WHERE l.stream IN (" + streams +
         ") AND l.id = o.order_id AND l.fate IN (5, 3, 7, 8, 9)) = " + std::to_string(readers.size());
}

Wish read_wish(Statement& s) {
  Wish w;
  w.connection = s.text();
  w.order = s.text();
  w.field = s.text();
  w.number = s.text();
  w.desired = s.text();
  w.may_replace = s.text();
  w.revision = s.integer();
  w.state = static_cast<WishState>(s.integer());
  w.attempts = static_cast<int>(s.integer());
  w.next_try = s.integer();
  w.found = s.text();
  w.text = s.text();
  w.made = s.integer();
  w.settled = s.integer();
  w.settled_after = s.integer();
  return w;
}

std::vector<Wish> read_wishes(Statement& s) {
  std::vector<Wish> wishes;
  while (s.step()) wishes.push_back(read_wish(s));
  return wishes;
}

}  // namespace

OutboxTable::OutboxTable(Database& database)
    : database_(database),
      make_(database, kMake),
      settle_(database,
              "UPDATE outbox SET state = ?, attempts = ?, next_try = ?, found = ?, text = ?, settled = ?, "
              "settled_after = ? WHERE connection = ? AND order_id = ? AND field = ? AND revision = ?") {}

void OutboxTable::make(const Changes::NewWish& made) {
  const auto& w = made.wish;
  make_.start()
      .bind(w.connection)
      .bind(w.order)
      .bind(w.field)
      .bind(w.number)
      .bind(w.desired)
      .bind(w.may_replace);
  make_.bind(w.next_try).bind(w.made).bind(made.again ? 1 : 0).run();
}

bool OutboxTable::settle(const Wish& w, std::int64_t now_run) {
  const bool open = w.state == WishState::kOpen;
  settle_.start().bind(static_cast<std::int64_t>(w.state)).bind(static_cast<std::int64_t>(w.attempts));
  settle_.bind(w.next_try).bind(w.found).bind(w.text).bind(open ? 0 : w.settled).bind(open ? 0 : now_run);
  settle_.bind(w.connection).bind(w.order).bind(w.field).bind(w.revision).run();
  return sqlite3_changes(database_.handle()) > 0;
}

std::vector<Wish> OutboxTable::due(const std::string& connection, const std::vector<std::int64_t>& readers,
                                   Micros now, std::size_t limit) {
  Statement get(database_, ("SELECT " + std::string(kColumns) +
                            " FROM outbox o WHERE o.connection = ? AND o.state = 0 AND o.next_try <= ? AND " +
                            ready(readers) + " ORDER BY o.made LIMIT ?")
                               .c_str());
  return read_wishes(get.start().bind(connection).bind(now).bind(static_cast<std::int64_t>(limit)));
}

WishCounts OutboxTable::counts(const std::string& connection, const std::vector<std::int64_t>& readers,
                               Micros now) {
  WishCounts counts;
  Statement open(database_, ("SELECT next_try, " + ready(readers) +
                             " FROM outbox o WHERE o.connection = ? AND o.state = 0")
                                .c_str());
  open.start().bind(connection);
  while (open.step()) {
    const auto next = open.integer();
    if (open.integer() == 0) {
      ++counts.held;
    } else if (next <= now) {
      ++counts.due;
    } else {
      ++counts.later;
      if (counts.next == 0 || next < counts.next) counts.next = next;
    }
  }
  Statement rest(database_,
                 "SELECT state, count(*) FROM outbox WHERE connection = ? AND state <> 0 GROUP BY state");
  rest.start().bind(connection);
  while (rest.step()) {
    const auto state = static_cast<WishState>(rest.integer());
    (state == WishState::kConfirmed  ? counts.confirmed
     : state == WishState::kConflict ? counts.conflict
     : state == WishState::kRefused  ? counts.refused
                                     : counts.reopened) = rest.integer();
  }
  return counts;
}

std::optional<Wish> OutboxTable::find(const std::string& connection, const std::string& order,
                                      const std::string& field) {
  Statement get(database_, ("SELECT " + std::string(kColumns) +
                            " FROM outbox o WHERE o.connection = ? AND o.order_id = ? AND o.field = ?")
                               .c_str());
  if (!get.start().bind(connection).bind(order).bind(field).step()) return std::nullopt;
  return read_wish(get);
}

std::vector<Wish> OutboxTable::in_state(const std::string& connection, WishState state, std::size_t limit) {
  Statement get(database_,
                ("SELECT " + std::string(kColumns) +
                 " FROM outbox o WHERE o.connection = ? AND o.state = ? ORDER BY o.made DESC LIMIT ?")
                    .c_str());
  return read_wishes(get.start()
                         .bind(connection)
                         .bind(static_cast<std::int64_t>(state))
                         .bind(static_cast<std::int64_t>(limit)));
}

}  // namespace orderbridge::journal
