// SPDX-License-Identifier: MIT
// What JTL-Wawi's sales orders say, as updates for the shop, and what lookup says of them.
#include <catch2/catch.hpp>

#include "sqlserver_bench.hpp"

using namespace ob_test;
using Rows = std::vector<std::string>;

namespace {

void taken_over(OnSqlite& on, int id, const std::string& more = "0,0") {
  fill_order(on.builder, id);
  REQUIRE(on.write().outcome == OB_WRITTEN);
  const std::string key = std::to_string(id);
  on.db.run(
      "INSERT INTO Verkauf.tAuftrag(kAuftrag,cAuftragsNr,nType,kShop,kShopauftrag,cExterneAuftragsnummer,"
      "nStorno,nKomplettAusgeliefert) VALUES(" +
      key + "00,'AU" + key + "',1,1," + key + ",'200" + key + "'," + more + ")");
}

void deliver(OnSqlite& on, const char* sales_order, const char* note, const char* code) {
  on.db.run(std::string("INSERT INTO dbo.tLieferschein(kLieferschein,kBestellung,cLieferscheinNr,dErstellt) "
                        "VALUES(") +
            note + "," + sales_order + ",'LS" + note + "','2026-11-23 10:00:00')");
  on.db.run(std::string("INSERT INTO dbo.tVersand(kLieferschein,cIdentCode,kVersandArt) VALUES(") + note +
            ",'" + code + "',1)");
}

}  // namespace

TEST_CASE_METHOD(OnSqlite, "lookup tells staged, taken over, cancelled and absent apart") {
  for (int id : {11, 12, 13}) {
    fill_order(builder, id);
    REQUIRE(write().outcome == OB_WRITTEN);
  }
  db.run(
      "INSERT INTO Verkauf.tAuftrag(cAuftragsNr,nType,kShop,kShopauftrag,nStorno) "
      "VALUES('A',1,1,12,0),('B',1,1,13,1),('C',1,1,15,0)");
  REQUIRE(wawi->lookup({"11", "12", "13", "14", "15", "nonsense", ""}) == OB_OK);
  const std::vector<std::int32_t> expected{OB_FOUND_STAGED, OB_FOUND_TAKEN_OVER, OB_FOUND_CANCELLED,
                                           OB_FOUND_ABSENT, OB_FOUND_TAKEN_OVER, OB_FOUND_ABSENT,
                                           OB_FOUND_ABSENT};
  for (std::size_t i = 0; i < expected.size(); ++i) CHECK(wawi->found[i].state == expected[i]);
  CHECK(wawi->found[0].remote_id == "1:11");
  CHECK(wawi->found[0].number == "20011");
  CHECK(wawi->found[0].ordered_at == 1795248930000000);
  CHECK(wawi->found[0].content_version == "c1");
  CHECK(wawi->found[0].payment_version == "p1");
  CHECK(wawi->found[3].remote_id.empty());
  REQUIRE(wawi->lookup({}) == OB_OK);
}

TEST_CASE_METHOD(OnSqlite, "more orders at once than a server takes parameters") {  // pitfall 21
  std::vector<std::string> ids;
  for (int id = 1; id <= 2500; ++id) ids.push_back(std::to_string(id));
  for (const int id : {1, 2500}) {
    fill_order(builder, id);
    REQUIRE(write().outcome == OB_WRITTEN);
  }
  REQUIRE(wawi->lookup(ids) == OB_OK);
  CHECK(wawi->found.front().state == OB_FOUND_STAGED);
  CHECK(wawi->found[1].state == OB_FOUND_ABSENT);
  CHECK(wawi->found.back().state == OB_FOUND_STAGED);
}

