// SPDX-License-Identifier: MIT
#include "sqlite_wawi.hpp"

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>

#include "tsql.hpp"

namespace tds {
namespace {

constexpr const char* kSchemas[] = {"dbo", "DbeS", "Verkauf", "orderbridge", "INFORMATION_SCHEMA"};

/// Throws; for what a test's author wrote.
void must(sqlite3* db, const std::string& sql) {
  char* error = nullptr;
  if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &error) == SQLITE_OK) return;
  const std::string text = error ? error : "?";
  sqlite3_free(error);
  throw std::runtime_error(text + " in: " + sql);
}

Answer failed(int number, std::string text) {
  Answer answer;
  answer.failure = Failure{number, std::move(text)};
  return answer;
}

Answer one_text(std::string text) {
  Answer answer;
  answer.results.push_back({{{"", "nvarchar(40)"}}, {{std::move(text)}}});
  return answer;
}

/// SQL Server's number for what SQLite says.
Failure failure_of(sqlite3* db) {
  const std::string text = sqlite3_errmsg(db);
  const auto says = [&](const char* part) { return text.find(part) != text.npos; };
  switch (sqlite3_extended_errcode(db)) {
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return {2627, text, 14};
    case SQLITE_CONSTRAINT_UNIQUE:
      return {2601, text, 14};
    case SQLITE_CONSTRAINT_NOTNULL:
      return {515, text};
    case SQLITE_CONSTRAINT_CHECK:
      return {says("too long") ? 8152 : 8115, text};
    case SQLITE_CONSTRAINT_TRIGGER:  // RAISE(ABORT, ...): a rule of a test's own
      return {547, text};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {1222, text};
    default:
      break;
  }
  if (says("no such table")) return {208, text};
  if (says("no such column") || says("has no column")) return {207, text};
  return {says("overflow") ? 8115 : 102, text};
}

Answer read(sqlite3_stmt* statement, int code) {
  Answer answer;
  if (sqlite3_column_count(statement) == 0) return answer;
  ResultSet set;
  for (int i = 0; i < sqlite3_column_count(statement); ++i)
    set.columns.push_back({sqlite3_column_name(statement, i)});
  for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
    auto& row = set.rows.emplace_back();
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
      if (text)
        row.emplace_back(std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, i))));
      else
        row.emplace_back(std::nullopt);
    }
  }
  answer.results.push_back(std::move(set));
  return answer;
}

bool is_number(const Param& param) {
  return param.type.find("int") != std::string::npos;
}

}  // namespace

SqliteWawi::SqliteWawi(std::string folder, std::set<std::string> without, const std::string& more)
    : folder_(std::move(folder)) {
  people_ = open();
  must(people_.get(),
       "CREATE TABLE INFORMATION_SCHEMA.COLUMNS(TABLE_SCHEMA,TABLE_NAME,COLUMN_NAME,DATA_TYPE,"
       "CHARACTER_MAXIMUM_LENGTH,IS_NULLABLE,COLUMN_DEFAULT)");
  for (const std::string name : {"create-eazybusiness.sql", "create-order-queue.sql"}) {
    std::ifstream file(OB_SOURCE_DIR "/scripts/" + name);
    std::stringstream script;
    script << file.rdbuf();
    if (script.str().empty()) throw std::runtime_error("scripts/" + name + " cannot be read");
    run_script(script.str(), without);
  }
  run_script(more, without);
}

SqliteWawi::~SqliteWawi() = default;

SqliteWawi::Db SqliteWawi::open() {
  sqlite3* raw = nullptr;
  if (sqlite3_open(":memory:", &raw) != SQLITE_OK) throw std::runtime_error("no memory for SQLite");
  Db db(raw);
  for (const auto* schema : kSchemas) {
    must(raw, "ATTACH '" + folder_ + "/" + schema + ".db' AS " + schema);
    must(raw, std::string("PRAGMA ") + schema + ".journal_mode=WAL");
    must(raw, std::string("PRAGMA ") + schema + ".synchronous=OFF");
  }
  add_functions(raw, *this);
  return db;
}

sqlite3* SqliteWawi::connection(int number) {
  auto& db = connections_[number];
  if (!db) db = open();
  return db.get();
}

void SqliteWawi::run_script(const std::string& sql, const std::set<std::string>& without) {
  std::string batch;
  std::istringstream lines(sql + "\nGO\n");
  for (std::string line; std::getline(lines, line);) {
    if (line != "GO") {
      const auto of_missing = [&](const std::string& table) {
        return line.rfind("INSERT INTO " + table + " ", 0) == 0;
      };
      if (line.rfind("--", 0) != 0 && std::none_of(without.begin(), without.end(), of_missing))
        batch += line + "\n";
      continue;
    }
    const auto first = batch.find_first_not_of(" \n");
    const auto begins = [&](const char* word) {
      return batch.compare(first, std::string(word).size(), word) == 0;
    };
    if (first != batch.npos) {
      if (begins("CREATE TABLE"))
        create_table(batch, without);
      else if (!begins("CREATE DATABASE") && !begins("USE ") && !begins("CREATE SCHEMA") &&
               !begins("CREATE INDEX"))
        must(people_.get(), to_sqlite(batch));
    }
    batch.clear();
  }
}

