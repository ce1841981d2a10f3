// SPDX-License-Identifier: MIT
// Questions to a database file after the host has ended, by SQLite itself. One thread.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

struct sqlite3;

namespace crash {

using Row = std::vector<std::string>;  // NULL is an empty text

class Sql {
 public:
  /// The file must exist. Throws std::runtime_error, as query() does.
  explicit Sql(const std::filesystem::path& file);
  ~Sql();
  Sql(const Sql&) = delete;
  Sql& operator=(const Sql&) = delete;

  void attach(const std::filesystem::path& file, const std::string& name);
  std::vector<Row> query(const std::string& sql, const Row& values = {});
  /// The first column.
  std::vector<std::string> column(const std::string& sql);

 private:
  sqlite3* handle_ = nullptr;
};

}  // namespace crash
