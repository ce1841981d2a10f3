// SPDX-License-Identifier: MIT
// The table of what stands in the shops, on SQLite. Part of SqliteJournal, which holds the lock and the
// transaction. Errors are SqliteError.
#pragma once
#include <optional>
#include <string>

#include "journal/sqlite.hpp"
#include "journal/standing.hpp"

namespace orderbridge::journal {

class SqliteStanding {
 public:
  explicit SqliteStanding(Database& database);

  /// `keeps`: what is known already of either state stays.
  void put(const Standing& standing, bool keeps);
  /// The order's state was told and shown: replaces state and what was tried; the payment stays.
  void told(const std::string& connection, const std::string& order, const std::string& id,
            const std::string& word);
  std::optional<Standing> of(const std::string& connection, const std::string& order);

 private:
  Database& database_;
  Statement put_, keep_, told_;
};

}  // namespace orderbridge::journal
