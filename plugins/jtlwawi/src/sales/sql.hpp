// SPDX-License-Identifier: MIT
// Statements of the sales side: short ones for one order at a time, values always bound, rows read as text.
// Throws POCO's exceptions. One thread at a time.
#pragma once
#include <Poco/Data/Session.h>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <orderbridge/decimal.hpp>
#include <string>
#include <variant>
#include <vector>

#include "../column.hpp"

namespace orderbridge::jtlwawi {

using Value = std::variant<std::int64_t, std::string>;
/// One cell per column, NULL as an empty text.
using TextRow = std::vector<std::string>;

std::vector<TextRow> query(Poco::Data::Session& session, const std::string& sql,
                           const std::vector<Value>& values = {});
/// The first row; nullopt where there is none.
std::optional<TextRow> first(Poco::Data::Session& session, const std::string& sql,
                             const std::vector<Value>& values = {});
void execute(Poco::Data::Session& session, const std::string& sql, const std::vector<Value>& values = {});

/// A number that stands in a cell; 0 where it is empty.
std::int64_t to_int(const std::string& cell);
/// An amount that stands in a cell; 0 where it is empty.
Decimal to_amount(const std::string& cell);
/// As the tables hold it.
std::string amount_cell(const Decimal& amount);
/// UTC, now: "2026-11-20 08:15:30".
std::string now_cell();

/// One more than the highest value of an id column. Inside a transaction nobody else takes it.
std::int64_t next_id(Poco::Data::Session& session, const TableDef& def);

/// One new row: all columns that are not named get their initial value. Lengths must fit.
struct Cell {
  std::size_t column;
  Value value;
};
void insert_row(Poco::Data::Session& session, const TableDef& def, std::initializer_list<Cell> cells);

}  // namespace orderbridge::jtlwawi
