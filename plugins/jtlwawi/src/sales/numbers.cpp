// SPDX-License-Identifier: MIT
#include "numbers.hpp"

#include "../sales_schema.hpp"

namespace orderbridge::jtlwawi {

std::string next_number(Poco::Data::Session& session, NumberRange range, const TableDef& def,
                        const char* column) {
  const auto key = static_cast<std::int64_t>(range);
  for (;;) {
    const auto row = first(session,
                           "SELECT cPrefix,nNummer,cSuffix FROM " + table(LaufendeNummern::kDef) +
                               " WHERE kLaufendeNummer=?",
                           {key})
                         .value();
    execute(session,
            "UPDATE " + table(LaufendeNummern::kDef) + " SET nNummer=nNummer+1 WHERE kLaufendeNummer=?",
            {key});
    auto number = row[0] + row[1] + row[2];
    if (!first(session, "SELECT 1 FROM " + table(def) + " WHERE " + column + "=?", {number})) return number;
  }
}

}  // namespace orderbridge::jtlwawi