TEST_CASE_METHOD(OnSqlite, "from takeover to the last parcel") {
  CHECK(wawi->statuses().empty());
  taken_over(*this, 63);
  CHECK(wawi->statuses() == Rows{"63 accepted"});

  db.run(
      "INSERT INTO dbo.tversandart(kVersandArt,cName,cTrackingUrlTemplate) "
      "VALUES(1,'DHL','https://dhl.example/#IdentCode#')");
  db.run(
      "INSERT INTO Verkauf.tAuftragPosition(kAuftragPosition,kAuftrag,cArtNr) VALUES(1,6300,'SW1000'),"
      "(2,6300,'SW1001')");
  deliver(*this, "6300", "7", "JD1");
  db.run("INSERT INTO dbo.tLieferscheinPos(kLieferschein,kBestellPos,fAnzahl) VALUES(7,1,'2.0000000000000')");
  CHECK(wawi->statuses() == Rows{"63 partially_delivered [LS7 DHL JD1 630=2]"});

  db.run("INSERT INTO Verkauf.tAuftragEckdaten(kAuftrag,fZahlung) VALUES(6300,'50.0000000000000')");
  CHECK(wawi->statuses() == Rows{"63 partially_delivered partially_paid 50 [LS7 DHL JD1 630=2]"});

  deliver(*this, "6300", "8", "JD2");
  db.run("UPDATE Verkauf.tAuftrag SET nKomplettAusgeliefert=1");
  db.run("UPDATE Verkauf.tAuftragEckdaten SET fZahlung='144.8700000000000',dBezahlt='2026-11-24 09:00:00'");
  CHECK(wawi->statuses() == Rows{"63 completely_delivered paid 144.87 [LS7 DHL JD1 630=2] [LS8 DHL JD2]"});
  CHECK(wawi->statuses({"63"}) ==
        Rows{"63 completely_delivered paid 144.87 [LS7 DHL JD1 630=2] [LS8 DHL JD2]"});
  auto closing = connector({{"completed-when", "delivered-and-paid"}});
  REQUIRE(closing->open() == OB_OK);
  CHECK(closing->statuses() == Rows{"63 completed paid 144.87 [LS7 DHL JD1 630=2] [LS8 DHL JD2]"});
  db.run("UPDATE Verkauf.tAuftragEckdaten SET dBezahlt=NULL");
  CHECK_THAT(closing->statuses().at(0),
             Catch::Matchers::StartsWith("63 completely_delivered partially_paid"));
}

TEST_CASE_METHOD(OnSqlite, "a cancellation is told with its reason, also where the staged rows are gone") {
  taken_over(*this, 63, "1,0");
  db.run(
      "INSERT INTO Verkauf.tAuftragStorno(kAuftrag,kAuftragStornogrund,dStorniert,cKommentar) "
      "VALUES(6300,1,'2026-11-24 09:00:00',NULL)");
  CHECK(wawi->statuses() == Rows{"63 cancelled (Kundenwunsch)"});
  db.run("DELETE FROM dbo.tinetbestellung");
  db.run("DELETE FROM dbo.tInetBestellungAttribute");
  CHECK(wawi->statuses() == Rows{"63 cancelled (Kundenwunsch)"});
}

TEST_CASE_METHOD(OnSqlite, "two lines with one article number: no line rather than the wrong one") {
  fill_order(builder, 63);
  builder.line(1).sku = orderbridge::to_abi("SW1000");
  REQUIRE(write().outcome == OB_WRITTEN);
  db.run(
      "INSERT INTO Verkauf.tAuftrag(kAuftrag,cAuftragsNr,nType,kShop,kShopauftrag,nStorno,"
      "nKomplettAusgeliefert) VALUES(6300,'AU1',1,1,63,0,0)");
  db.run("INSERT INTO Verkauf.tAuftragPosition(kAuftragPosition,kAuftrag,cArtNr) VALUES(1,6300,'SW1000')");
  deliver(*this, "6300", "7", "JD1");
  db.run("INSERT INTO dbo.tLieferscheinPos(kLieferschein,kBestellPos,fAnzahl) VALUES(7,1,'2')");
  CHECK(wawi->statuses() == Rows{"63 partially_delivered [LS7  JD1]"});
}

TEST_CASE_METHOD(OnSqlite, "only changed orders are asked for: the hint is a hash of the whole state") {
  taken_over(*this, 63);
  taken_over(*this, 64);
  const auto first = wawi->statuses();
  CHECK(first == Rows{"63 accepted", "64 accepted"});
  const auto hints = wawi->hints;
  wawi->statuses();
  CHECK(wawi->hints == hints);
  db.run("UPDATE Verkauf.tAuftrag SET nKomplettAusgeliefert=1 WHERE kShopauftrag=64");
  wawi->statuses();
  REQUIRE(wawi->hints.size() == 2);
  CHECK(wawi->hints.at("63") == hints.at("63"));
  CHECK(wawi->hints.at("64") != hints.at("64"));
}

