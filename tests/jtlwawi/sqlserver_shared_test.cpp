// SPDX-License-Identifier: MIT
// Under a shop where somebody else stages orders, too: ids of ours are allocated, theirs are left alone.
#include <catch2/catch.hpp>

#include "sqlserver_bench.hpp"

using namespace ob_test;
using orderbridge::to_abi;

namespace {

struct Shared : OnSqlite {
  Shared() {
    db.run(
        "INSERT INTO dbo.tinetbestellung(kInetBestellung,kShop,cInetBestNr,fGutschein) "
        "VALUES(63,1,'SHOP-63','0')");
  }
};

}  // namespace

TEST_CASE_METHOD(Shared, "shared shop: an order with a taken id is staged under another") {
  fill_order(builder, 63);
  CHECK(write().outcome == OB_WRITTEN);
  CHECK(wawi->reported[0].remote_id == "1:1000000000");
  CHECK(one("kLieferAdresse FROM dbo.tinetbestellung WHERE kInetBestellung=1000000000") == "1000000000");
  CHECK(one("min(kInetBestellPos) FROM dbo.tinetbestellpos") == "1000000000");
  CHECK(write().outcome == OB_DUPLICATE);
  CHECK(wawi->reported[0].remote_id == "1:1000000000");
  REQUIRE(wawi->lookup({"63", "64"}) == OB_OK);
  CHECK(wawi->found[0].state == OB_FOUND_STAGED);
  CHECK(wawi->found[0].remote_id == "1:1000000000");
  CHECK(wawi->found[1].state == OB_FOUND_ABSENT);
}

TEST_CASE_METHOD(Shared, "shared shop: what somebody else staged under our number is not staged again") {
  fill_order(builder, 70).number = to_abi("SHOP-63");
  CHECK(write().outcome == OB_DUPLICATE);
  CHECK(wawi->reported[0].code == "found-by-number");
  CHECK(wawi->reported[0].remote_id == "1:63");
}

TEST_CASE_METHOD(Shared, "shared shop: ids go on above those that were taken over") {
  db.run(
      "INSERT INTO Verkauf.tAuftrag(cAuftragsNr,nType,kShop,kShopauftrag,nStorno) "
      "VALUES('AU1',1,1,1000000041,0)");
  fill_order(builder, 63);
  CHECK(write().outcome == OB_WRITTEN);
  CHECK(wawi->reported[0].remote_id == "1:1000000042");
}

TEST_CASE_METHOD(Shared, "shared shop: a customer is one, whichever of his orders") {
  for (int id : {1, 2}) {
    fill_order(builder, id).customer_id = to_abi("7");
    CHECK(write().outcome == OB_WRITTEN);
  }
  CHECK(count("dbo.tinetkunde") == "1");
  CHECK(one("count(DISTINCT kKunde) FROM dbo.tinetbestellung WHERE kKunde IS NOT NULL") == "1");
}

TEST_CASE("shared shop: orders staged while it was ours alone are found again") {
  OnSqlite ours;
  fill_order(ours.builder, 63);
  CHECK(ours.write().outcome == OB_WRITTEN);
  ours.db.run(
      "INSERT INTO dbo.tinetbestellung(kInetBestellung,kShop,cInetBestNr,fGutschein) "
      "VALUES(64,1,'SHOP-64','0')");
  CHECK(ours.write().outcome == OB_DUPLICATE);
  CHECK(ours.wawi->reported[0].remote_id == "1:63");
}
