// SPDX-License-Identifier: MIT
// The thinnest C++ over SQLite's C API: connection, prepared statement, error. Private to the journal. SQLite
// is linked statically and hidden; connectors that bring their own SQLite never meet this one. One thread at
// a time.
#pragma once
#include <sqlite3.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace orderbridge::journal {

struct SqliteError : std::runtime_error {
  SqliteError(int result, const std::string& text) : std::runtime_error(text), code(result) {}
  int code;  // SQLITE_BUSY, SQLITE_FULL ... (primary code)
};

class Database {
 public:
  explicit Database(const std::string& file, int flags);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  sqlite3* handle() const noexcept { return handle_; }
  void execute(const char* sql);
  [[noreturn]] void fail(int code) const;

 private:
  sqlite3* handle_ = nullptr;
};

/// Prepared once, used often: bind in order, step, read columns in order. reset() is implied by the next
/// bind.
class Statement {
 public:
  Statement(Database& database, const char* sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& start();  // resets, next bind is the first parameter
  Statement& bind(std::int64_t value);
  Statement& bind(
      std::string_view text);  // borrowed until the statement is reset: keep it alive through step()
  Statement& bind_null();
  bool step();  // true: a row is there
  void run();   // step to the end, then reset
  std::int64_t integer();
  std::string text();
  void finish();  // reset: frees read locks

 private:
  Database& database_;
  sqlite3_stmt* statement_ = nullptr;
  int next_bind_ = 1, next_column_ = 0;
};

}  // namespace orderbridge::journal
