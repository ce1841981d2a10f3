// SPDX-License-Identifier: MIT
// A thousand orders into JTL-Wawi's tables on SQL Server and back: as a person at the database sees them,
// through a session as the connector reads, and through lookup. Over the wire this is the way through the
// driver, there and back.
#include <catch2/catch.hpp>
#include <map>
#include <orderbridge/decimal.hpp>
#include <sstream>

#include "sqlserver/statement.hpp"
#include "sqlserver_bench.hpp"
#include "staged_orders.hpp"

using namespace ob_test;
using orderbridge::Decimal;

namespace {

Decimal parsed(const std::string& text) {
  return Decimal::parse(text).value();
}

/// JTL-Wawi has no column for totals: it adds up the lines, and must come to what the shop charged. (An order
/// whose total is none of its lines' has no net total.)
void check_totals(tds::SqliteWawi& db, const std::vector<SampleOrder>& orders) {
  const Decimal hundred(100, 0), half_a_cent(51, 4);
  std::map<std::string, Decimal> sums, with_tax;
  for (const auto& line : db.rows("SELECT kInetBestellung,fPreis,nAnzahl,fMwSt FROM dbo.tinetbestellpos")) {
    std::istringstream cells(line);
    std::string key, price, quantity, rate;
    std::getline(std::getline(std::getline(std::getline(cells, key, '|'), price, '|'), quantity, '|'), rate);
    const Decimal net = Decimal::multiply(parsed(price), parsed(quantity), 10);
    sums[key] = sums[key] + net;
    with_tax[key] =
        with_tax[key] + Decimal::divide(Decimal::multiply(net, hundred + parsed(rate), 10), hundred, 10);
  }
  for (const auto& o : orders) {
    if (!o.refused.empty() || !o.total_net.present) continue;
    const Decimal off = o.net ? sums[o.key] - *Decimal::from_abi(o.total_net)
                              : with_tax[o.key] - *Decimal::from_abi(o.total_gross);
    INFO("order " << o.key << ": off by " << off.to_string());
    REQUIRE(off < half_a_cent);
    REQUIRE(-off < half_a_cent);
  }
}

}  // namespace

TEST_CASE_METHOD(OnSqlite, "a thousand orders are in JTL-Wawi's tables as they went in, and come back so") {
  const auto orders = thousand_orders();
  // SQL Server joins by hash where it has no index; SQLite would compare each order with each attribute.
  db.run("CREATE INDEX dbo.by_order ON tInetBestellungAttribute(kShop,kInetBestellung)");
  write_thousand_orders(*wawi, orders);

  StagingTables tables;
  tables.padded = true;
  tables.named = [](const std::string& table) { return table; };
  tables.time = [](const std::string& column) { return column; };
  tables.rows = [&](const std::string& select) { return db.rows(select); };
  check_staged_orders(tables, orders);

  check_totals(db, orders);

  const auto session = server.factory()();
  tables.time = orderbridge::jtlwawi::sqlserver::time_text_of;
  tables.rows = [&](const std::string& select) {
    std::vector<std::string> lines;
    for (const auto& row : session->query(select)) {
      auto& line = lines.emplace_back();
      for (std::size_t i = 0; i < row.size(); ++i) line += (i ? "|" : "") + row[i].value_or("NULL");
    }
    return lines;
  };
  check_staged_orders(tables, orders);
  check_found_orders(*wawi, orders);

  // A second time nothing changes.
  const auto before = db.rows("SELECT * FROM dbo.tinetbestellpos");
  orderbridge::OrderBuilder again;
  REQUIRE(wawi->write(fill_order(again, orders[1])) == OB_OK);
  CHECK(wawi->reported[0].outcome == OB_DUPLICATE);
  CHECK(db.rows("SELECT * FROM dbo.tinetbestellpos") == before);
}
