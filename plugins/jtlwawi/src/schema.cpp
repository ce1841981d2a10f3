// SPDX-License-Identifier: MIT
#include "schema.hpp"

#include "sales_schema.hpp"

namespace orderbridge::jtlwawi {
namespace {

bool bound(const ColumnDef& column) {
  return column.kind != Kind::kFixed && column.kind != Kind::kNotWritten;
}

// The limit counts UTF-16 units before anything is written; SQLite's length() counts characters, so this
// CHECK is a second fence that never refuses what fits.
std::string column_sql(const ColumnDef& column) {
  std::string sql(column.name);
  const std::string name(column.name);
  switch (column.kind) {
    case Kind::kInteger:
      return sql + " INTEGER NOT NULL";
    case Kind::kId:
      return sql + " INTEGER NOT NULL CHECK(" + name + " BETWEEN -2147483648 AND 2147483647)";
    case Kind::kAmount:
      return sql + " TEXT NOT NULL CHECK(typeof(" + name + ")='text')";
    case Kind::kTime:
    case Kind::kText:
      sql += column.kind == Kind::kTime ? " TEXT" : " TEXT NOT NULL DEFAULT ''";
      if (column.limit > 0) {
        const std::string limit = "<=" + std::to_string(column.limit);
        // Bytes first: length() of a text copies it, and few texts need that second look.
        sql += " CHECK(length(CAST(" + name + " AS BLOB))" + limit + " OR length(" + name + ")" + limit + ")";
      }
      return sql;
    case Kind::kFixed:
      return sql + (column.sql.front() == '\'' ? " TEXT" : " INTEGER") + " NOT NULL";
    case Kind::kNotWritten:
      return sql + " " + std::string(column.sql);
  }
  return sql;
}

void add_table(std::vector<std::string>& statements, const TableDef& def) {
  statements.push_back(create_sql(def));
  if (!def.index.empty()) statements.push_back(index_sql(def));
}

std::string upsert_sql(const TableDef& def) {
  std::string sql = " ON CONFLICT(" + std::string(def.primary_key) + ") DO UPDATE SET ";
  std::string_view rest = def.on_conflict;
  while (!rest.empty()) {
    const auto blank = rest.find(' ');
    const std::string name(rest.substr(0, blank));
    sql += name + "=excluded." + name;
    rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
    if (!rest.empty()) sql += ",";
  }
  return sql;
}

std::vector<std::string> version_1() {
  std::vector<std::string> statements;
  for (const auto* def : tables()) add_table(statements, *def);
  statements.push_back("INSERT INTO " + table(Version::kDef) + "(cVersion) VALUES('1.7.0.0')");
  return statements;
}

/// Up to version 2 all times were UTC. JTL-Wawi keeps local ones: of what was there the offset that the shop
/// sent is not known, so the zone of the configuration makes them local, all alike.
std::vector<std::string> local_times() {
  std::vector<std::string> statements;
  for (const auto* tables_of : {&tables(), &sales_tables()})
    for (const auto* def : *tables_of)
      for (const auto& column : def->columns) {
        if (column.kind != Kind::kTime) continue;
        const std::string name(column.name);
        statements.push_back("UPDATE " + table(*def) + " SET " + name + "=wawi_local(" + name + ") WHERE " +
                             name + " IS NOT NULL");
      }
  return statements;
}

}  // namespace

std::string table(std::string_view schema, std::string_view name) {
  if (schema == "dbo") return "\"" + std::string(name) + "\"";
  return "\"" + std::string(schema) + "." + std::string(name) + "\"";
}

std::string create_sql(const TableDef& def) {
  std::string sql = "CREATE TABLE " + table(def) + "(";
  for (std::size_t i = 0; i < def.columns.size(); ++i) sql += (i ? "," : "") + column_sql(def.columns[i]);
  if (!def.primary_key.empty()) sql += ",PRIMARY KEY(" + std::string(def.primary_key) + ")";
  // Clustered by the key: one B-tree less per table.
  return sql + (def.primary_key.empty() ? ")" : ") WITHOUT ROWID");
}

std::string index_sql(const TableDef& def) {
  return "CREATE INDEX \"" + std::string(def.schema) + "." + std::string(def.name) + ".ix\" ON " +
         table(def) + "(" + std::string(def.index) + ")";
}

std::string insert_sql(const TableDef& def) {
  std::string names, values;
  for (const auto& column : def.columns) {
    if (column.kind == Kind::kNotWritten) continue;
    const char* comma = names.empty() ? "" : ",";
    names += comma + std::string(column.name);
    values += comma + (column.kind == Kind::kTime ? "NULLIF(?,'')"
                       : bound(column)            ? "?"
                                                  : std::string(column.sql));
  }
  return "INSERT INTO " + table(def) + "(" + names + ") VALUES(" + values + ")" +
         (def.on_conflict.empty() ? "" : upsert_sql(def));
}

const std::vector<const TableDef*>& tables() {
  static const std::vector<const TableDef*> all{&InetBestellung::kDef,
                                                &InetBestellPos::kDef,
                                                &InetKunde::kDef,
                                                &InetKundeShop::kDef,
                                                &InetAdress::kDef,
                                                &Lieferadresse::kDef,
                                                &Rechnungadresse::kDef,
                                                &InetShopZahlung::kDef,
                                                &InetBestellungAttribute::kDef,
                                                &Shop::kDef,
                                                &Version::kDef,
                                                &OrderKey::kDef,
                                                &LineKey::kDef,
                                                &CustomerKey::kDef,
                                                &Counter::kDef,
                                                &FileVersion::kDef};
  return all;
}

const std::vector<std::vector<std::string>>& migrations() {
  static const std::vector<std::vector<std::string>> all{version_1(), sales_migration(), local_times()};
  return all;
}

}  // namespace orderbridge::jtlwawi
