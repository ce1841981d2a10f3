// SPDX-License-Identifier: MIT
// What stands in which table after an order was written.
#include <catch2/catch.hpp>

#include "fake_host.hpp"

using namespace ob_test;
using orderbridge::OrderBuilder;
using orderbridge::to_abi;

namespace {

struct Fixture {
  Folder folder;
  Wawi wawi{folder, {}, "en", {{"prepayment", "pm_vorkasse"}}};
  std::string file = folder.file("wawi.db");
  OrderBuilder builder;
  Fixture() { REQUIRE(wawi.open() == OB_OK); }
  void write() {
    REQUIRE(wawi.write(builder.finish()) == OB_OK);
    CAPTURE(wawi.reported[0].text);
    REQUIRE(wawi.reported[0].outcome == OB_WRITTEN);
  }
  std::string one(const std::string& sql) { return value(file, "SELECT " + sql); }
  std::vector<std::string> all(const std::string& sql) { return rows(file, "SELECT " + sql); }
};

using Rows = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Fixture, "header, positions and keys") {
  fill_order(builder, 63);
  write();
  CHECK(
      one("kInetBestellung,kShop,kKunde,kLieferAdresse,kRechnungsadresse,cInetBestNr,cVersandInfo,cKommentar,"
          "cAbgeholt,cStatus,dTimestamp,fGutschein,cModulID,nZahlungsTyp,fFaktor FROM tinetbestellung") ==
      "63|1|1063|63|63|20063|DHL Paket||N|1|2026-11-21T09:15:30|0|pm_vorkasse|0|1");
  CHECK(all("kInetBestellPos,kInetBestellung,kArikel,fPreis,fMwSt,nAnzahl,cName,nType,cArtNr FROM "
            "tinetbestellpos") == Rows{"1|63|0|16.7983193277|19|2|Münsterländer Lagerkorn 32%|1|SW1000",
                                       "2|63|0|84.025210084|19|1|Sonnenbrille|1|SW1001",
                                       "3|63|0|4.1176470588|19|1|Versandkosten|2|"});
  CHECK(all("cZeile,kInetBestellPos,cTyp,fPreis FROM \"orderbridge.tPosition\" ORDER BY 2") ==
        Rows{"630|1|product|19.99", "631|2|product|99.99", "shipping|3|shipping|4.9"});
  CHECK(one("cNummer,nBestellt,cInhalt,cZahlung,nZustand,nBasis,nSteuerfrei,cWaehrung,fBrutto,fNetto,"
            "fVersandBrutto,"
            "fVersandNetto FROM \"orderbridge.tBestellung\"") ==
        "20063|1795248930000000|c1|p1|1|1|0|EUR|144.87|121.74|4.9|4.12");
  CHECK(all("cName,cValue FROM tInetBestellungAttribute ORDER BY 1") ==
        Rows{"orderbridge.currency|EUR", "orderbridge.customer-group|EK", "orderbridge.language|de",
             "orderbridge.payment-state|open"});
  CHECK(one("count(*) FROM tInetShopZahlung") == "0");
  CHECK(one("kShop,cName FROM tShop") == "1|Onlineshop");
}

TEST_CASE_METHOD(Fixture, "customer and addresses") {
  auto& order = fill_order(builder, 63);
  order.birthday = to_abi("1980-02-29");
  builder.billing().company = to_abi("Groß & Söhne 😀 GmbH");
  builder.billing().department = to_abi("Einkauf");
  builder.billing().additional1 = to_abi("Hinterhaus");
  builder.billing().additional2 = to_abi("2. Stock");
  builder.billing().vat_id = to_abi("DE123456789");
  auto& to = builder.shipping();
  to.salutation = to_abi("ms");
  to.first_name = to_abi("Zoë");
  to.last_name = to_abi("Çelik");
  to.street = to_abi("Packstation 123");
  to.zip = to_abi("80335");
  to.city = to_abi("München");
  to.country = to_abi("AT");
  to.country_name = to_abi("Österreich");
  write();
  CHECK(one("kInetKunde,cKundenNr,cAnrede,cVorname,cNachname,cFirma,cZusatz,cAdressZusatz,cPLZ,cStadt,cLand,"
            "cMail,"
            "cUSTID,cGeburtstag,nRegistriert,kKundenGruppe,fRabatt FROM tinetkunde") ==
        "1063|30063|Herr|Jürgen|Groß|Groß & Söhne 😀 GmbH|Einkauf|Hinterhaus, 2. "
        "Stock|80331|München|DE|juergen.gross@example.org|DE123456789|1980-02-29|1|1|0");
  CHECK(one("kInetKunde,kShop,kKundenGruppe,dKundeSeit,cInet,kKunde,nRegistriert,cShopKundenNr FROM "
            "tInetKundeShop") == "1063|1|1|NULL|Y|NULL|1|30063");
  CHECK(one("kInetBestellung,kRechnungadresse,kInetKunde,cNachname,cOrt,cLand,cLandISO,cUSTID FROM "
            "\"DbeS.tRechnungadresse\"") == "63|63|1063|Groß|München|Deutschland|DE|DE123456789");
  CHECK(
      one("kInetBestellung,kLieferadresse,cAnrede,cVorname,cNachname,cStrasse,cOrt,cLand,cLandISO,cMail FROM "
          "\"DbeS.tLieferadresse\"") ==
      "63|63|Frau|Zoë|Çelik|Packstation 123|München|Österreich|AT|juergen.gross@example.org");
  CHECK(one("kInetAdress,kKunde,cNachname,cStadt,cLand FROM tinetadress") == "63|1063|Çelik|München|AT");
}

