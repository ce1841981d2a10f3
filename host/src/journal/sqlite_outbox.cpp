// SPDX-License-Identifier: MIT
#include "journal/sqlite_outbox.hpp"

#include <fmt/format.h>

#include "journal/ledger_row.hpp"

namespace orderbridge::journal {

namespace {

constexpr const char* kColumns =
    "connection, order_id, field, number, desired, may_replace, revision, state, attempts, next_try, found, "
    "text, "
    "made, settled, settled_after";

std::string select(const std::string& rest) {
  return std::string("SELECT ") + kColumns + " FROM outbox " + rest;
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
  std::vector<Wish> all;
  while (s.step()) all.push_back(read_wish(s));
  return all;
}

/// True where every reader holds a final fate for the order. A single reader is the one that made the wish,
/// in the transaction that gave the order its final fate.
std::string released(const std::vector<std::int64_t>& readers) {
  if (readers.size() < 2) return "1";
  std::string sql;
  for (const auto reader : readers)
    sql += fmt::format(
        "{}EXISTS (SELECT 1 FROM ledger l WHERE l.stream = {} AND l.id = order_id AND (l.fate IN ({}, {}, "
        "{}, {}, "
        "{}) OR (l.fate = {} AND instr(' ' || may_replace || ' ', ' ' || l.state || ' ') = 0)))",
        sql.empty() ? "" : " AND ", reader, static_cast<int>(Fate::kFiltered),
        static_cast<int>(Fate::kWritten), static_cast<int>(Fate::kRejected), static_cast<int>(Fate::kGone),
        static_cast<int>(Fate::kSuperseded), static_cast<int>(Fate::kNotSelected));
  return "(" + sql + ")";
}

/// Its time has come, or lies so far ahead that a clock was set back since.
std::string come(const char* now) {
  return fmt::format("(next_try <= {0} OR next_try > {0} + {1})", now, 24 * 3600 * 1000000LL);
}

}  // namespace

SqliteOutbox::SqliteOutbox(Database& database)
    : database_(database),
      make_(database,
            "INSERT INTO outbox (connection, order_id, field, number, desired, may_replace, next_try, made, "
            "revision, state, attempts, found, text, settled, settled_after) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, 0, 0, '', '', 0, 0) "
            "ON CONFLICT (connection, order_id, field) DO UPDATE SET number = excluded.number, "
            "desired = excluded.desired, may_replace = excluded.may_replace, revision = revision + 1, state "
            "= 0, "
            "attempts = 0, next_try = excluded.next_try, found = '', text = '', made = excluded.made, "
            "settled = 0, settled_after = 0 WHERE ?9 OR desired != excluded.desired"),
      settle_(
          database,
          "UPDATE outbox SET state = ?1, attempts = ?2, next_try = ?3, found = ?4, text = ?5, settled = ?6, "
          "settled_after = CASE ?1 WHEN 0 THEN 0 ELSE (SELECT coalesce(max(id), 0) FROM run) END "
          "WHERE connection = ?7 AND order_id = ?8 AND field = ?9 AND revision = ?10") {}

void SqliteOutbox::make(const Wish& w, bool again) {
  make_.start().bind(w.connection).bind(w.order).bind(w.field).bind(w.number).bind(w.desired);
  make_.bind(w.may_replace).bind(w.next_try).bind(w.made).bind(again ? 1 : 0).run();
}

void SqliteOutbox::settle(const Wish& w) {
  settle_.start().bind(w.state).bind(static_cast<std::int64_t>(w.attempts)).bind(w.next_try);
  settle_.bind(w.found).bind(w.text).bind(w.settled);
  settle_.bind(w.connection).bind(w.order).bind(w.field).bind(w.revision).run();
}

std::vector<Wish> SqliteOutbox::due(const std::string& connection, const std::vector<std::int64_t>& readers,
                                    Micros now, std::size_t limit) {
  Statement get(database_, select("WHERE connection = ?1 AND outbox.state = 0 AND " + come("?2") + " AND " +
                                  released(readers) + " ORDER BY made, order_id, field LIMIT ?3")
                               .c_str());
  return read_wishes(get.start().bind(connection).bind(now).bind(static_cast<std::int64_t>(limit)));
}

WishCounts SqliteOutbox::counts(const std::string& connection, const std::vector<std::int64_t>& readers,
                                Micros now) {
  const auto free = released(readers);
  Statement open(database_,
                 ("SELECT count(*) FILTER (WHERE " + free + " AND " + come("?1") +
                  "), count(*) FILTER (WHERE " + free + " AND NOT " + come("?1") +
                  "), count(*) FILTER (WHERE NOT " + free + "), coalesce(min(next_try) FILTER (WHERE " +
                  free + " AND NOT " + come("?1") + "), 0), coalesce(min(made) FILTER (WHERE NOT " + free +
                  "), 0) FROM outbox WHERE connection = ?2 AND outbox.state = 0")
                     .c_str());
  WishCounts c;
  open.start().bind(now).bind(connection).step();
  for (auto* count : {&c.due, &c.later, &c.held, &c.next, &c.oldest_held}) *count = open.integer();
  Statement settled(database_,
                    "SELECT count(*) FILTER (WHERE state = 1), count(*) FILTER (WHERE state = 2), "
                    "count(*) FILTER (WHERE state = 3), count(*) FILTER (WHERE state = 4) "
                    "FROM outbox WHERE connection = ?");
  settled.start().bind(connection).step();
  for (auto* count : {&c.confirmed, &c.conflict, &c.refused, &c.reopened}) *count = settled.integer();
  return c;
}

std::optional<Wish> SqliteOutbox::one(const std::string& connection, const std::string& order,
                                      const std::string& field) {
  Statement get(database_, select("WHERE connection = ? AND order_id = ? AND field = ?").c_str());
  if (!get.start().bind(connection).bind(order).bind(field).step()) return std::nullopt;
  return read_wish(get);
}

std::vector<Wish> SqliteOutbox::in_state(const std::string& connection, WishState state, std::size_t limit) {
  Statement get(database_, select("WHERE connection = ? AND state = ? ORDER BY max(made, settled) DESC, "
                                  "order_id DESC, field LIMIT ?")
                               .c_str());
  return read_wishes(get.start().bind(connection).bind(state).bind(static_cast<std::int64_t>(limit)));
}

}  // namespace orderbridge::journal
