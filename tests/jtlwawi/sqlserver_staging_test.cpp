// SPDX-License-Identifier: MIT
// What stands in JTL-Wawi's staging tables on SQL Server after an order was written, and that it is there
// once.
#include <catch2/catch.hpp>
#include <deque>

#include "sqlserver_bench.hpp"

using namespace ob_test;
using orderbridge::to_abi;
using Rows = std::vector<std::string>;

TEST_CASE_METHOD(OnSqlite, "an order in all staging tables") {
  fill_order(builder, 63);
  CHECK(write().outcome == OB_WRITTEN);
  CHECK(wawi->reported[0].remote_id == "1:63");
  CHECK(wawi->reported[0].warnings.empty());
  CHECK(one("kInetBestellung,kShop,kKunde,kLieferAdresse,kRechnungsadresse,kVersandart,cInetBestNr,"
            "cVersandInfo,cKommentar,cAbgeholt,cStatus,dTimestamp,kWaehrung,fGutschein,cModulID,nZahlungsTyp,"
            "fFaktor FROM dbo.tinetbestellung") ==
        "63|1|1063|63|63|NULL|20063|DHL Paket||N|1|2026-11-21 09:15:30|NULL|0|pm_prepayment|0|"
        "1.0000000000000");
  CHECK(
      db.rows("SELECT kInetBestellPos,kShop,kInetBestellung,kArikel,fPreis,fMwSt,nAnzahl,cName,nType,cArtNr "
              "FROM dbo.tinetbestellpos ORDER BY 1") ==
      Rows{"1|1|63|0|16.7983193277000|19.0000000000000|2.0000000000000|Münsterländer Lagerkorn 32%|1|SW1000",
           "2|1|63|0|84.0252100840000|19.0000000000000|1.0000000000000|Sonnenbrille|1|SW1001",
           "3|1|63|0|4.1176470588000|19.0000000000000|1.0000000000000|Versandkosten|2|"});
  CHECK(one("kInetKunde,kShop,cKundenNr,cAnrede,cVorname,cNachname,cStrasse,cPLZ,cStadt,cLand,cMail,"
            "kKundenGruppe,nRegistriert,fRabatt,nAktiv FROM dbo.tinetkunde") ==
        "1063|1|30063|Herr|Jürgen|Groß|Königstraße 12|80331|München|DE|juergen.gross@example.org|1|1|0|1");
  CHECK(one("kInetKunde,kShop,kKundenGruppe,cInet,kKunde,cShopKundenNr FROM dbo.tInetKundeShop") ==
        "1063|1|1|Y|NULL|30063");
  CHECK(one("kInetAdress,kShop,kKunde,cNachname,cStadt FROM dbo.tinetadress") == "63|1|1063|Groß|München");
  CHECK(one("kInetBestellung,kLieferadresse,cOrt,cLand,cLandISO FROM DbeS.tLieferadresse") ==
        "63|63|München|Deutschland|DE");
  CHECK(one("kInetBestellung,kRechnungadresse,kInetKunde,cNachname FROM DbeS.tRechnungadresse") ==
        "63|63|1063|Groß");
  CHECK(count("dbo.tInetShopZahlung") == "0");
  CHECK(
      db.rows("SELECT kInetBestellung,kShop,cName,cValue FROM dbo.tInetBestellungAttribute ORDER BY cName") ==
      Rows{"63|1|orderbridge.content|c1", "63|1|orderbridge.currency|EUR",
           "63|1|orderbridge.customer-group|EK", "63|1|orderbridge.id|63", "63|1|orderbridge.language|de",
           "63|1|orderbridge.line.630|SW1000", "63|1|orderbridge.line.631|SW1001",
           "63|1|orderbridge.ordered|1795248930000000", "63|1|orderbridge.payment|p1",
           "63|1|orderbridge.payment-state|open"});
}

