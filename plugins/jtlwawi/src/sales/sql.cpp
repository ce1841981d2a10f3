// SPDX-License-Identifier: MIT
#include "sql.hpp"

#include <Poco/Data/RecordSet.h>
#include <Poco/Data/Statement.h>

#include <charconv>
#include <chrono>
#include <ctime>

#include "../schema.hpp"
#include "../table_rows.hpp"

namespace orderbridge::jtlwawi {

namespace {

using namespace Poco::Data::Keywords;

/// A statement and the values it is bound to, which must live as long as it runs.
class Bound {
 public:
  Bound(Poco::Data::Session& session, const std::string& sql, const std::vector<Value>& values)
      : statement_(session) {
    statement_ << sql;
    numbers_.reserve(values.size());
    texts_.reserve(values.size());
    for (const auto& value : values) {
      if (const auto* number = std::get_if<std::int64_t>(&value))
        statement_, use(numbers_.emplace_back(*number));
      else
        statement_, use(texts_.emplace_back(std::get<std::string>(value)));
    }
  }
  Poco::Data::Statement& run() {
    statement_.execute();
    return statement_;
  }

 private:
  std::vector<Poco::Int64> numbers_;
  std::vector<std::string> texts_;
  Poco::Data::Statement statement_;
};

}  // namespace

std::vector<TextRow> query(Poco::Data::Session& session, const std::string& sql,
                           const std::vector<Value>& values) {
  Bound bound(session, sql, values);
  const Poco::Data::RecordSet set(bound.run());
  std::vector<TextRow> rows(set.rowCount());
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < set.columnCount(); ++c)
      rows[r].push_back(set.isNull(c, r) ? std::string() : set.value(c, r).convert<std::string>());
  return rows;
}

std::optional<TextRow> first(Poco::Data::Session& session, const std::string& sql,
                             const std::vector<Value>& values) {
  auto rows = query(session, sql, values);
  return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

void execute(Poco::Data::Session& session, const std::string& sql, const std::vector<Value>& values) {
  Bound(session, sql, values).run();
}

std::int64_t to_int(const std::string& cell) {
  std::int64_t number = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), number);
  return number;
}

Decimal to_amount(const std::string& cell) {
  return cell.empty() ? Decimal() : Decimal::parse(cell).value_or(Decimal());
}

std::string amount_cell(const Decimal& amount) {
  return amount.normalized().to_string();
}

std::string now_cell() {
  const auto time = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&time, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &parts);
  return text;
}

std::int64_t next_id(Poco::Data::Session& session, const TableDef& def) {
  const auto column = std::string(def.primary_key.substr(0, def.primary_key.find(',')));
  return to_int(
      query(session, "SELECT coalesce(max(" + column + "),0)+1 FROM " + table(def)).front().front());
}

void insert_row(Poco::Data::Session& session, const TableDef& def, std::initializer_list<Cell> cells) {
  TableRows rows(def);
  rows.add_row();
  for (const auto& cell : cells) {
    if (const auto* number = std::get_if<std::int64_t>(&cell.value))
      rows.set(cell.column, *number);
    else
      rows.set(cell.column, std::get<std::string>(cell.value));
  }
  rows.insert(session);
}

}  // namespace orderbridge::jtlwawi
