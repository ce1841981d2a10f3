// SPDX-License-Identifier: MIT
// The dead letters' table on SQLite. Part of SqliteJournal, which holds the lock and the transaction. Errors
// are SqliteError.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "journal/dead_letter.hpp"
#include "journal/sqlite.hpp"

namespace orderbridge::journal {

class SqliteLetters {
 public:
  explicit SqliteLetters(Database& database);

  /// A new letter, or the order's open one renewed: first_at and edited are kept, and record with its version
  /// where the new one brings none.
  void put(std::int64_t stream, const DeadLetter& letter);
  void close(std::int64_t stream, const std::string& order, LetterState state);
  std::vector<DeadLetter> list(const LetterFilter& filter);
  std::optional<DeadLetter> one(std::int64_t id);
  std::int64_t open(std::int64_t stream);
  bool edit(std::int64_t id, const std::string& content_version, const std::string& edited);
  std::optional<DeadLetter> open_of(std::int64_t stream, const std::string& order);

 private:
  Database& database_;
  Statement put_, close_;
};

}  // namespace orderbridge::journal
