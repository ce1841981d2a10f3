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
#include <type_traits>

namespace orderbridge::journal {

struct SqliteError : std::runtime_error {
  SqliteError(int result, const std::string& text) : std::runtime_error(text), code(result) {}
  int code;  // SQLITE_BUSY, SQLITE_FULL ... (primary code), or SQLITE_READONLY_DBMOVED
};

class Database {
 public:
  explicit Database(const std::string& file, int flags);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  sqlite3* handle() const noexcept { return handle_; }
  void execute(const char* sql);
  std::int64_t last_id() const noexcept { return sqlite3_last_insert_rowid(handle_); }
  bool changed() const noexcept {
    return sqlite3_changes(handle_) > 0;
  }  // by the last INSERT, UPDATE, DELETE
  /// Throws where the file was removed or replaced since it was opened: SQLite would go on writing into what
  /// no longer has a name.
  void must_be_there() const;
  [[noreturn]] void fail(int code) const;

 private:
  sqlite3* handle_ = nullptr;
};

/// All that `fn` does, or nothing; no other connection writes meanwhile.
template <class Fn>
auto transaction(Database& database, Fn fn) -> decltype(fn()) {
  database.must_be_there();
  database.execute("BEGIN IMMEDIATE");
  try {
    if constexpr (std::is_void_v<decltype(fn())>) {
      fn();
      database.execute("COMMIT");
    } else {
      auto result = fn();
      database.execute("COMMIT");
      return result;
    }
  } catch (...) {
    sqlite3_exec(database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    throw;
  }
}

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
  template <class Enum>
  requires std::is_enum_v<Enum> Statement& bind(Enum value) { return bind(static_cast<std::int64_t>(value)); }
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
