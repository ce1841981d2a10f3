// SPDX-License-Identifier: MIT
// Session: one connection to SQL Server, seen as what the statements of this folder need: text in, text out.
// All values travel as UTF-8 text and are told apart by their kind only, so that no driver rounds an amount,
// cuts a text or turns NULL into 0. The implementation over ODBC is odbc_session.hpp; tests have others.
// One thread at a time. After any SqlError inside a transaction the session is broken: see broken().
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace orderbridge::jtlwawi::sqlserver {

/// A bound value. NULL of any kind is written into the statement's text, never bound: a driver would have to
/// guess its type.
struct Value {
  enum class Kind : std::uint8_t { kNull, kText, kInteger, kDecimal, kTime };
  Kind kind = Kind::kNull;
  std::string text;         // kText: UTF-8; kDecimal: canonical, "-12.50"
  std::int64_t number = 0;  // kInteger; kTime: microseconds since 1970, UTC

  static Value null() { return {}; }
  static Value of(std::string_view text) { return {Kind::kText, std::string(text), 0}; }
  static Value of(std::int64_t number) { return {Kind::kInteger, {}, number}; }
  static Value decimal(std::string_view text) { return {Kind::kDecimal, std::string(text), 0}; }
  static Value time(std::int64_t micros) { return {Kind::kTime, {}, micros}; }
};

using Row = std::vector<std::optional<std::string>>;  // nullopt: NULL
using Rows = std::vector<Row>;

/// What the server or the driver refused. The text may hold data of an order: it goes into remote_text only.
struct SqlError : std::runtime_error {
  SqlError(int error_number, std::string sql_state, const std::string& text)
      : std::runtime_error(text), number(error_number), state(std::move(sql_state)) {}
  int number;         // SQL Server's error number, 0 where the driver speaks
  std::string state;  // SQLSTATE, five letters
  bool is_duplicate_key() const noexcept { return number == 2601 || number == 2627; }
  bool is_deadlock() const noexcept { return number == 1205; }
  bool is_lock_timeout() const noexcept { return number == 1222; }
  bool is_connection_lost() const noexcept { return state.substr(0, 2) == "08" || state == "HYT00"; }
};

class Session {
 public:
  virtual ~Session() = default;
  Session() = default;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// The first result set. Each "?" of the statement takes the next value, in order. Every selected column
  /// must be a text: CAST amounts, times and GUIDs in the statement. Throws SqlError.
  virtual Rows query(std::string_view sql, std::span<const Value> values = {}) = 0;
  /// Rows that the statement (INSERT, UPDATE, DELETE: one of them) changed. Throws SqlError.
  virtual std::int64_t change(std::string_view sql, std::span<const Value> values = {}) = 0;

  virtual void begin() = 0;
  virtual void commit() = 0;
  /// Never throws; where it fails, the session is broken.
  virtual void rollback() noexcept = 0;
  /// After an error the driver may run on with autocommit, half a transaction gone: the session is thrown
  /// away then, and the whole transaction begun anew on another.
  virtual bool broken() const noexcept = 0;
};

}  // namespace orderbridge::jtlwawi::sqlserver
