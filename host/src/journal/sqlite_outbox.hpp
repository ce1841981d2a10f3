// SPDX-License-Identifier: MIT
// The outbox's table on SQLite. Part of SqliteJournal, which holds the lock and the transaction. Errors are
// SqliteError.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "journal/outbox.hpp"
#include "journal/sqlite.hpp"

namespace orderbridge::journal {

class SqliteOutbox {
 public:
  explicit SqliteOutbox(Database& database);

  /// As Changes::NewWish says.
  void make(const Wish& wish, bool again);
  void settle(const Wish& wish);
  std::vector<Wish> due(const std::string& connection, const std::vector<std::int64_t>& readers, Micros now,
                        std::size_t limit);
  WishCounts counts(const std::string& connection, const std::vector<std::int64_t>& readers, Micros now);
  std::optional<Wish> one(const std::string& connection, const std::string& order, const std::string& field);
  std::vector<Wish> in_state(const std::string& connection, WishState state, std::size_t limit);

 private:
  Database& database_;
  Statement make_, settle_;
};

}  // namespace orderbridge::journal
