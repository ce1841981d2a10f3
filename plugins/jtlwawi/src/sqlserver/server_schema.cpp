// SPDX-License-Identifier: MIT
#include "server_schema.hpp"

#include <algorithm>

#include "statement.hpp"

namespace orderbridge::jtlwawi::sqlserver {
namespace {

// Some servers fold names to lower case.
std::string lower(std::string_view text) {
  std::string folded(text);
  std::transform(folded.begin(), folded.end(), folded.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return folded;
}

std::int64_t column_property(Session& session, std::string_view table, std::string_view column,
                             const char* property) {
  Statement s("SELECT CAST(COLUMNPROPERTY(OBJECT_ID(");
  s << Value::of(table) << ")," << Value::of(column) << "," << Value::of(std::string_view(property))
    << ") AS NVARCHAR(40))";
  const Rows rows = s.query(session);
  return rows.empty() ? 0 : int_cell(rows.front(), 0);
}

}  // namespace

ServerSchema ServerSchema::read(Session& session) {
  ServerSchema schema;
  const Rows rows = session.query(
      "SELECT TABLE_SCHEMA,TABLE_NAME,COLUMN_NAME,DATA_TYPE,CAST(CHARACTER_MAXIMUM_LENGTH AS NVARCHAR(40)),"
      "IS_NULLABLE,CASE WHEN COLUMN_DEFAULT IS NULL THEN '0' ELSE '1' END FROM INFORMATION_SCHEMA.COLUMNS "
      "WHERE TABLE_SCHEMA IN ('dbo','DbeS','Verkauf','orderbridge') AND (TABLE_NAME LIKE 'tInet%' OR "
      "TABLE_NAME IN "
      "('tShop','tversion','tBestellung','tbestellpos','tBestellungEckDaten','tLieferschein',"
      "'tLieferscheinPos','tVersand','tversandart','tLieferadresse','tRechnungadresse','tAuftrag',"
      "'tAuftragPosition','tAuftragEckdaten','tAuftragStorno','tAuftragStornogrund','tXMLBestellImport','"
      "tXMLBestellung'))");
  for (const auto& row : rows) {
    const std::int64_t length = int_cell(row, 4);  // -1: max
    schema.tables_[lower(cell(row, 0) + "." + cell(row, 1))][lower(cell(row, 2))] = {
        lower(cell(row, 3)), length > 0 ? static_cast<std::uint32_t>(length) : 0U,
        lower(cell(row, 5)) == "no" && cell(row, 6) == "0"};
  }
  return schema;
}

const ServerSchema::Columns* ServerSchema::columns(std::string_view table) const {
  const auto found = tables_.find(lower(table));
  return found == tables_.end() ? nullptr : &found->second;
}

const ServerColumn* ServerSchema::find(std::string_view table, std::string_view column) const {
  const auto* all = columns(table);
  if (!all) return nullptr;
  const auto found = all->find(lower(column));
  return found == all->end() ? nullptr : &found->second;
}

bool is_identity(Session& session, std::string_view table, std::string_view column) {
  return column_property(session, table, column, "IsIdentity") == 1;
}

bool is_ours_to_fill(Session& session, std::string_view table, std::string_view column) {
  return !is_identity(session, table, column) && column_property(session, table, column, "IsComputed") != 1;
}

}  // namespace orderbridge::jtlwawi::sqlserver
