// SPDX-License-Identifier: MIT
#include "tsql.hpp"

#include <algorithm>
#include <regex>
#include <sstream>
#include <stdexcept>

#include "sqlite_wawi.hpp"

namespace tds {
namespace {

using std::regex;
using std::regex_replace;

std::string text_of(sqlite3_value* value) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  return text ? std::string(text, static_cast<std::size_t>(sqlite3_value_bytes(value))) : std::string();
}
void give(sqlite3_context* context, const std::string& text) {
  sqlite3_result_text(context, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}
SqliteWawi& wawi_of(sqlite3_context* context) {
  return *static_cast<SqliteWawi*>(sqlite3_user_data(context));
}

/// DECIMAL(25,13): exact, thirteen places as SQL Server keeps them, half away from zero beyond.
void as_decimal(sqlite3_context* context, int, sqlite3_value** values) {
  static const regex pattern(R"((-?)0*(\d*)(?:\.(\d*))?)");
  std::smatch parts;
  const std::string text = text_of(values[0]);
  if (!std::regex_match(text, parts, pattern) || text.empty())
    return sqlite3_result_error(context, "not convertible to decimal", -1);
  std::string fraction = parts[3].str();
  if (fraction.size() > 13)
    return sqlite3_result_error(context, "more than 13 places: they must be cut before", -1);
  if (parts[2].length() > 12) return sqlite3_result_error(context, "overflow", -1);
  fraction.resize(13, '0');
  give(context, parts[1].str() + (parts[2].length() ? parts[2].str() : "0") + "." + fraction);
}

void as_datetime(sqlite3_context* context, int, sqlite3_value** values) {
  static const regex pattern(R"((\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d))");
  std::smatch parts;
  const std::string text = text_of(values[0]);
  if (!std::regex_match(text, parts, pattern))
    return sqlite3_result_error(context, "not convertible to datetime", -1);
  give(context, parts[1].str() + " " + parts[2].str());
}

void units(sqlite3_context* context, int, sqlite3_value** values) {
  int count = 0;
  for (const char c : text_of(values[0])) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) count += byte >= 0xF0U ? 2 : 1;
  }
  sqlite3_result_int(context, count);
}

void object_id(sqlite3_context* context, int, sqlite3_value** values) {
  give(context, text_of(values[0]));
}

void column_property(sqlite3_context* context, int, sqlite3_value** values) {
  const auto& columns = wawi_of(context).columns;
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& column) {
    return sqlite3_stricmp(column.first.c_str(), (text_of(values[0]) + "." + text_of(values[1])).c_str()) ==
           0;
  });
  if (found == columns.end()) return sqlite3_result_null(context);
  sqlite3_result_int(context, text_of(values[2]) == "IsIdentity" && found->second.identity);
}

void has_perms_by_name(sqlite3_context* context, int, sqlite3_value** values) {
  const bool denied = wawi_of(context).denied.count(text_of(values[2]) + " on " + text_of(values[0])) > 0;
  sqlite3_result_int(context, !denied);
}

}  // namespace

void add_functions(sqlite3* db, SqliteWawi& wawi) {
  const auto add = [&](const char* name, int arguments,
                       void (*function)(sqlite3_context*, int, sqlite3_value**), int flags = 0) {
    sqlite3_create_function(db, name, arguments, SQLITE_UTF8 | flags, &wawi, function, nullptr, nullptr);
  };
  add("as_decimal", 1, as_decimal);
  add("as_datetime", 1, as_datetime);
  add("units", 1, units, SQLITE_DETERMINISTIC);
  add("OBJECT_ID", 1, object_id);
  add("COLUMNPROPERTY", 3, column_property);
  add("HAS_PERMS_BY_NAME", 3, has_perms_by_name);
}

