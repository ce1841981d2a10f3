// SPDX-License-Identifier: MIT
// What the statements of the sales side need beside jtl/sql.hpp: amounts in cells, new ids, new rows.
// Throws POCO's exceptions. One thread at a time.
#pragma once
#include <initializer_list>
#include <orderbridge/decimal.hpp>
#include <string>

#include "../column.hpp"
#include "jtl/sql.hpp"

namespace orderbridge::jtlwawi {

using Value = jtl::SqlValue;
using jtl::execute;
using jtl::first;
using jtl::query;
using jtl::TextRow;
using jtl::to_int;

/// An amount that stands in a cell; 0 where it is empty.
Decimal to_amount(const std::string& cell);
/// As the tables hold it.
std::string amount_cell(const Decimal& amount);
/// What the clock of the house shows now: "2026-11-20 08:15:30" (clock_functions.hpp).
std::string now_cell(Poco::Data::Session& session);

/// One more than the highest value of an id column. Inside a transaction nobody else takes it.
std::int64_t next_id(Poco::Data::Session& session, const TableDef& def);

/// One new row: all columns that are not named get their initial value. Lengths must fit.
struct Cell {
  std::size_t column;
  Value value;
};
void insert_row(Poco::Data::Session& session, const TableDef& def, std::initializer_list<Cell> cells);

}  // namespace orderbridge::jtlwawi