void SqliteWawi::create_table(const std::string& batch, const std::set<std::string>& without) {
  const TableText table = parse_table(batch);
  if (without.count(table.name)) return;
  const auto dot = table.name.find('.');
  std::string sql = "CREATE TABLE " + table.name + "(", comma;
  for (const auto& column : table.columns) {
    if (without.count(table.name + "." + column.name)) continue;
    sql += comma + column_sql(table.name, column);
    comma = ",";
    columns[table.name + "." + column.name].identity = column.identity;
    must(people_.get(), "INSERT INTO INFORMATION_SCHEMA.COLUMNS VALUES('" + table.name.substr(0, dot) +
                            "','" + table.name.substr(dot + 1) + "','" + column.name + "','" + column.type +
                            "'," + (column.length == 0 ? "NULL" : std::to_string(column.length)) + ",'" +
                            (column.not_null ? "NO" : "YES") + "'," +
                            (column.default_value.empty() ? "NULL" : "'x'") + ")");
  }
  for (const auto& constraint : table.constraints) sql += comma + constraint;
  must(people_.get(), sql + ")");
}

Answer SqliteWawi::answer(const Request& request) {
  const std::lock_guard lock(mutex_);
  if (before)
    if (auto answer = before(request)) {
      if (answer->failure && answer->failure->aborts_transaction)
        return roll_back(request.connection, *answer->failure);
      if (answer->drop_connection) drop(request.connection);
      return *answer;
    }
  Answer answer = done(request);
  if (after) after(request, answer);
  if (answer.drop_connection) drop(request.connection);
  return answer;
}

Answer SqliteWawi::done(const Request& request) {
  if (request.kind != Request::Kind::kStatement) return transaction(request);
  if (request.sql.find("sp_getapplock") != request.sql.npos) return applock(request);
  return statement(request);
}

Answer SqliteWawi::roll_back(int number, Failure failure) {
  sqlite3* db = connection(number);
  if (!sqlite3_get_autocommit(db)) must(db, "ROLLBACK");
  std::erase_if(locks_, [&](const auto& lock) { return lock.second == number; });
  Answer answer;
  if (failure.number != 0) answer.failure = std::move(failure);
  return answer;
}

void SqliteWawi::drop(int number) {
  roll_back(number, {});
  connections_.erase(number);
}

Answer SqliteWawi::transaction(const Request& request) {
  sqlite3* db = connection(request.connection);
  if (request.kind == Request::Kind::kRollback) return roll_back(request.connection, {});
  if (request.kind == Request::Kind::kBegin) return must(db, "BEGIN"), Answer();
  if (sqlite3_get_autocommit(db)) return failed(3902, "COMMIT has no corresponding BEGIN");
  if (sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK)
    return roll_back(request.connection, failure_of(db));
  std::erase_if(locks_, [&](const auto& lock) { return lock.second == request.connection; });
  return {};
}

Answer SqliteWawi::applock(const Request& request) {
  if (sqlite3_get_autocommit(connection(request.connection))) return one_text("-999");
  const std::string resource = request.params.empty() ? "" : request.params.front().text.value_or("");
  const auto [lock, fresh] = locks_.try_emplace(resource, request.connection);
  return one_text(fresh || lock->second == request.connection ? "0" : "-1");
}

Answer SqliteWawi::statement(const Request& request) {
  if (request.params.size() > 2100) return failed(8003, "too many parameters");
  sqlite3* db = connection(request.connection);
  std::string sql = to_sqlite(request.sql);
  const bool counts = take_row_count(sql);
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(db, sql.c_str(), static_cast<int>(sql.size()), &raw, nullptr) != SQLITE_OK) {
    Answer answer;
    answer.failure = failure_of(db);
    return answer;
  }
  const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(raw, sqlite3_finalize);
  if (static_cast<std::size_t>(sqlite3_bind_parameter_count(raw)) != request.params.size())
    return failed(8178, "the statement wants another number of parameters");
  int i = 0;
  for (const auto& param : request.params) {
    ++i;
    if (!param.text)
      sqlite3_bind_null(raw, i);
    else if (is_number(param))
      sqlite3_bind_int64(raw, i, std::stoll(*param.text));
    else
      sqlite3_bind_text64(raw, i, param.text->data(), param.text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  const int code = sqlite3_step(raw);
  if (code != SQLITE_ROW && code != SQLITE_DONE) {
    Answer answer;
    answer.failure = failure_of(db);
    return answer;
  }
  Answer answer = read(raw, code);
  if (sqlite3_column_count(raw) == 0) answer.affected = sqlite3_changes64(db);
  if (counts) answer.results = one_text(std::to_string(answer.affected)).results;
  return answer;
}

std::vector<std::string> SqliteWawi::rows(const std::string& sql) {
  const std::lock_guard lock(mutex_);
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(people_.get(), sql.c_str(), -1, &raw, nullptr) != SQLITE_OK)
    throw std::runtime_error(std::string(sqlite3_errmsg(people_.get())) + " in: " + sql);
  const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(raw, sqlite3_finalize);
  std::vector<std::string> all;
  const Answer answer = read(raw, sqlite3_step(raw));
  for (const auto& set : answer.results)
    for (const auto& row : set.rows) {
      std::string line;
      for (std::size_t i = 0; i < row.size(); ++i) line += (i ? "|" : "") + row[i].value_or("NULL");
      all.push_back(line);
    }
  return all;
}

std::string SqliteWawi::value(const std::string& sql) {
  const auto all = rows(sql);
  return all.size() == 1 ? all.front() : "(" + std::to_string(all.size()) + " rows)";
}

void SqliteWawi::run(const std::string& sql) {
  const std::lock_guard lock(mutex_);
  must(people_.get(), sql);
}

}  // namespace tds