std::string to_sqlite(const std::string& tsql) {
  static const regex decimal(R"(CAST\((\?|@P\d+) AS DECIMAL\(25,13\)\))"),
      datetime(R"(CAST\((\?|@P\d+) AS DATETIME\))"),
      time_text(R"(CONVERT\(NVARCHAR\(30\),([\w.]+|MAX\([\w.]+\)),120\))"), no_count(R"(SET NOCOUNT ON;\s*)");
  std::string sql = regex_replace(tsql, decimal, "as_decimal($1)");
  sql = regex_replace(sql, datetime, "as_datetime($1)");
  sql = regex_replace(sql, time_text, "$1");
  return regex_replace(sql, no_count, "");
}

bool take_row_count(std::string& sql) {
  static const regex ending(R"(;\s*SELECT [^;]*@@ROWCOUNT[^;]*;?\s*$)");
  const std::string without = regex_replace(sql, ending, "");
  const bool there = without.size() != sql.size();
  sql = without;
  return there;
}

TableText parse_table(const std::string& create_table) {
  static const regex head(R"(CREATE TABLE (\w+\.\w+) \()"),
      column(
          R"(\s*(\w+) (\w+)(?:\((max|\d+)(?:,\d+)?\))?( IDENTITY\(1,1\))? (NOT NULL|NULL)(?: DEFAULT \((.*)\))?,?)"),
      constraint(R"(\s*((?:CONSTRAINT \w+ )?(?:PRIMARY KEY|UNIQUE) \(.*\)),?)");
  TableText table;
  std::istringstream lines(create_table);
  for (std::string line; std::getline(lines, line);) {
    std::smatch m;
    if (std::regex_match(line, m, head)) {
      table.name = m[1];
    } else if (std::regex_match(line, m, constraint)) {
      table.constraints.push_back(m[1]);
    } else if (std::regex_match(line, m, column)) {
      ColumnText c;
      c.name = m[1], c.type = m[2], c.default_value = m[6];
      if (c.type.find("char") != std::string::npos)
        c.length = m[3] == "max" ? -1 : m[3].length() ? std::stoi(m[3]) : 1;
      c.identity = m[4].matched;
      c.not_null = m[5] == "NOT NULL";
      table.columns.push_back(c);
    } else if (!line.empty() && line != ");") {
      throw std::runtime_error("not understood: " + line);
    }
  }
  const auto identity =
      std::any_of(table.columns.begin(), table.columns.end(), [](const auto& c) { return c.identity; });
  // SQLite numbers rows only where the column itself is the key.
  if (identity)
    std::erase_if(table.constraints, [](const auto& c) { return c.rfind("PRIMARY KEY", 0) == 0; });
  return table;
}

std::string column_sql(const std::string& table, const ColumnText& c) {
  if (c.identity) return c.name + " INTEGER PRIMARY KEY AUTOINCREMENT";
  std::string sql = c.name;
  const auto check = [&](const std::string& name, const std::string& condition) {
    sql += " CONSTRAINT \"" + name + "\" CHECK(" + condition + ")";
  };
  const bool number =
      c.type == "int" || c.type == "bigint" || c.type == "tinyint" || c.type == "smallint" || c.type == "bit";
  sql += number ? " INTEGER" : " TEXT COLLATE NOCASE";
  // Of sales orders and deliveries a test fills in what it is about.
  const bool staging =
      table.find("tinet") != table.npos || table.find("tInet") != table.npos || table.rfind("DbeS.", 0) == 0;
  if (c.not_null && staging && c.type != "rowversion") sql += " NOT NULL";
  if (c.default_value == "getdate()" || c.default_value == "getutcdate()")
    sql += " DEFAULT '2026-11-22 12:00:00'";
  else if (!c.default_value.empty())
    sql += " DEFAULT (" + c.default_value + ")";
  if (c.length > 0) check("too long", "units(" + c.name + ")<=" + std::to_string(c.length));
  const auto within = [&](const char* range) {
    check("overflow",
          c.name + " IS NULL OR (typeof(" + c.name + ")='integer' AND " + c.name + " BETWEEN " + range + ")");
  };
  if (c.type == "int") within("-2147483648 AND 2147483647");
  if (c.type == "smallint") within("-32768 AND 32767");
  if (c.type == "tinyint") within("0 AND 255");
  if (c.type == "bit") within("0 AND 1");
  return sql;
}

}  // namespace tds