TEST_CASE_METHOD(OnSqlite, "an order is staged once, by id, in one batch or two") {
  fill_order(builder, 63);
  CHECK(write().outcome == OB_WRITTEN);
  CHECK(write().outcome == OB_DUPLICATE);
  CHECK(wawi->reported[0].remote_id == "1:63");
  orderbridge::OrderBuilder other;
  fill_order(other, 64);
  REQUIRE(wawi->write({&other.finish(), &builder.finish(), &other.finish()}) == OB_OK);
  CHECK(wawi->reported[0].outcome == OB_WRITTEN);
  CHECK(wawi->reported[1].outcome == OB_DUPLICATE);
  CHECK(wawi->reported[2].outcome == OB_DUPLICATE);
  CHECK(count("dbo.tinetbestellung") == "2");
  CHECK(count("dbo.tinetbestellpos") == "6");
}

TEST_CASE_METHOD(OnSqlite, "another order under a known id or number is for a person") {
  auto& order = fill_order(builder, 63);
  write();
  std::string code = "id-reused";
  SECTION("other number") {
    order.number = to_abi("99999");
  }
  SECTION("other time") {
    order.ordered_at += 1;
  }
  SECTION("same number, other id") {
    order.head.id = to_abi("64");
    code = "number-taken";
  }
  CHECK(write().outcome == OB_WRITE_REJECTED);
  CHECK(wawi->reported[0].code == code);
  CHECK(wawi->reported[0].text.find("a person must decide") != std::string::npos);
  CHECK(count("dbo.tinetbestellung") == "1");
}

TEST_CASE_METHOD(OnSqlite, "a corrected time zone makes no other order") {
  auto& order = fill_order(builder, 63);
  write();
  order.ordered_at += 3600000000LL;
  CHECK(write().outcome == OB_DUPLICATE);
}

TEST_CASE_METHOD(OnSqlite, "numbers that tell nothing apart are no duplicates") {
  const auto* number = GENERATE("0", "");
  for (int id : {1, 2}) {
    fill_order(builder, id).number = to_abi(number);
    CHECK(write().outcome == OB_WRITTEN);
  }
}

TEST_CASE_METHOD(OnSqlite, "orders that JTL-Wawi has taken over are not staged again") {
  fill_order(builder, 63);
  SECTION("its rows are gone, the sales order names the id") {
    db.run(
        "INSERT INTO Verkauf.tAuftrag(cAuftragsNr,nType,kShop,kShopauftrag,cExterneAuftragsnummer,nStorno) "
        "VALUES('AU1',1,1,63,'20063',0)");
    CHECK(write().outcome == OB_DUPLICATE);
    CHECK(wawi->reported[0].remote_id == "1:63");
  }
  SECTION("the sales order has only the number") {
    db.run(
        "INSERT INTO Verkauf.tAuftrag(cAuftragsNr,nType,kShop,cExterneAuftragsnummer,nStorno) "
        "VALUES('AU1',1,1,'20063',0)");
    CHECK(write().outcome == OB_DUPLICATE);
    CHECK(wawi->reported[0].code == "found-by-number");
  }
  SECTION("the id belongs to an order with another number") {
    db.run(
        "INSERT INTO Verkauf.tAuftrag(cAuftragsNr,nType,kShop,kShopauftrag,cExterneAuftragsnummer,nStorno) "
        "VALUES('AU1',1,1,63,'1',0)");
    CHECK(write().outcome == OB_WRITE_REJECTED);
    CHECK(wawi->reported[0].code == "id-reused");
  }
  SECTION("an offer and another shop's order are no reason") {
    db.run(
        "INSERT INTO Verkauf.tAuftrag(cAuftragsNr,nType,kShop,kShopauftrag,cExterneAuftragsnummer,nStorno) "
        "VALUES('AN1',0,1,63,'20063',0),('AU1',1,2,63,'20063',0)");
    CHECK(write().outcome == OB_WRITTEN);
    return;
  }
  CHECK(count("dbo.tinetbestellung") == "0");
}

