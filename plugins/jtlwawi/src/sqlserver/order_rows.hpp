// SPDX-License-Identifier: MIT
// The rows of one order, rendered for this database: only columns that it has, within the lengths that it
// has. Nothing is sent. Used by StagedOrder. Throws OrderRejected.
#pragma once
#include "../fitting.hpp"
#include "../table_rows.hpp"
#include "row_buffer.hpp"
#include "server_schema.hpp"

namespace orderbridge::jtlwawi::sqlserver {

class OrderRows {
 public:
  OrderRows(const ServerSchema& schema, Fitter& fitter, Changes& out)
      : schema_(schema), fitter_(fitter), out_(out) {}

  /// All rows of a table; none where the database lacks the table.
  void insert(const TableRows& rows);
  /// The first row: the columns of on_conflict anew, by primary key.
  void update(const TableRows& rows);

 private:
  void insert(const TableRows& rows, std::size_t row);
  Statement& append(Statement& s, const TableRows& rows, std::size_t row, std::size_t column);
  void tell_lost(const TableRows& rows, std::size_t row, std::size_t column);

  const ServerSchema& schema_;
  Fitter& fitter_;
  Changes& out_;
};

}  // namespace orderbridge::jtlwawi::sqlserver
