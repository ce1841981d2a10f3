// SPDX-License-Identifier: MIT
// Orders as a Shopware 5.7.19 says them, through its mapper into the staging tables: what a field becomes in
// JTL. The orders are those of tests/data/cases/jtl, each a recorded order with one trait; names and lengths
// of the columns: schema.hpp.
#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>

#include "../../plugins/shopware/src/mapper/order_mapper.hpp"
#include "fake_host.hpp"

using namespace ob_test;

namespace {

struct Case {
  explicit Case(const std::string& name, Settings settings = {}, const std::string& replace = "",
                const std::string& by = "")
      : wawi(folder, std::move(settings)) {
    std::ifstream in(std::string(OB_TEST_DATA) + "/cases/jtl/" + name + ".json", std::ios::binary);
    REQUIRE(in.good());
    std::ostringstream text;
    text << in.rdbuf();
    json = text.str();
    if (!replace.empty()) {
      const auto at = json.find(replace);
      REQUIRE(at != std::string::npos);
      json.replace(at, replace.size(), by);
    }
    json.reserve(json.size() + simdjson::SIMDJSON_PADDING);
    using namespace orderbridge::shopware5;
    const auto mapped =
        mapper.map(simdjson::padded_string_view(json.data(), json.size(), json.capacity()), Language{});
    INFO(mapped.text);
    REQUIRE(mapped.outcome == MapOutcome::kOrder);
    REQUIRE(wawi.open() == OB_OK);
    REQUIRE(wawi.write(mapper.record()) == OB_OK);
    INFO(wawi.reported[0].text);
    REQUIRE(wawi.reported[0].outcome == OB_WRITTEN);
  }
  std::string one(const std::string& sql) { return value(folder.file("wawi.db"), "SELECT " + sql); }
  std::vector<std::string> all(const std::string& sql) {
    return rows(folder.file("wawi.db"), "SELECT " + sql);
  }
  std::string attribute(const std::string& name) {
    return one("coalesce(max(cValue),'-') FROM tInetBestellungAttribute WHERE cName='" + name + "'");
  }
  /// Codes of the shop's warnings and of the sink's.
  std::set<std::string> warned() {
    std::set<std::string> codes;
    for (const auto& name :
         all("cName FROM tInetBestellungAttribute WHERE cName LIKE 'orderbridge.warning.%'"))
      codes.insert(name.substr(std::string("orderbridge.warning.").size()));
    return codes;
  }
  std::string found(const std::string& code) {
    for (const auto& finding : wawi.findings)
      if (finding.find(code) != std::string::npos) return finding;
    return "";
  }

  Folder folder;
  Wawi wawi;
  std::string json;
  orderbridge::shopware5::OrderMapper mapper;
};

using Codes = std::set<std::string>;

}  // namespace

TEST_CASE("shipping over two rates without one of its own") {
  Case c("shipping-mixed-no-rate");
  CHECK(c.all("fMwSt,nType FROM tinetbestellpos") == std::vector<std::string>{"19|1", "7|1", "19|2"});
  CHECK(c.warned() == Codes{"shipping-rate-missing"});
}

TEST_CASE("no shipping method: the default one, or it is said once") {
  Case without("no-dispatch");
  CHECK(without.one("cVersandInfo FROM tinetbestellung").empty());
  CHECK_THAT(without.found("shipping-method-unknown"), Catch::Contains("default-shipping-method"));
  without.wawi.findings.clear();
  REQUIRE(without.wawi.write(without.mapper.record()) == OB_OK);
  CHECK(without.found("shipping-method-unknown").empty());
  Case with("no-dispatch", {{"default-shipping-method", "DHL Paket"}});
  CHECK(with.one("cVersandInfo FROM tinetbestellung") == "DHL Paket");
  CHECK(with.found("shipping-method-unknown").empty());
  Case deleted("no-dispatch", {}, "\"dispatchId\": 0", "\"dispatchId\": 9");
  CHECK(deleted.one("cVersandInfo FROM tinetbestellung") == "id:9");
  CHECK(deleted.warned() == Codes{"shipping-method-deleted"});
  CHECK_THAT(deleted.found("shipping-method-unknown"), Catch::Contains("id:9"));
}

TEST_CASE("SEPA: the module is there, bank data stays in the shop and that is said") {
  Case c("sepa-iban");
  CHECK(c.one("cModulID FROM tinetbestellung") == "pm_direct_debit");
  CHECK(c.warned() == Codes{"bank-data-left-out"});
  CHECK(c.one("count(*) FROM tInetBestellungAttribute WHERE cValue LIKE '%DE02120300000000202051%'") == "0");
}

TEST_CASE("PayPal, paid: module, amount, transaction") {
  Case c("paypal-unified-paid");
  CHECK(c.one("cModulID FROM tinetbestellung") == "pm_paypal_standard");
  CHECK(c.one("fBetrag,cISO,cHinweis,cZahlungsanbieter FROM tInetShopZahlung") ==
        "60.72|EUR|8XY12345AB678901C|PayPal");
  CHECK(c.warned().empty());
  CHECK(c.attribute("payment-kind") == "-");  // meant for sinks
  Case express("paypal-unified-paid", {}, "PayPalClassicV2", "PayPalExpress");
  CHECK(express.one("cModulID FROM tinetbestellung") == "pm_paypal_express");
  Case unknown("paypal-unified-paid", {}, "SwagPaymentPayPalUnified", "mopt_payone__ewallet");
  CHECK(unknown.one("cModulID FROM tinetbestellung") == "PayPal");  // the shop's description
  CHECK_THAT(unknown.found("payment-method-unknown"), Catch::Contains("mopt_payone__ewallet"));
}