TEST_CASE_METHOD(OnSqlite, "what is staged stays as it is; differences are told") {
  auto& order = fill_order(builder, 63);
  write();
  const auto before = db.rows("SELECT * FROM dbo.tinetbestellpos");
  order.head.content_version = to_abi("c2");
  builder.line(0).quantity = decimal("5");
  std::string code = "difference";
  SECTION("staged") {}
  SECTION("taken over") {
    db.run(
        "INSERT INTO Verkauf.tAuftrag(cAuftragsNr,nType,kShop,kShopauftrag,nStorno) VALUES('AU1',1,1,63,0)");
    code = "taken-over";
  }
  SECTION("cancelled") {
    db.run(
        "INSERT INTO Verkauf.tAuftrag(cAuftragsNr,nType,kShop,kShopauftrag,nStorno) VALUES('AU1',1,1,63,1)");
    code = "cancelled";
  }
  SECTION("cancelled in the shop") {
    order.state = to_abi("cancelled");
    code = "cancelled-in-shop";
  }
  CHECK(write().outcome == OB_DUPLICATE);
  CHECK(wawi->reported[0].code == code);
  CHECK(wawi->reported[0].found == code);
  CHECK_FALSE(wawi->reported[0].text.empty());
  CHECK(db.rows("SELECT * FROM dbo.tinetbestellpos") == before);
}

TEST_CASE_METHOD(OnSqlite, "cancelled in JTL-Wawi and then in the shop: nobody has to do anything") {
  auto& order = fill_order(builder, 63);
  write();
  db.run("INSERT INTO Verkauf.tAuftrag(cAuftragsNr,nType,kShop,kShopauftrag,nStorno) VALUES('AU1',1,1,63,1)");
  CHECK(write().found.empty());
  order.state = to_abi("cancelled");
  CHECK(write().outcome == OB_DUPLICATE);
  CHECK(wawi->reported[0].found == "cancelled");
  CHECK(wawi->reported[0].text.empty());
}

TEST_CASE_METHOD(OnSqlite, "payments are added, never taken back") {
  auto& order = fill_order(builder, 63);
  const auto pay = [&](const char* version, const char* state, const char* amount) {
    order.head.payment_version = to_abi(version);
    order.payment_state = to_abi(state);
    order.paid_amount = decimal(amount);
    write();
    return wawi->reported[0].outcome;
  };
  write();
  CHECK(pay("p2", "partially_paid", "50") == OB_UPDATED);
  CHECK(pay("p2", "partially_paid", "50") == OB_DUPLICATE);
  CHECK(pay("p3", "paid", "144.87") == OB_UPDATED);
  CHECK(
      db.rows("SELECT kZahlungseingang,kShop,kInetBestellung,fBetrag FROM dbo.tInetShopZahlung ORDER BY 1") ==
      Rows{"63|1|63|50.0000000000000", "1000000000|1|63|94.8700000000000"});
  CHECK(db.rows("SELECT cName,cValue FROM dbo.tInetBestellungAttribute WHERE cName LIKE "
                "'orderbridge.payment%' ORDER BY 1") ==
        Rows{"orderbridge.payment|p3", "orderbridge.payment-state|paid"});
  CHECK(pay("p4", "open", "0") == OB_DUPLICATE);
  CHECK(wawi->reported[0].code == "payment-difference");
  CHECK(count("dbo.tInetShopZahlung") == "2");
}

