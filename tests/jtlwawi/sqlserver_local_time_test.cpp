// SPDX-License-Identifier: MIT
// Days and times on SQL Server are the shop's: staged, in the queue's documents; and what JTL-Wawi's clock
// showed goes back to the shop as the instant it was.
#include <catch2/catch.hpp>

#include "local_times.hpp"
#include "sqlserver_bench.hpp"

using namespace ob_test;
using Catch::Matchers::Contains;

TEST_CASE("staging: orders and payments carry the shop's day and time") {
  for (const auto& time : kShopTimes)
    for (const auto sent : {Sent::kOffset, Sent::kNothing}) {
      CAPTURE(time.zone, time.shown, time.offset, sent == Sent::kOffset);
      OnSqlite on({}, "", zone_settings(time, sent));
      fill_order(on.builder, 63, time, sent);
      REQUIRE(on.write().outcome == OB_WRITTEN);
      CHECK(on.one("dTimestamp FROM dbo.tinetbestellung") == time.shown);
      CHECK(on.one("dZeit FROM dbo.tInetShopZahlung") == time.shown);
      REQUIRE(on.wawi->lookup({"63"}) == OB_OK);
      CHECK(on.wawi->found[0].ordered_at == time.instant);
    }
}

TEST_CASE("queue: both days of a document are the shop's") {
  for (const auto& time : kShopTimes)
    for (const auto sent : {Sent::kOffset, Sent::kNothing}) {
      CAPTURE(time.zone, time.shown, time.offset, sent == Sent::kOffset);
      OnSqlite on({}, "", zone_settings(time, sent, {{"target", "xml-queue"}}));
      fill_order(on.builder, 63, time, sent);
      REQUIRE(on.write().outcome == OB_WRITTEN);
      CHECK_THAT(on.one("cText FROM dbo.tXMLBestellImport"),
                 Contains("<dErstellt>" + time.day() + "</dErstellt>") &&
                     Contains("<dBezahltDatum>" + time.day() + "</dBezahltDatum>"));
    }
}

TEST_CASE(
    "what JTL-Wawi's clock showed is the instant it was, and no zone changes what is known of an order") {
  for (const auto& time : kShopTimes) {
    CAPTURE(time.zone, time.shown);
    OnSqlite on({}, "", {{"time-zone", time.zone}});
    fill_order(on.builder, 63);
    REQUIRE(on.write().outcome == OB_WRITTEN);
    const std::string shown = time.shown;
    on.db.run(
        "INSERT INTO Verkauf.tAuftrag(kAuftrag,cAuftragsNr,nType,kShop,kShopauftrag,nStorno,"
        "nKomplettAusgeliefert) VALUES(6300,'AU63',1,1,63,0,0)");
    on.db.run("INSERT INTO Verkauf.tAuftragEckdaten(kAuftrag,fZahlung,dBezahlt) VALUES(6300,'144.87','" +
              shown + "')");
    on.db.run(
        "INSERT INTO dbo.tLieferschein(kLieferschein,kBestellung,cLieferscheinNr,dErstellt) "
        "VALUES(7,6300,'LS7','" +
        shown + "')");
    REQUIRE(on.wawi->statuses().size() == 1);
    const auto& read_as = as_read(time);
    CHECK(on.wawi->paid.at("63") == Wawi::Clocked{read_as.instant, read_as.offset});
    CHECK(on.wawi->delivered.at("63") == Wawi::Clocked{read_as.instant, read_as.offset});
    // An installation that is updated, or whose zone is corrected, finds nothing changed.
    auto other = on.connector({{"time-zone", "Pacific/Auckland"}});
    REQUIRE(other->open() == OB_OK);
    REQUIRE(other->statuses().size() == 1);
    CHECK(other->hints == on.wawi->hints);
  }
}
