// SPDX-License-Identifier: MIT
// Sql: the store's SQLite file with short statements: values always bound, rows read as text. Waits for
// other programs, translates what goes wrong for people. One thread at a time.
#pragma once
#include <Poco/Data/Session.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <orderbridge/call.hpp>
#include <string>
#include <vector>

#include "jtl/sql.hpp"

namespace orderbridge::jtlconnector {

using jtl::SqlValue;
using jtl::to_int;
using SqlRow = jtl::TextRow;

class Sql {
 public:
  /// Opens or makes the file; brings it to the newest of `versions`, each a list of statements. Throws Error.
  Sql(std::filesystem::path file, const Host& host, const std::vector<std::vector<std::string>>& versions);

  std::vector<SqlRow> query(const std::string& sql, const std::vector<SqlValue>& values = {});
  /// The first row; nullopt where there is none.
  std::optional<SqlRow> first(const std::string& sql, const std::vector<SqlValue>& values = {});
  void execute(const std::string& sql, const std::vector<SqlValue>& values = {});
  /// BEGIN IMMEDIATE, COMMIT; ROLLBACK where fn throws. Not nested. Throws Error and what fn throws; where
  /// COMMIT itself fails, CommitFailed: nobody knows.
  void transaction(const std::function<void()>& fn);

  const std::filesystem::path& file() const noexcept { return file_; }

 private:
  void migrate(const std::vector<std::vector<std::string>>& versions);
  template <class Fn>
  auto translated(Fn&& fn);

  std::filesystem::path file_;
  const Host& host_;
  std::optional<Poco::Data::Session> session_;
};

struct CommitFailed : Error {
  using Error::Error;
};

}  // namespace orderbridge::jtlconnector