TEST_CASE_METHOD(OnSqlite, "a payment that JTL-Wawi told the shop does not come back as another one") {
  auto& order = fill_order(builder, 63);
  write();
  // Paid is what every part is that was not cancelled.
  db.run(
      "INSERT INTO Verkauf.tAuftrag(kAuftrag,cAuftragsNr,nType,kShop,kShopauftrag,nStorno) "
      "VALUES(1,'AU1',1,1,63,0),(2,'AU1-1',1,1,63,0),(3,'AU1-2',1,1,63,1)");
  db.run("INSERT INTO Verkauf.tAuftragEckdaten(kAuftrag,dBezahlt) VALUES(1,'2026-11-24 09:00:00')");
  const bool all = GENERATE(true, false);
  if (all) db.run("INSERT INTO Verkauf.tAuftragEckdaten(kAuftrag,dBezahlt) VALUES(2,'2026-11-24 09:00:00')");
  order.head.payment_version = to_abi("p2");
  order.payment_state = to_abi("paid");
  order.paid_amount = decimal("144.87");
  CHECK(write().outcome == (all ? OB_DUPLICATE : OB_UPDATED));
  CHECK(wawi->reported[0].code.empty());
  CHECK(count("dbo.tInetShopZahlung") == (all ? "0" : "1"));
  REQUIRE(wawi->lookup({"63"}) == OB_OK);
  CHECK(wawi->found[0].payment_version == "p2");  // known, so that no run asks again
}

TEST_CASE_METHOD(OnSqlite, "a payment that JTL-Wawi did not tell is for a person, where it has one already") {
  auto& order = fill_order(builder, 63);
  // Staged without a transaction, with one of which nothing is paid yet, with a row that holds it.
  const int staged = GENERATE(0, 1, 2);
  const bool ours = staged > 0;
  if (ours) order.transaction_id = to_abi("T1");
  order.paid_amount = decimal("50");
  if (staged == 2) order.payment_state = to_abi("partially_paid");
  write();
  order.transaction_id = to_abi("T1");
  db.run("INSERT INTO Verkauf.tAuftrag(kAuftrag,nType,kShop,kShopauftrag,nStorno) VALUES(1,1,1,63,0)");
  db.run("INSERT INTO Verkauf.tAuftragEckdaten(kAuftrag,dBezahlt) VALUES(1,'2026-11-24 09:00:00')");
  order.head.payment_version = to_abi("p2");
  order.payment_state = to_abi("paid");
  order.paid_amount = decimal("144.87");
  const auto told = write();
  CHECK(told.outcome == OB_DUPLICATE);
  CHECK(told.code == (ours ? "" : "payment-there"));
  CHECK(told.found == told.code);
  CHECK((told.text.rfind("paid in the shop, and JTL-Wawi has it as paid already", 0) == 0) == !ours);
  CHECK(count("dbo.tInetShopZahlung") == (staged == 2 ? "1" : "0"));
}

TEST_CASE_METHOD(OnSqlite, "a payment that JTL-Wawi told the shop, and that the shop takes back, is told") {
  auto& order = fill_order(builder, 63);
  write();
  db.run("INSERT INTO Verkauf.tAuftrag(kAuftrag,nType,kShop,kShopauftrag,nStorno) VALUES(1,1,1,63,0)");
  db.run("INSERT INTO Verkauf.tAuftragEckdaten(kAuftrag,dBezahlt) VALUES(1,'2026-11-24 09:00:00')");
  order.head.payment_version = to_abi("p2");
  order.payment_state = to_abi("paid");
  CHECK(write().code.empty());
  order.head.payment_version = to_abi("p3");
  order.payment_state = to_abi("open");
  order.head.content_version = to_abi(GENERATE("c1", "c2"));
  CHECK(write().outcome == OB_DUPLICATE);
  const bool changed = orderbridge::view(order.head.content_version) == "c2";
  CHECK(wawi->reported[0].code == (changed ? "taken-over" : "payment-difference"));
  CHECK_THAT(wawi->reported[0].text, Catch::Matchers::Contains("the shop took back a payment"));
}

