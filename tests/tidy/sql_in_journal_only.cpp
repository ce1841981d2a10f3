// SPDX-License-Identifier: MIT
#include <regex>

#include "rules.hpp"

namespace tidy {

Findings sql_in_journal_only(const Tree& tree) {
  static const std::regex sql(
      R"re("\s*(SELECT |INSERT (INTO|OR)|UPDATE [a-z_]+ SET|DELETE FROM|CREATE (TABLE|INDEX)|BEGIN IMMEDIATE|PRAGMA |ALTER TABLE))re");
  Findings findings;
  for (const auto& [path, text] : tree) {
    if (path.rfind("host/src/", 0) != 0 || path.rfind("host/src/journal/", 0) == 0 || !is_cpp(path)) continue;
    const auto lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (std::regex_search(lines[i], sql) || lines[i].find("#include <sqlite3.h>") != std::string::npos)
        findings.push_back(at(path, i + 1, "SQL outside host/src/journal"));
  }
  return findings;
}

}  // namespace tidy
