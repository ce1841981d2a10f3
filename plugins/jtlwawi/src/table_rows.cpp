// SPDX-License-Identifier: MIT
#include "table_rows.hpp"

#include "schema.hpp"

namespace orderbridge::jtlwawi {

TableRows::TableRows(const TableDef& def) : def_(def), columns_(def.columns.size()) {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Kind kind = def.columns[i].kind;
    if (kind == Kind::kFixed || kind == Kind::kNotWritten) continue;
    columns_[i].holds = kind == Kind::kInteger || kind == Kind::kId ? Column::kNumber : Column::kText;
    if (kind == Kind::kAmount) columns_[i].initial = "0";
  }
}

void TableRows::add_row() {
  ++rows_;
  for (auto& column : columns_) {
    if (column.holds == Column::kText)
      column.texts.push_back(column.initial);
    else if (column.holds == Column::kNumber)
      column.numbers.push_back(0);
  }
}

void TableRows::set(std::size_t column, std::int64_t value) {
  columns_[column].numbers.back() = value;
}

void TableRows::set(std::size_t column, std::string value) {
  columns_[column].texts.back() = std::move(value);
}

void TableRows::truncate(std::size_t rows) {
  rows_ = rows;
  for (auto& column : columns_) {
    if (column.holds == Column::kText)
      column.texts.resize(rows);
    else if (column.holds == Column::kNumber)
      column.numbers.resize(rows);
  }
}

void TableRows::insert(Poco::Data::Session& session) {
  if (rows_ == 0) return;  // POCO refuses empty vectors
  if (!statement_) {
    auto statement = std::make_unique<Poco::Data::Statement>(session);
    *statement << insert_sql(def_);
    for (auto& column : columns_) {
      if (column.holds == Column::kText)
        *statement, Poco::Data::Keywords::use(column.texts);
      else if (column.holds == Column::kNumber)
        *statement, Poco::Data::Keywords::use(column.numbers);
    }
    statement_ = std::move(statement);
  }
  try {
    statement_->execute();
  } catch (...) {
    statement_.reset();  // its position inside the vectors is undefined now
    throw;
  }
}

}  // namespace orderbridge::jtlwawi
