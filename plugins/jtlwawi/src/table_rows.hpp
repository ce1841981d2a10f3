// SPDX-License-Identifier: MIT
// TableRows: rows of one table, kept column by column as POCO Data's vector binding wants them, and its
// INSERT, prepared once and used again. Ids are known beforehand, so a whole batch goes in by one execute().
// One thread at a time; must not outlive the session it was bound to: unbind() before that is closed.
#pragma once
#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "column.hpp"

namespace orderbridge::jtlwawi {

class TableRows {
 public:
  explicit TableRows(const TableDef& def);
  TableRows(const TableRows&) = delete;
  TableRows& operator=(const TableRows&) = delete;

  const TableDef& def() const noexcept { return def_; }
  std::size_t size() const noexcept { return rows_; }

  /// A new last row: integers 0, texts empty, amounts "0".
  void add_row();
  /// Fill the last row.
  void set(std::size_t column, std::int64_t value);
  void set(std::size_t column, std::string value);
  const std::string& text(std::size_t row, std::size_t column) const { return columns_[column].texts[row]; }
  std::int64_t number(std::size_t row, std::size_t column) const { return columns_[column].numbers[row]; }

  /// Keeps the first `rows` rows.
  void truncate(std::size_t rows);
  /// Writes all rows. A failure may leave the first of them written: roll back to a savepoint.
  void insert(Poco::Data::Session& session);
  void unbind() noexcept { statement_.reset(); }

 private:
  struct Column {
    enum { kUnbound, kNumber, kText } holds = kUnbound;
    std::string initial;
    std::vector<Poco::Int64> numbers;
    std::vector<std::string> texts;
  };
  const TableDef& def_;
  std::vector<Column> columns_;  // never resized after construction: the statement refers to its vectors
  std::size_t rows_ = 0;
  std::unique_ptr<Poco::Data::Statement> statement_;
};

}  // namespace orderbridge::jtlwawi
