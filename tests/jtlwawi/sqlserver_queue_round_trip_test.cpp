// SPDX-License-Identifier: MIT
// A thousand orders into JTL's queue for order files, and all of them back: as JTL's Worker finds them, and
// through lookup. Over the wire this is the way through the driver.
#include <catch2/catch.hpp>

#include "order_xml_check.hpp"
#include "sqlserver_bench.hpp"
#include "staged_orders.hpp"

using namespace ob_test;

TEST_CASE("a thousand orders stand in the queue as they went in, each in a document of its own") {
  OnSqlite bench({}, "", {{"target", "xml-queue"}});
  const auto orders = thousand_orders();
  write_orders_as_xml(*bench.wawi, orders);

  // The table holds UTF-16; who reads the documents as they declare themselves makes bytes of it.
  XmlOrders found;
  const auto documents = bench.db.rows("SELECT cText FROM dbo.tXMLBestellImport");
  for (const auto& document : documents)
    if (const auto count = found.read(latin1_bytes(document)); count != 1) REQUIRE(count == 1);
  found.check(orders);
  check_found_orders(*bench.wawi, orders,
                     [](const SampleOrder& o) { return "dbo.tXMLBestellImport#" + o.number; });

  // A second time nothing changes.
  std::vector<orderbridge::OrderBuilder> again(kBatch);
  std::vector<const ob_record*> records;
  for (std::size_t i = 0; i < kBatch; ++i) records.push_back(&fill_order(again[i], orders[i]));
  REQUIRE(bench.wawi->write(records) == OB_OK);
  for (std::size_t i = 0; i < kBatch; ++i)
    if (orders[i].refused.empty()) CHECK(bench.wawi->reported[i].outcome == OB_DUPLICATE);
  CHECK(bench.count("dbo.tXMLBestellImport") == std::to_string(documents.size()));
}
