// SPDX-License-Identifier: MIT
// The table of dead letters. Part of SqliteJournal, which locks and opens transactions. Throws SqliteError.
#pragma once
#include "journal/journal.hpp"
#include "journal/sqlite.hpp"

namespace orderbridge::journal {

class LetterTable {
 public:
  explicit LetterTable(Database& database) : database_(database) {}

  void open_or_renew(const DeadLetter& letter);
  void close(StreamId stream, const Changes::ClosedLetter& closed, Micros time);
  std::vector<DeadLetter> list(const LetterFilter& filter);
  std::optional<DeadLetter> find(std::int64_t id);
  std::int64_t count_open(StreamId stream);
  bool edit(std::int64_t id, const std::string& edited);

 private:
  Database& database_;
};

}  // namespace orderbridge::journal
