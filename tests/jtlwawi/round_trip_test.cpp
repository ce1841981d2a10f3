// SPDX-License-Identifier: MIT
// A thousand orders into the embedded JTL-Wawi and back.
#include <catch2/catch.hpp>

#include "staged_orders.hpp"

using namespace ob_test;

TEST_CASE("a thousand orders are in the embedded database as they went in") {
  const auto orders = thousand_orders();
  Folder folder;
  Wawi wawi(folder);
  REQUIRE(wawi.open() == OB_OK);
  write_thousand_orders(wawi, orders);

  const auto file = folder.file("wawi.db");
  StagingTables tables;
  tables.named = [](const std::string& table) {
    return table.rfind("dbo.", 0) == 0 ? table.substr(4) : "\"" + table + "\"";
  };
  // "2026-11-21T08:15:30"
  tables.time = [](const std::string& column) { return "replace(" + column + ",'T',' ')"; };
  tables.rows = [&](const std::string& select) { return rows(file, select); };
  check_staged_orders(tables, orders);
  check_found_orders(wawi, orders);

  // What JTL has no column for, with all digits that the shop gave.
  std::vector<std::string> totals, lines;
  for (const auto& o : orders) {
    if (!o.refused.empty()) continue;
    totals.push_back(o.key + "|" + amount(o.total_gross) + "|" +
                     (o.total_net.present ? amount(o.total_net) : "") + "|" + amount(o.shipping_gross) + "|" +
                     amount(o.shipping_net));
    for (const auto& line : o.lines)
      lines.push_back(o.key + "|" + line.id + "|" + line.ean + "|" +
                      ratio(line.price.unscaled, power_of_ten(line.price.scale), 18));
  }
  check_rows(rows(file,
                  "SELECT kInetBestellung,fBrutto,fNetto,fVersandBrutto,fVersandNetto FROM "
                  "\"orderbridge.tBestellung\" ORDER BY 1"),
             totals);
  check_rows(rows(file,
                  "SELECT kInetBestellung,cZeile,cEAN,fPreis FROM \"orderbridge.tPosition\" ORDER BY "
                  "kInetBestellPos"),
             lines);
}
