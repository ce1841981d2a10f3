// SPDX-License-Identifier: MIT
// The outbox table. Part of SqliteJournal, which locks and opens transactions. Throws SqliteError.
#pragma once
#include "journal/journal.hpp"
#include "journal/sqlite.hpp"

namespace orderbridge::journal {

class OutboxTable {
 public:
  explicit OutboxTable(Database& database);

  void make(const Changes::NewWish& made);
  /// `now_run`: the newest run's id. False: another revision stands there by now.
  bool settle(const Wish& wish, std::int64_t now_run);
  std::vector<Wish> due(const std::string& connection, const std::vector<std::int64_t>& readers, Micros now,
                        std::size_t limit);
  WishCounts counts(const std::string& connection, const std::vector<std::int64_t>& readers, Micros now);
  std::optional<Wish> find(const std::string& connection, const std::string& order, const std::string& field);
  std::vector<Wish> in_state(const std::string& connection, WishState state, std::size_t limit);

 private:
  Database& database_;
  Statement make_, settle_;
};

}  // namespace orderbridge::journal
