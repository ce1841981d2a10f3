// SPDX-License-Identifier: MIT
// What SQLite must be told differently: our T-SQL, CREATE TABLE of scripts/create-eazybusiness.sql, and the
// functions of SQL Server that our statements call. For sqlite_wawi.cpp only.
#pragma once
#include <sqlite3.h>

#include <string>
#include <vector>

namespace tds {

class SqliteWawi;

struct ColumnText {
  std::string name, type, default_value;
  int length = 0;  // of texts; -1: max
  bool not_null = false, identity = false;
};
struct TableText {
  std::string name;  // "dbo.tShop"
  std::vector<ColumnText> columns;
  std::vector<std::string> constraints;
};

/// One column or constraint per line. Throws std::runtime_error.
TableText parse_table(const std::string& create_table);
std::string column_sql(const std::string& table, const ColumnText& column);

std::string to_sqlite(const std::string& tsql);
/// Takes "; SELECT @@ROWCOUNT" off the end; true where it was there.
bool take_row_count(std::string& sql);

/// HAS_PERMS_BY_NAME and others; `wawi` outlives the connection.
void add_functions(sqlite3* db, SqliteWawi& wawi);

}  // namespace tds