TEST_CASE_METHOD(OnSqlite, "closed orders are listed for a while, then no more") {
  taken_over(*this, 63, "0,1");
  db.run("INSERT INTO Verkauf.tAuftragEckdaten(kAuftrag,dBezahlt) VALUES(6300,'2020-01-02 00:00:00')");
  db.run("UPDATE Verkauf.tAuftrag SET dErstellt='2020-01-01 00:00:00'");
  CHECK(wawi->statuses().empty());
  CHECK(wawi->statuses({"63"}) == Rows{"63 completely_delivered paid"});
  db.run("UPDATE Verkauf.tAuftragEckdaten SET dBezahlt=NULL");
  CHECK(wawi->statuses() == Rows{"63 completely_delivered"});
}

TEST_CASE_METHOD(OnSqlite, "a split order is delivered when its parts are, cancelled when all are") {
  taken_over(*this, 63);
  db.run(
      "INSERT INTO Verkauf.tAuftrag(kAuftrag,cAuftragsNr,nType,kShop,kShopauftrag,nStorno,"
      "nKomplettAusgeliefert) VALUES(6301,'AU63-1',1,1,63,0,1)");
  deliver(*this, "6301", "7", "JD1");
  CHECK(wawi->statuses() == Rows{"63 partially_delivered [LS7  JD1]"});
  db.run("UPDATE Verkauf.tAuftrag SET nStorno=1 WHERE kAuftrag=6300");
  CHECK(wawi->statuses() == Rows{"63 completely_delivered [LS7  JD1]"});
}

TEST_CASE_METHOD(OnSqlite, "nothing is told of orders that are staged only, unknown, or somebody else's") {
  fill_order(builder, 63);
  REQUIRE(write().outcome == OB_WRITTEN);
  CHECK(wawi->statuses().empty());
  CHECK(wawi->statuses({"63", "99", "x"}) ==
        Rows{"63 nothing-to-tell", "99 nothing-to-tell", "x nothing-to-tell"});
  db.run("INSERT INTO dbo.tinetbestellung(kInetBestellung,kShop,fGutschein) VALUES(5,1,'0')");
  db.run(
      "INSERT INTO Verkauf.tAuftrag(cAuftragsNr,nType,kShop,kShopauftrag,nStorno,nKomplettAusgeliefert) "
      "VALUES('F1',1,1,5,0,0)");
  CHECK(wawi->statuses().empty());
}

TEST_CASE("status of a JTL-Wawi before 1.6") {
  OnSqlite old(kBefore16, kTablesBefore16);
  fill_order(old.builder, 63);
  REQUIRE(old.write().outcome == OB_WRITTEN);
  old.db.run(
      "INSERT INTO dbo.tBestellung(kBestellung,cBestellNr,kShop,kInetBestellung,cInetBestellNr,nStorno,"
      "nKomplettAusgeliefert,dErstellt) VALUES(6300,'A1',1,63,'20063',NULL,0,'2026-11-22 00:00:00')");
  CHECK(old.wawi->statuses() == Rows{"63 accepted"});
  old.db.run(
      "INSERT INTO dbo.tbestellpos(kBestellPos,tBestellung_kBestellung,cArtNr,nAnzahl) "
      "VALUES(1,6300,'SW1001','1')");
  deliver(old, "6300", "7", "JD1");
  old.db.run("INSERT INTO dbo.tLieferscheinPos(kLieferschein,kBestellPos,fAnzahl) VALUES(7,1,'1')");
  old.db.run("UPDATE dbo.tBestellung SET nKomplettAusgeliefert=1,dBezahlt='2026-11-24 09:00:00'");
  CHECK(old.wawi->statuses() == Rows{"63 completely_delivered paid [LS7  JD1 631=1]"});
  REQUIRE(old.wawi->lookup({"63"}) == OB_OK);
  CHECK(old.wawi->found[0].state == OB_FOUND_TAKEN_OVER);
  old.db.run("UPDATE dbo.tBestellung SET nStorno=1");
  CHECK(old.wawi->statuses() == Rows{"63 cancelled [LS7  JD1 631=1]"});
}

TEST_CASE_METHOD(OnSqlite, "a connection lost while reading is made anew, once") {
  taken_over(*this, 63);
  tds::Answer lost;
  lost.drop_connection = true;
  answer_once("FROM dbo.tLieferschein", lost);
  CHECK(wawi->statuses() == Rows{"63 accepted"});
  db.before = [&](const tds::Request&) { return std::optional(lost); };
  CHECK(wawi->lookup({"63"}) == OB_RETRY);
}
