// SPDX-License-Identifier: MIT
#include "order_rows.hpp"

namespace orderbridge::jtlwawi::sqlserver {
namespace {

bool is_number(Kind kind) {
  return kind == Kind::kInteger || kind == Kind::kId;
}

/// "kInetKunde,kShop" or "kKundenGruppe nRegistriert" holds this name.
bool lists(std::string_view list, std::string_view name) {
  for (std::size_t at = list.find(name); at != list.npos; at = list.find(name, at + 1)) {
    const auto is_end = [&](std::size_t i) { return i >= list.size() || list[i] == ',' || list[i] == ' '; };
    if ((at == 0 || is_end(at - 1)) && is_end(at + name.size())) return true;
  }
  return false;
}

}  // namespace

Statement& OrderRows::append(Statement& s, const TableRows& rows, std::size_t row, std::size_t column) {
  const TableDef& def = rows.def();
  const ColumnDef& ours = def.columns[column];
  if (ours.kind == Kind::kFixed) return s << ours.sql;
  if (is_number(ours.kind)) return s << rows.number(row, column);
  const std::string& text = rows.text(row, column);
  if (ours.kind == Kind::kAmount) return s << "CAST(" << Value::decimal(text) << " AS DECIMAL(25,13))";

  const ServerColumn& theirs = *schema_.find(qualified(def), ours.name);
  if (ours.kind == Kind::kTime && text.empty()) return s << "NULL";
  if (theirs.is_time()) {  // "2026-11-20T08:15:30", which no language setting of the server turns around
    return s << "CAST(" << Value::of(std::string_view(text)) << " AS DATETIME)";
  }
  ColumnDef limited = ours;
  if (theirs.limit > 0) limited.limit = theirs.limit;
  return s << Value::of(std::string_view(fitter_.fit(def, limited, text, Field(def.name, ours.name))));
}

void OrderRows::tell_lost(const TableRows& rows, std::size_t row, std::size_t column) {
  const TableDef& def = rows.def();
  const ColumnDef& ours = def.columns[column];
  if (ours.kind == Kind::kFixed || is_number(ours.kind) || rows.text(row, column).empty()) return;
  const std::string where = qualified(def) + "." + std::string(ours.name);
  fitter_.warn("column-missing", std::string(def.name) + "/" + std::string(ours.name),
               fitter_.say("this JTL-Wawi has no column " + where + ": the value was left out",
                           "diese JTL-Wawi hat keine Spalte " + where + ": der Wert wurde weggelassen"));
}

void OrderRows::insert(const TableRows& rows, std::size_t row) {
  const TableDef& def = rows.def();
  std::string names;
  Statement values;
  for (std::size_t i = 0; i < def.columns.size(); ++i) {
    const ColumnDef& column = def.columns[i];
    if (column.kind == Kind::kNotWritten) continue;
    if (!schema_.has(qualified(def), column.name)) {
      tell_lost(rows, row, i);
      continue;
    }
    values << (names.empty() ? "" : ",");
    append(values, rows, row, i);
    names.append(names.empty() ? "" : ",").append(column.name);
  }
  out_.rows.push_back({qualified(def) + "(" + names + ")", std::move(values)});
}

void OrderRows::insert(const TableRows& rows) {
  if (!schema_.has(qualified(rows.def()))) return;
  for (std::size_t i = 0; i < rows.size(); ++i) insert(rows, i);
}

void OrderRows::update(const TableRows& rows) {
  const TableDef& def = rows.def();
  if (rows.size() == 0 || !schema_.has(qualified(def))) return;
  Statement s("UPDATE " + qualified(def) + " SET "), where;
  std::string key = qualified(def);
  bool first = true, first_key = true;
  for (std::size_t i = 0; i < def.columns.size(); ++i) {
    const ColumnDef& column = def.columns[i];
    if (lists(def.primary_key, column.name)) {
      where << (first_key ? " WHERE " : " AND ") << column.name << "=" << rows.number(0, i);
      key += ' ' + std::to_string(rows.number(0, i));
      first_key = false;
    } else if (lists(def.on_conflict, column.name) && schema_.has(qualified(def), column.name)) {
      s << (first ? "" : ",") << column.name << "=";
      append(s, rows, 0, i);
      first = false;
    }
  }
  if (first) return;
  s << where;
  out_.updates[key] = std::move(s);
}

}  // namespace orderbridge::jtlwawi::sqlserver