TEST_CASE_METHOD(Fixture, "guests without an id get a customer of their own") {
  auto& order = fill_order(builder, 63);
  order.customer_id = {};
  order.guest = 1;
  write();
  CHECK(one("kInetKunde,nRegistriert FROM tinetkunde") == "-63|0");
  CHECK(one("kKunde FROM tinetbestellung") == "-63");
}

TEST_CASE_METHOD(Fixture, "the newest order decides what the customer looks like") {
  const auto order_of = [&](int id, ob_time at, const char* city) {
    auto& order = fill_order(builder, id);
    order.customer_id = to_abi("7");
    order.ordered_at = at;
    builder.billing().city = to_abi(city);
    write();
  };
  order_of(1, 1000000, "Köln");
  order_of(2, 3000000, "Bonn");
  order_of(3, 2000000, "Ulm");
  CHECK(one("cStadt FROM tinetkunde") == "Bonn");
}

TEST_CASE_METHOD(Fixture, "net orders keep their prices, tax-free ones have rate 0") {
  auto& order = fill_order(builder, 1);
  order.price_basis = OB_BASIS_NET;
  builder.line(0).unit_price = decimal("836.134");
  SECTION("net") {
    write();
    CHECK(one("fPreis,fMwSt FROM tinetbestellpos WHERE kInetBestellPos=1") == "836.134|19");
  }
  SECTION("tax-free") {
    order.tax_free = 1;
    builder.line(1).tax_rate = {};
    write();
    CHECK(all("fPreis,fMwSt FROM tinetbestellpos") == Rows{"836.134|0", "99.99|0", "4.9|0"});
    CHECK(one("nSteuerfrei,nBasis FROM \"orderbridge.tBestellung\"") == "1|2");
  }
}

TEST_CASE_METHOD(Fixture, "a gross price that its net price does not give back is told") {
  fill_order(builder, 1);
  builder.line(0).unit_price = decimal("19.9900000000001");
  builder.line(1).unit_price = decimal("19.999999999");
  write();
  CHECK(wawi.reported[0].warnings == Rows{"rounded lines/line[1]/unit-price"});
  CHECK(all("fPreis FROM tinetbestellpos") == Rows{"16.7983193277", "16.8067226882", "4.1176470588"});
  CHECK(all("cValue FROM tInetBestellungAttribute WHERE cName='orderbridge.warning.rounded'") ==
        Rows{"lines/line[1]/unit-price, a price with tax, is kept as a net price with 10 digits and does not "
             "come back from it to the last digit"});
}

TEST_CASE_METHOD(Fixture, "position types") {
  fill_order(builder, 1);
  const auto add = [&](std::uint32_t type, const char* id, const char* price) {
    auto& line = builder.add_line(type);
    line.id = to_abi(id);
    line.name = to_abi("x");
    line.quantity = decimal("1");
    line.unit_price = decimal(price);
    line.tax_rate = decimal("7");
  };
  add(OB_LINE_VOUCHER, "a", "-5");
  add(OB_LINE_DISCOUNT, "b", "-2.5");
  add(OB_LINE_SURCHARGE, "c", "1");
  add(OB_LINE_GIFT, "d", "0");
  add(OB_LINE_BUNDLE, "e", "-3");
  add(OB_LINE_OTHER, "f", "3");
  write();
  CHECK(all("nType FROM tinetbestellpos") == Rows{"1", "1", "2", "3", "3", "5", "11", "3", "1"});
  CHECK(one("fPreis FROM tinetbestellpos WHERE kInetBestellPos=4") == "-4.6728971963");
}

