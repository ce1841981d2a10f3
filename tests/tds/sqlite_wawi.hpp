// SPDX-License-Identifier: MIT
// SqliteWawi: stands behind a test server and runs our T-SQL in SQLite, on the tables of
// scripts/create-eazybusiness.sql and create-order-queue.sql: keys, NOT NULL, lengths and ranges refuse with
// SQL Server's numbers, sp_getapplock locks between connections, INFORMATION_SCHEMA and rights answer. It
// checks what our statements do, not SQL Server's locking, and not JTL's triggers. Any thread, one at a time.
#pragma once
#include <sqlite3.h>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "answer.hpp"

namespace tds {

class SqliteWawi {
 public:
  /// Files are made in `folder`. `without`: tables ("DbeS.tLieferadresse") and columns
  /// ("dbo.tinetbestellpos.cArtNr") of the script that an older JTL-Wawi does not have. `more`: T-SQL that
  /// runs after it, for tables that the script lacks.
  explicit SqliteWawi(std::string folder, std::set<std::string> without = {}, const std::string& more = {});
  ~SqliteWawi();
  SqliteWawi(const SqliteWawi&) = delete;
  SqliteWawi& operator=(const SqliteWawi&) = delete;

  Answer answer(const Request& request);
  Handler handler() {
    return [this](const Request& request) { return answer(request); };
  }

  /// A test's hand in it: asked before every request; what it gives is the answer.
  std::function<std::optional<Answer>(const Request&)> before;
  /// The same of what has run: it may change the answer, or lose it with the connection.
  std::function<void(const Request&, Answer&)> after;
  /// "INSERT on dbo.tinetbestellung"
  std::set<std::string> denied;

  /// As a person at the database: all rows, columns joined by "|", NULL as "NULL".
  std::vector<std::string> rows(const std::string& sql);
  /// The one value of a query.
  std::string value(const std::string& sql);
  void run(const std::string& sql);

  struct ColumnFacts {
    bool identity = false;
  };
  std::map<std::string, ColumnFacts> columns;  // "dbo.tShop.kShop"

 private:
  struct Close {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
  };
  using Db = std::unique_ptr<sqlite3, Close>;

  Db open();
  sqlite3* connection(int number);
  void run_script(const std::string& sql, const std::set<std::string>& without);
  void create_table(const std::string& batch, const std::set<std::string>& without);
  Answer done(const Request& request);
  Answer transaction(const Request& request);
  Answer applock(const Request& request);
  Answer statement(const Request& request);
  Answer roll_back(int connection, Failure failure);
  void drop(int connection);

  const std::string folder_;
  std::mutex mutex_;
  std::map<int, Db> connections_;
  Db people_;
  std::map<std::string, int> locks_;  // resource → connection
};

}  // namespace tds
