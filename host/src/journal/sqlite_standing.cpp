// SPDX-License-Identifier: MIT
#include "journal/sqlite_standing.hpp"

namespace orderbridge::journal {

namespace {

constexpr const char* kPut =
    "INSERT INTO standing (connection, order_id, state, state_word, state_trying, payment, payment_word, "
    "payment_trying) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (connection, order_id) DO UPDATE SET "
    "state = excluded.state, state_word = excluded.state_word, state_trying = excluded.state_trying, "
    "payment = excluded.payment, payment_word = excluded.payment_word, "
    "payment_trying = excluded.payment_trying";
constexpr const char* kKeep =
    "INSERT INTO standing AS s (connection, order_id, state, state_word, state_trying, payment, "
    "payment_word, "
    "payment_trying) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (connection, order_id) DO UPDATE SET "
    "state = iif(s.state || s.state_word = '', excluded.state, s.state), "
    "state_word = iif(s.state || s.state_word = '', excluded.state_word, s.state_word), "
    "payment = iif(s.payment || s.payment_word = '', excluded.payment, s.payment), "
    "payment_word = iif(s.payment || s.payment_word = '', excluded.payment_word, s.payment_word)";
constexpr const char* kTold =
    "INSERT INTO standing (connection, order_id, state, state_word, state_trying, payment, payment_word, "
    "payment_trying) VALUES (?, ?, ?, ?, '', '', '', '') ON CONFLICT (connection, order_id) DO UPDATE SET "
    "state = excluded.state, state_word = excluded.state_word, state_trying = ''";
constexpr const char* kGet =
    "SELECT state, state_word, state_trying, payment, payment_word, payment_trying FROM standing "
    "WHERE connection = ? AND order_id = ?";

}  // namespace

SqliteStanding::SqliteStanding(Database& database)
    : database_(database), put_(database, kPut), keep_(database, kKeep), told_(database, kTold) {}

void SqliteStanding::put(const Standing& s, bool keeps) {
  auto& statement = keeps ? keep_ : put_;
  statement.start().bind(s.connection).bind(s.order);
  for (const auto* part : {&s.state, &s.payment})
    statement.bind(part->id).bind(part->word).bind(part->trying);
  statement.run();
}

void SqliteStanding::told(const std::string& connection, const std::string& order, const std::string& id,
                          const std::string& word) {
  told_.start().bind(connection).bind(order).bind(id).bind(word).run();
}

std::optional<Standing> SqliteStanding::of(const std::string& connection, const std::string& order) {
  Statement get(database_, kGet);
  if (!get.start().bind(connection).bind(order).step()) return std::nullopt;
  Standing standing;
  standing.connection = connection;
  standing.order = order;
  for (auto* part : {&standing.state, &standing.payment}) {
    part->id = get.text();
    part->word = get.text();
    part->trying = get.text();
  }
  return standing;
}

}  // namespace orderbridge::journal
