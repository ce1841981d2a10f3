// SPDX-License-Identifier: MIT
// OdbcStatement: one statement on a connection, and ODBC's diagnoses as SqlError. Used by odbc_session.cpp
// alone: ODBC's headers stay in these files.
//
// POCO's own statements are not used. Measured, they bind texts as VARCHAR and lose letters, cut results at a
// buffer's size, pass amounts through double, read NULL as 0, count one row for every UPDATE, do not see
// errors behind the first result, and prepare each statement once more without its parameters. Here texts are
// UTF-16 both ways and of any length, and every result is read to its end, so that the connection is free.
// One thread. At most one statement of a connection lives at a time.
#pragma once
#include <sql.h>
#include <sqlext.h>

#include <deque>

#include "session.hpp"

namespace orderbridge::jtlwawi::sqlserver {

/// The first diagnosis that has a number of the server's, else the one that says most.
SqlError diagnosis(SQLSMALLINT kind, SQLHANDLE handle);

class OdbcStatement {
 public:
  OdbcStatement(SQLHDBC connection, std::size_t timeout_seconds);
  ~OdbcStatement();
  OdbcStatement(const OdbcStatement&) = delete;
  OdbcStatement& operator=(const OdbcStatement&) = delete;

  /// Rows of the first result that has columns. Throws SqlError, wherever in the results the error is.
  Rows run(std::string_view sql, std::span<const Value> values);

 private:
  void must(SQLRETURN rc) const;
  void bind(std::span<const Value> values);
  void bind_text(SQLUSMALLINT number, const std::string& utf8);
  std::optional<std::string> cell(SQLUSMALLINT column) const;
  Rows fetch(SQLSMALLINT columns) const;

  SQLHSTMT handle_ = SQL_NULL_HSTMT;
  // What is bound must stay where it is until the statement has run.
  std::deque<std::u16string> texts_;
  std::deque<SQLLEN> lengths_;
  std::deque<std::int64_t> numbers_;
};

}  // namespace orderbridge::jtlwawi::sqlserver
