// SPDX-License-Identifier: MIT
// The rows of one order as statements for this database: only columns that it has, within the lengths that
// it has. Used by the staging writer. Throws OrderRejected and SqlError.
#pragma once
#include "../fitting.hpp"
#include "../table_rows.hpp"
#include "server_schema.hpp"
#include "statement.hpp"

namespace orderbridge::jtlwawi::sqlserver {

class OrderRows {
 public:
  OrderRows(Session& session, const ServerSchema& schema, Fitter& fitter)
      : session_(session), schema_(schema), fitter_(fitter) {}

  /// All rows of a table; none where the database lacks the table.
  void insert(const TableRows& rows);
  /// The first row: updates the columns of on_conflict by primary key, or inserts. `overwrite` false: what
  /// is there stays.
  void insert_or_update(const TableRows& rows, bool overwrite);

 private:
  void insert(const TableRows& rows, std::size_t row);
  Statement& append(Statement& s, const TableRows& rows, std::size_t row, std::size_t column);
  void tell_lost(const TableRows& rows, std::size_t row, std::size_t column);
  bool is_there(const TableRows& rows);

  Session& session_;
  const ServerSchema& schema_;
  Fitter& fitter_;
};

}  // namespace orderbridge::jtlwawi::sqlserver
