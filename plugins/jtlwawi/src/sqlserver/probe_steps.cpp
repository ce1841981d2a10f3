// SPDX-License-Identifier: MIT
#include "probe_steps.hpp"

#include <algorithm>

#include "../wawi_version.hpp"
#include "statement.hpp"

namespace orderbridge::jtlwawi::sqlserver {
namespace {

// Columns are known of databases from 2018 on, and the tables are still the same in 2026.
constexpr const char *kFirstVersion = "1.3.0.0", *kLastVersion = "1.11.9999.9999";

}  // namespace

bool ProbeSteps::wrong(std::string code, std::string option, std::string_view en, std::string_view de) {
  findings_.push_back({OB_FINDING_ERROR, std::move(code), host_.say(en, de), std::move(option)});
  return false;
}

bool ProbeSteps::well(std::int32_t level, std::string code, std::string_view en, std::string_view de) {
  findings_.push_back({level, std::move(code), host_.say(en, de), {}});
  return true;
}

bool ProbeSteps::version(std::string& found) {
  for (const auto& row : session_.query("SELECT cVersion FROM dbo.tversion"))
    if (version_numbers(cell(row, 0)) >= version_numbers(found)) found = cell(row, 0);
  const std::string& v = found;
  const bool old = version_numbers(v) < version_numbers(kFirstVersion);
  const std::string shown = v.empty() ? "?" : v;
  if (takes_over_badly(v))
    findings_.push_back({OB_FINDING_WARNING, "version-takeover", takes_over_badly_text(shown, host_), {}});
  if (is_between(v, kFirstVersion, kLastVersion))
    return well(OB_FINDING_OK, "version", "tables of JTL-Wawi " + shown, "Tabellen der JTL-Wawi " + shown);
  if (options_.allow_unknown_version)
    return well(OB_FINDING_WARNING, "version",
                "JTL-Wawi " + shown +
                    " is not one of the versions known here, and allow-unknown-version is "
                    "set: look at the first orders in JTL-Wawi",
                "JTL-Wawi " + shown +
                    " gehört nicht zu den hier bekannten Versionen, und "
                    "allow-unknown-version ist gesetzt: die ersten Bestellungen in JTL-Wawi ansehen");
  if (old)
    return wrong("version", "database",
                 "JTL-Wawi " + shown +
                     " is older than 1.3, the first version known here: update JTL-Wawi, "
                     "or set allow-unknown-version=\"true\" and try it on a copy",
                 "JTL-Wawi " + shown +
                     " ist älter als 1.3, die erste hier bekannte Version: JTL-Wawi "
                     "aktualisieren oder allow-unknown-version=\"true\" setzen und an einer Kopie erproben");
  return wrong("version", "database",
               "JTL-Wawi " + shown +
                   " is newer than the versions known here (to 1.11): install a newer "
                   "Orderbridge, or set allow-unknown-version=\"true\" and try it on a copy",
               "JTL-Wawi " + shown +
                   " ist neuer als die hier bekannten Versionen (bis 1.11): ein neueres "
                   "Orderbridge installieren oder allow-unknown-version=\"true\" setzen und an einer Kopie "
                   "erproben");
}

std::optional<std::int64_t> ProbeSteps::shop_row() {
  Statement s("SELECT " + text_of("MIN(kShop)") + " FROM dbo.tShop WHERE cName=");
  s << Value::of(options_.shop);
  const Rows rows = s.query(session_);
  if (rows.empty() || !rows.front().front()) return std::nullopt;
  return int_cell(rows.front(), 0);
}

std::string ProbeSteps::unfilled(const ServerSchema& schema, const std::string& table,
                                 const std::vector<std::string_view>& ours) {
  std::string names;
  const auto* columns = schema.columns(table);
  if (!columns) return names;
  for (const auto& [name, column] : *columns) {
    if (!column.must_be_given || column.type == "timestamp" || column.type == "rowversion") continue;
    const bool known = std::any_of(ours.begin(), ours.end(), [&, &facts = column](auto our) {
      return schema.find(table, our) == &facts;
    });
    if (!known && is_ours_to_fill(session_, table, name)) append(names, table + "." + name);
  }
  return names;
}

bool ProbeSteps::wants_more(const std::string& columns) {
  return wrong("columns", "database",
               "this JTL-Wawi wants values in columns that are not known here: " + columns +
                   "; install a newer Orderbridge",
               "diese JTL-Wawi verlangt Werte in Spalten, die hier nicht bekannt sind: " + columns +
                   "; ein neueres Orderbridge installieren");
}

bool ProbeSteps::has_rights(const Rights& wanted, std::string_view en, std::string_view de) {
  std::string sql = "SELECT ";
  for (const auto& [table, right] : wanted)
    sql += (sql.size() > 7 ? "," : "") +
           ("CAST(HAS_PERMS_BY_NAME('" + table + "','OBJECT','" + right + "') AS NVARCHAR(40))");
  const Rows rows = session_.query(sql);
  std::string missing;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (rows.empty() || int_cell(rows.front(), i) != 1)
      append(missing, std::string(wanted[i].second) + " on " + wanted[i].first);
  if (missing.empty()) return well(OB_FINDING_OK, "rights", en, de);
  return wrong(
      "rights", "user", "the user lacks rights: an administrator of the server must GRANT " + missing,
      "dem Benutzer fehlen Rechte: ein Administrator des Servers muss sie mit GRANT erteilen: " + missing);
}

}  // namespace orderbridge::jtlwawi::sqlserver