TEST_CASE_METHOD(Fixture, "payments") {
  auto& order = fill_order(builder, 63);
  order.payment_state = to_abi("paid");
  order.transaction_id = to_abi("7AB12345CD678901E");
  order.paid_at = 1795248962000000;
  const std::string columns =
      "kZahlungseingang,kShop,kInetBestellung,kZahlung,cZahlungsanbieter,fBetrag,fZahlungsgebuehr,cISO,dZeit,"
      "cHinweis"
      " FROM tInetShopZahlung";
  SECTION("paid with amount") {
    order.paid_amount = decimal("144.870");
    write();
    CHECK(one(columns) == "63|1|63|NULL|Vorkasse|144.87|0|EUR|2026-11-21 09:16:02|7AB12345CD678901E");
  }
  SECTION("paid without amount means the total") {
    order.paid_at = OB_NO_TIME;
    write();
    CHECK(one(columns) == "63|1|63|NULL|Vorkasse|144.87|0|EUR|NULL|7AB12345CD678901E");
  }
  SECTION("partly paid") {
    order.payment_state = to_abi("partially_paid");
    order.paid_amount = decimal("50");
    write();
    CHECK(one("fBetrag FROM tInetShopZahlung") == "50");
  }
  SECTION("partly paid without amount is a warning") {
    order.payment_state = to_abi("partially_paid");
    write();
    CHECK(one("count(*) FROM tInetShopZahlung") == "0");
    CHECK(wawi.reported[0].warnings == Rows{"payment-without-amount payment/paid-amount"});
  }
}

TEST_CASE_METHOD(Fixture, "extras and warnings become attributes") {
  auto& order = fill_order(builder, 1);
  builder.add_extra("shopware5.attribute1", "Geschenk 🎁");
  builder.warn("totals-differ", "total/gross", "lines differ by 0.05");
  const ob_extra billing{to_abi("shopware5.text1"), to_abi("b"), 0, 0},
      line{to_abi("shopware5.color"), to_abi("rot"), 0, 0};
  builder.billing().extras = &billing;
  builder.billing().extra_count = 1;
  builder.line(0).extras = &line;
  builder.line(0).extra_count = 1;
  order.merchant_comment = to_abi("Danke");
  write();
  CHECK(all("cName,cValue FROM tInetBestellungAttribute WHERE cName NOT LIKE 'orderbridge.c%' ORDER BY 1") ==
        Rows{"billing.shopware5.text1|b", "line.10.shopware5.color|rot", "orderbridge.language|de",
             "orderbridge.merchant-comment|Danke", "orderbridge.payment-state|open",
             "orderbridge.warning.totals-differ|lines differ by 0.05", "shopware5.attribute1|Geschenk 🎁"});
}

TEST_CASE_METHOD(Fixture, "what is told of totals becomes an attribute, too") {
  fill_order(builder, 1).total_gross = {123456789012345675, 15, 1};
  write();
  CHECK(wawi.reported[0].warnings == Rows{"rounded total/gross"});
  CHECK(all("cName FROM tInetBestellungAttribute WHERE cName LIKE 'orderbridge.warning.%'") ==
        Rows{"orderbridge.warning.rounded"});
  CHECK(one("fBrutto FROM \"orderbridge.tBestellung\"") == "123.4567890123457");
}

TEST_CASE_METHOD(Fixture, "amounts are exact text, from the smallest to the largest") {
  auto& order = fill_order(builder, 1);
  order.price_basis = OB_BASIS_NET;
  order.total_gross = {123456789012345, 4, 1};
  builder.line(0).unit_price = {1, 13, 1};
  builder.line(1).unit_price = {999999999999999999, 6, 1};
  builder.line(1).quantity = decimal("0.333");
  write();
  CHECK(all("fPreis,nAnzahl,typeof(fPreis) FROM tinetbestellpos") ==
        Rows{"0.0000000000001|2|text", "999999999999.999999|0.333|text", "4.9|1|text"});
  CHECK(one("fBrutto FROM \"orderbridge.tBestellung\"") == "12345678901.2345");
}
