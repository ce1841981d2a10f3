// SPDX-License-Identifier: MIT
// What a server of the tests is asked and what it answers: the words between the TDS protocol
// (tds_server.hpp) and what stands behind it (a script, or sqlite_wawi.hpp). Plain values, any thread.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tds {

struct Param {
  std::string type;  // as declared on the wire: "nvarchar", "varchar", "bigint", "datetime2", ...
  std::optional<std::string> text;  // UTF-8; nullopt: NULL
};

struct Request {
  enum class Kind : std::uint8_t { kStatement, kBegin, kCommit, kRollback };
  Kind kind = Kind::kStatement;
  int connection = 0;  // counts from 1
  std::string sql;     // with its "?" or "@P1" markers as sent
  std::vector<Param> params;
};

struct Column {
  std::string name;
  std::string type = "nvarchar(max)";  // also "nvarchar(N)", "varchar(N)", "int", "bigint", "decimal(p,s)"
};
struct ResultSet {
  std::vector<Column> columns;
  std::vector<std::vector<std::optional<std::string>>> rows;
};
struct Failure {
  int number = 0;
  std::string text;
  int severity = 16, state = 1;
  bool aborts_transaction = false;  // as 1205 does: the server rolls back by itself
};

struct Answer {
  std::vector<ResultSet> results;
  std::int64_t affected = 0;
  std::optional<Failure> failure;
  bool drop_connection = false, hang = false;  // hang: no answer until the client gives up
};

using Handler = std::function<Answer(const Request&)>;

}  // namespace tds
