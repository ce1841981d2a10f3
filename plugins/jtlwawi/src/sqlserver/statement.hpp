// SPDX-License-Identifier: MIT
// Statement: T-SQL and its bound values, put together side by side so that no value is ever text of the
// statement. Also the small grammar that SQL Server and its relatives share. Value type, no threads.
#pragma once
#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "../column.hpp"
#include "session.hpp"

namespace orderbridge::jtlwawi::sqlserver {

/// A server takes at most 2,100 parameters per statement; short lists also keep its plans small.
inline constexpr std::size_t kAtOnce = 400;

inline std::string qualified(const TableDef& def) {
  return std::string(def.schema) + "." + std::string(def.name);
}

class Statement {
 public:
  explicit Statement(std::string sql = {}) : sql_(std::move(sql)) {}
  Statement& operator<<(const char* sql) { return *this << std::string_view(sql); }
  Statement& operator<<(std::string_view sql) { return sql_ += sql, *this; }
  Statement& operator<<(const Value& value) { return sql_ += '?', values_.push_back(value), *this; }
  Statement& operator<<(std::int64_t number) { return *this << Value::of(number); }
  /// Another statement's text and values.
  Statement& operator<<(const Statement& other) {
    sql_ += other.sql_;
    values_.insert(values_.end(), other.values_.begin(), other.values_.end());
    return *this;
  }
  /// " IN (?,?,...)"; no element may be left out, the list must not be empty.
  template <class T>
  Statement& in(const std::vector<T>& list, std::size_t from) {
    *this << " IN (";
    for (std::size_t i = from; i < std::min(list.size(), from + kAtOnce); ++i)
      (*this << std::string_view(i > from ? "," : "")) << Value::of(list[i]);
    return *this << ")";
  }

  const std::string& sql() const noexcept { return sql_; }
  std::size_t values() const noexcept { return values_.size(); }
  Rows query(Session& session) const { return session.query(sql_, values_); }
  std::int64_t change(Session& session) const { return session.change(sql_, values_); }

 private:
  std::string sql_;
  std::vector<Value> values_;
};

/// fn(from) for each part of the list that Statement::in() takes at once.
template <class T, class Fn>
void in_chunks(const std::vector<T>& list, Fn&& fn) {
  for (std::size_t i = 0; i < list.size(); i += kAtOnce) fn(i);
}

/// A number column as the text that a Session reads.
inline std::string text_of(std::string_view column) {
  return "CAST(" + std::string(column) + " AS NVARCHAR(40))";
}
/// A datetime column as "2026-11-20 08:15:30".
inline std::string time_text_of(std::string_view column) {
  return "CONVERT(NVARCHAR(30)," + std::string(column) + ",120)";
}

inline std::string cell(const Row& row, std::size_t i) {
  return i < row.size() ? row[i].value_or(std::string()) : std::string();
}
inline std::int64_t int_cell(const Row& row, std::size_t i) {
  const std::string text = cell(row, i);
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace orderbridge::jtlwawi::sqlserver
