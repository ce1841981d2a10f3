// SPDX-License-Identifier: MIT
#include "sql.hpp"

#include <sqlite3.h>

#include <stdexcept>

namespace crash {

Sql::Sql(const std::filesystem::path& file) {
  if (sqlite3_open_v2(file.c_str(), &handle_, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK) return;
  sqlite3_close(handle_);
  throw std::runtime_error("cannot open " + file.string());
}

Sql::~Sql() {
  sqlite3_close(handle_);
}

void Sql::attach(const std::filesystem::path& file, const std::string& name) {
  query("ATTACH ? AS " + name, {file.string()});
}

std::vector<Row> Sql::query(const std::string& sql, const Row& values) {
  sqlite3_stmt* statement = nullptr;
  const auto fail = [&] {
    const std::string why = sqlite3_errmsg(handle_);
    sqlite3_finalize(statement);
    throw std::runtime_error(why + " in: " + sql);
  };
  if (sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) fail();
  for (std::size_t i = 0; i < values.size(); ++i)
    sqlite3_bind_text(statement, static_cast<int>(i + 1), values[i].c_str(), -1, SQLITE_TRANSIENT);
  std::vector<Row> rows;
  int code;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    Row row;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
      row.emplace_back(text ? text : "");
    }
    rows.push_back(std::move(row));
  }
  if (code != SQLITE_DONE) fail();
  sqlite3_finalize(statement);
  return rows;
}

std::vector<std::string> Sql::column(const std::string& sql) {
  std::vector<std::string> values;
  for (auto& row : query(sql)) values.push_back(std::move(row.front()));
  return values;
}

}  // namespace crash