TEST_CASE_METHOD(OnSqlite, "a payment for an order that JTL-Wawi has cancelled is for a person") {
  auto& order = fill_order(builder, 63);
  write();
  db.run("INSERT INTO Verkauf.tAuftrag(cAuftragsNr,nType,kShop,kShopauftrag,nStorno) VALUES('AU1',1,1,63,1)");
  const bool both = GENERATE(false, true);
  if (both) order.state = to_abi("cancelled");
  order.head.payment_version = to_abi("p2");
  order.payment_state = to_abi("open");  // another payment method, say
  CHECK(write().text.empty());
  order.payment_state = to_abi(GENERATE("paid", "partially_paid"));
  CHECK(write().outcome == OB_DUPLICATE);
  CHECK(wawi->reported[0].code == "payment-of-cancelled");
  CHECK(wawi->reported[0].found == (both ? "cancelled" : "payment-of-cancelled"));
  CHECK_THAT(wawi->reported[0].text, Catch::Matchers::StartsWith("paid in the shop although the order is"));
  CHECK(count("dbo.tInetShopZahlung") == "0");
  order.head.content_version = to_abi("c2");
  CHECK(write().code == "cancelled");
  CHECK_THAT(wawi->reported[0].text, Catch::Matchers::Contains("changed in the shop") &&
                                         Catch::Matchers::Contains("; paid in the shop although"));
}

TEST_CASE_METHOD(OnSqlite, "the newest order says what the customer looks like; JTL's match stays") {
  const auto order_of = [&](int id, ob_time at, const char* city) {
    auto& order = fill_order(builder, id);
    order.customer_id = to_abi("7");
    order.ordered_at = at;
    builder.billing().city = to_abi(city);
    CHECK(write().outcome == OB_WRITTEN);
  };
  order_of(1, 1000000, "Köln");
  db.run("UPDATE dbo.tInetKundeShop SET kKunde=4711");
  order_of(2, 3000000, "Bonn");
  order_of(3, 2000000, "Ulm");
  CHECK(one("cStadt FROM dbo.tinetkunde") == "Bonn");
  CHECK(one("kKunde FROM dbo.tInetKundeShop") == "4711");
}

TEST_CASE_METHOD(OnSqlite, "texts of all scripts, long comments, exact prices") {
  auto& order = fill_order(builder, 63);
  order.price_basis = OB_BASIS_NET;
  builder.billing().first_name = to_abi("Łukasz Ελένη 😀");
  builder.billing().city = to_abi("Łódź");
  const std::string comment = "Grüße " + std::string(3U << 20U, 'x');
  order.customer_comment = to_abi(comment);
  builder.line(0).unit_price = {1, 13, 1};
  builder.line(1).unit_price = {999999999999999999, 6, 1};
  CHECK(write().outcome == OB_WRITTEN);
  CHECK(one("cVorname,cStadt FROM dbo.tinetkunde") == "Łukasz Ελένη 😀|Łódź");
  CHECK(db.rows("SELECT fPreis FROM dbo.tinetbestellpos ORDER BY kInetBestellPos") ==
        Rows{"0.0000000000001", "999999999999.9999990000000", "4.9000000000000"});
  const auto kept = one("cKommentar FROM dbo.tinetbestellung"),
             whole = one("cValue FROM dbo.tInetBestellungAttribute WHERE cName='orderbridge.comment'");
  CHECK(kept.substr(kept.size() - 8) == "…[cut]");
  CHECK(one("units(cKommentar) FROM dbo.tinetbestellung") == "255");
  CHECK(whole.size() > 3900);
  CHECK(whole.substr(whole.size() - 8) == "…[cut]");
  CHECK(wawi->reported[0].warnings == Rows{"too-long comment/customer"});
}