TEST_CASE("what a line was made as and its free texts") {
  Case c("line-attributes");
  CHECK(c.one("cHinweis FROM tinetbestellpos WHERE kInetBestellPos=1") == "Farbe: rot");
  CHECK(c.all("cValue FROM tInetBestellungAttribute WHERE cName LIKE 'line.%.shopware5.attribute.%' ORDER BY "
              "1") == std::vector<std::string>{"Für Oma, 80", "Gravur: Für Oma"});
}

TEST_CASE("free texts of the billing address, the post number in the delivery address") {
  CHECK(Case("billing-free-text").attribute("billing.shopware5.attribute.text1") == "Kostenstelle 4711");
  Case c("packstation-postnumber-attribute");
  CHECK(c.one("cStrasse,cAdressZusatz FROM \"DbeS.tLieferadresse\"") == "Packstation 145|12345678");
  CHECK(c.attribute("shipping.shopware5.attribute.swagDhlPostnumber") == "12345678");
}

TEST_CASE("telephone numbers of both addresses, a long one cut visibly") {
  Case c("phone-delivery-and-long");
  CHECK(c.one("cTel FROM \"DbeS.tLieferadresse\"") == "+49 171 5551234");
  CHECK_THAT(c.one("cTel FROM \"DbeS.tRechnungadresse\""),
             Catch::StartsWith("+49 (0) 221 / 123 45 67 - 89 (") && Catch::EndsWith("…[cut]"));
  CHECK(c.warned() == Codes{"too-long", "phone-too-long-for-sales-order"});
}

TEST_CASE("a VAT id that is longer than its column by what people write around it") {
  Case c("vat-id-longer-than-20");
  CHECK(c.one("cUSTID FROM \"DbeS.tRechnungadresse\"") == "DE123456789");
  CHECK(c.one("cUSTID FROM tinetkunde") == "DE123456789");
  CHECK(c.warned() == Codes{"vat-id-bare"});
}

TEST_CASE("Greek letters, EL before the VAT id, tax-free") {
  Case c("greece-EL-vat-greek-letters");
  CHECK(c.one("cFirma,cNachname,cStrasse,cOrt,cLandISO,cUSTID FROM \"DbeS.tRechnungadresse\"") ==
        "Ελληνική ΑΕ|Παπαδόπουλος|Σύνταγμα 1|Αθήνα|GR|EL 094 259 216");
  CHECK(c.all("fPreis,fMwSt FROM tinetbestellpos") == std::vector<std::string>{"1000|0", "12.5|0"});
  CHECK(c.warned().empty());
}

TEST_CASE("francs with their factor, an English sub-shop") {
  Case francs("chf-factor");
  CHECK(francs.one("fFaktor FROM tinetbestellung") == "1.0821");
  CHECK(francs.attribute("orderbridge.currency") == "CHF");
  Case negative("chf-factor", {}, "1.0821", "-1");
  CHECK(negative.one("fFaktor FROM tinetbestellung") == "1");
  CHECK(negative.warned() == Codes{"currency-factor"});
  CHECK(Case("english-subshop").attribute("orderbridge.language") == "en");
}

TEST_CASE("lines keep their order") {
  CHECK(Case("item-order").all("cName FROM tinetbestellpos ORDER BY kInetBestellPos") ==
        std::vector<std::string>{"Zebra", "Apfel", "Mango", "Birne", "Standard Versand"});
}

TEST_CASE(
    "comments: the customer's cut visibly and whole beside, internal ones nowhere that a customer sees") {
  Case c("long-comments");
  const auto shown = c.one("cKommentar FROM tinetbestellung");
  CHECK_THAT(shown, Catch::StartsWith("Zeile 1\nZeile 2\nSehr lange") && Catch::EndsWith("…[cut]"));
  CHECK(c.one("length(cKommentar) FROM tinetbestellung") == "255");
  CHECK_THAT(c.attribute("orderbridge.comment"),
             Catch::EndsWith("Anmerkung. ") || Catch::EndsWith("Anmerkung."));
  CHECK(c.attribute("orderbridge.merchant-comment") == "öffentlich");
  CHECK(c.attribute("orderbridge.internal-comment") == "intern");
  CHECK(c.one("count(*) FROM tinetbestellung WHERE cKommentar LIKE '%intern%'") == "0");
  CHECK(c.one("count(*) FROM tinetbestellpos WHERE cHinweis LIKE '%intern%'") == "0");
  CHECK(c.warned() == Codes{"too-long"});
}

TEST_CASE("salutation keys become JTL's words, others are said once") {
  const auto salutation = [](const std::string& key) {
    Case c("english-subshop", {}, "\"salutation\": \"mr\",\n   \"number\"",
           "\"salutation\": \"" + key + "\",\n   \"number\"");
    return c.one("cAnrede FROM \"DbeS.tRechnungadresse\"") +
           (c.found("salutation-unknown").empty() ? "" : " (said)");
  };
  CHECK(salutation("mr") == "Herr");
  CHECK(salutation("mrs") == "Frau");
  CHECK(salutation("company") == "Firma");
  CHECK(salutation("not_defined").empty());
  CHECK(salutation("divers") == "Divers (said)");
  CHECK(salutation("dr") == "dr (said)");
}
