// SPDX-License-Identifier: MIT
#include "sql.hpp"

#include "../schema.hpp"
#include "../table_rows.hpp"

namespace orderbridge::jtlwawi {

Decimal to_amount(const std::string& cell) {
  return cell.empty() ? Decimal() : Decimal::parse(cell).value_or(Decimal());
}

std::string amount_cell(const Decimal& amount) {
  return amount.normalized().to_string();
}

std::string now_cell(Poco::Data::Session& session) {
  return query(session, "SELECT wawi_now()").front().front();
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