TEST_CASE_METHOD(OnSqlite, "shops with ids that are no numbers") {
  auto& order = fill_order(builder, 63);
  order.head.id = to_abi("0190a5f3c2d472a1b3c4");
  order.customer_id = to_abi("aa11");
  CHECK(write().outcome == OB_WRITTEN);
  CHECK(wawi->reported[0].remote_id == "1:1000000000");
  CHECK(write().outcome == OB_DUPLICATE);
  fill_order(builder, 64).head.id = to_abi("0190a5f3c2d472a1b3c5");
  builder.order().customer_id = to_abi("aa11");
  CHECK(write().outcome == OB_WRITTEN);
  CHECK(count("dbo.tinetkunde") == "1");
  CHECK(one("count(DISTINCT kKunde) FROM dbo.tinetbestellung") == "1");
  CHECK(one("cValue FROM dbo.tInetKundenAttribute WHERE cName='orderbridge.customer'") == "aa11");
}

TEST_CASE_METHOD(OnSqlite,
                 "a line's id stands in an attribute's name: as long as it fits, or the order is refused") {
  fill_order(builder, 63).customer_id = to_abi("aa11");  // he gets a row of his own
  const auto id_of = [&](std::size_t letters) {
    std::string id;
    while (letters-- > 0) id += "ü";
    builder.line(1).id = builder.keep(id);
    return id;
  };
  id_of(239);
  CHECK(write().outcome == OB_WRITE_REJECTED);
  CHECK(wawi->reported[0].code == "too-long");
  CHECK(wawi->reported[0].text.rfind("lines/line[2]/id has 239 characters, "
                                     "dbo.tInetBestellungAttribute.cName holds 238 of it",
                                     0) == 0);
  for (const auto* table :
       {"dbo.tinetbestellung", "dbo.tInetBestellungAttribute", "dbo.tInetKundenAttribute"})
    CHECK(count(table) == "0");

  const auto longest = id_of(238);
  CHECK(write().outcome == OB_WRITTEN);
  CHECK(wawi->reported[0].warnings.empty());
  CHECK(one("cValue FROM dbo.tInetBestellungAttribute WHERE cName='orderbridge.line." + longest + "'") ==
        "SW1001");

  fill_order(builder, 64);
  id_of(239);
  builder.line(1).sku = {};  // a line without article number has no such attribute
  CHECK(write().outcome == OB_WRITTEN);
}

TEST_CASE("an older JTL-Wawi gets the columns it has") {
  OnSqlite old(kBefore16, kTablesBefore16);
  fill_order(old.builder, 63);
  CHECK(old.write().outcome == OB_WRITTEN);
  CHECK(old.wawi->reported[0].warnings == Rows{"column-missing tinetbestellpos/cArtNr"});
  CHECK(old.one("kInetBestellung,cInetBestNr FROM dbo.tinetbestellung") == "63|20063");
  CHECK(old.count("dbo.tinetbestellpos") == "3");
  CHECK(old.write().outcome == OB_DUPLICATE);
  old.db.run("DELETE FROM dbo.tinetbestellung");
  old.db.run("DELETE FROM dbo.tInetBestellungAttribute");
  old.db.run(
      "INSERT INTO dbo.tBestellung(cBestellNr,kShop,kInetBestellung,cInetBestellNr,nStorno,"
      "nKomplettAusgeliefert) VALUES('A1',1,63,'20063',0,0)");
  CHECK(old.write().outcome == OB_DUPLICATE);
  CHECK(old.count("dbo.tinetbestellung") == "0");
}

TEST_CASE("a column shorter than known refuses what does not fit, or cuts it visibly") {
  OnSqlite narrow;
  narrow.db.run(
      "UPDATE INFORMATION_SCHEMA.COLUMNS SET CHARACTER_MAXIMUM_LENGTH=20 WHERE COLUMN_NAME='cName' AND "
      "TABLE_NAME='tinetbestellpos'");
  REQUIRE(narrow.wawi->open() == OB_OK);
  fill_order(narrow.builder, 63);
  CHECK(narrow.write().outcome == OB_WRITTEN);
  CHECK(narrow.wawi->reported[0].warnings == Rows{"too-long tinetbestellpos/cName"});
  CHECK(narrow.one("cName FROM dbo.tinetbestellpos WHERE kInetBestellPos=1") == "Münsterländer …[cut]");
}
