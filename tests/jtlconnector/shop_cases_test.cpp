// SPDX-License-Identifier: MIT
// Orders as a Shopware 5.7.19 says them, through its mapper to JTL-Wawi by the connector: what a field
// becomes there. The orders are those of tests/data/cases/jtl, each a recorded order with one trait.
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "../../plugins/shopware/src/mapper/order_mapper.hpp"
#include "../jtlwawi/fake_host.hpp"
#include "log_host.hpp"
#include "sqlite_store.hpp"

using namespace ob_test;
using namespace orderbridge::jtlconnector;
using nlohmann::json;

namespace {

struct Case {
  explicit Case(const std::string& name) {
    std::ifstream in(std::string(OB_TEST_DATA) + "/cases/jtl/" + name + ".json", std::ios::binary);
    REQUIRE(in.good());
    std::ostringstream read;
    read << in.rdbuf();
    text = read.str();
    text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
    using namespace orderbridge::shopware5;
    OrderMapper mapper;
    const auto mapped =
        mapper.map(simdjson::padded_string_view(text.data(), text.size(), text.capacity()), Language{});
    INFO(mapped.text);
    REQUIRE(mapped.outcome == MapOutcome::kOrder);
    REQUIRE(wawi.open() == OB_OK);
    REQUIRE(wawi.write(mapper.record()) == OB_OK);
    INFO(wawi.reported[0].text);
    REQUIRE(wawi.reported[0].outcome == OB_WRITTEN);
    fetch();
  }
  std::string attribute(const std::string& key) const {
    for (const auto& attribute : order.at("attributes"))
      if (attribute.at("key") == key) return attribute.at("value").get<std::string>();
    return "-";
  }
  const json& billing() const { return order.at("billingAddress"); }
  const json& shipping() const { return order.at("shippingAddress"); }

  json customer, order, payment;  // payment: null where none comes

 private:
  void fetch() {
    SqliteStore store(folder.file("jc.db"), log.host());
    customer = json::parse(store.pull(Model::kCustomer, 9).at(0).json);
    const auto waiting = store.pull(Model::kCustomerOrder, 9).at(0);
    order = json::parse(waiting.json);
    store.acknowledge(Model::kCustomerOrder, waiting.endpoint, 1);
    const auto payments = store.pull(Model::kPayment, 9);
    if (!payments.empty()) payment = json::parse(payments.at(0).json);
  }

  Folder folder;
  LogHost log;
  std::string text;

 public:
  Wawi wawi{folder, {{"store", "jc.db"}}};
};

/// "name quantity x gross @rate" of each item.
std::vector<std::string> items(const json& order) {
  std::vector<std::string> all;
  for (const auto& item : order.at("items"))
    all.push_back(item.at("name").get<std::string>() + " " + item.at("quantity").dump() + " x " +
                  item.at("priceGross").dump() + " @" + item.at("vat").dump());
  return all;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("further fields of addresses and lines reach JTL-Wawi") {
  const Case engraved("line-attributes");
  const auto line = "line.904800.shopware5.attribute.";
  CHECK(engraved.attribute(std::string(line) + "attribute1") == "Gravur: Für Oma");
  CHECK(engraved.attribute(std::string(line) + "gravurText") == "Für Oma, 80");

  const Case parcel("packstation-postnumber-attribute");
  CHECK(parcel.attribute("shipping.shopware5.attribute.swagDhlPostnumber") == "12345678");
  CHECK(parcel.shipping().at("street") == "Packstation 145");
  // The mapper has put it there already, as DHL wants it: not a second time.
  CHECK(parcel.shipping().at("extraAddressLine") == "12345678");
  CHECK(parcel.billing().at("extraAddressLine") == "");

  const Case cost("billing-free-text");
  CHECK(cost.attribute("billing.shopware5.attribute.text1") == "Kostenstelle 4711");
}

TEST_CASE("comments: the customer's is whole and alone in note, the shop's are for JTL-Wawi's people") {
  const Case c("long-comments");
  const auto note = c.order.at("note").get<std::string>();
  CHECK_THAT(note, Catch::Matchers::StartsWith("Zeile 1\nZeile 2\nSehr lange Anmerkung."));
  CHECK(note.size() > 800);
  CHECK(c.order.at("customerNote") == "");
  CHECK(c.attribute("orderbridge_merchant_comment") == "öffentlich");
  CHECK(c.attribute("orderbridge_internal_comment") == "intern");
  for (const auto* part : {"customer", "order"}) {
    auto visible = std::string(part) == "order" ? c.order : c.customer;
    visible.erase("attributes");
    CHECK_THAT(visible.dump(), !Catch::Matchers::Contains("intern"));
  }
}

TEST_CASE("the language of the sub-shop, under both keys") {
  const Case english("english-subshop");
  CHECK(english.order.at("languageIso") == "en");
  CHECK(english.order.at("languageISO") == "eng");
  CHECK(english.customer.at("languageISO") == "eng");
  const Case german("greece-EL-vat-greek-letters");
  CHECK(german.order.at("languageIso") == "de");
  CHECK(german.order.at("languageISO") == "ger");
}

TEST_CASE("letters of all scripts, country and VAT id") {
  const Case greek("greece-EL-vat-greek-letters");
  CHECK(greek.billing().at("countryIso") == "GR");
  CHECK(greek.billing().at("lastName") == "Παπαδόπουλος");
  CHECK(greek.billing().at("company") == "Ελληνική ΑΕ");
  CHECK(greek.billing().at("vatNumber").get<std::string>().substr(0, 2) == "EL");
  CHECK(greek.customer.at("vatNumber") == greek.billing().at("vatNumber"));
  CHECK(greek.shipping().at("lastName") == "Zürcher");
  CHECK(items(greek.order).at(0) == "Laptop 1.0 x 1000.0 @0.0");  // free of tax

  const Case written("vat-id-longer-than-20");
  CHECK(written.billing().at("vatNumber") == "DE123456789");
  CHECK(written.customer.at("vatNumber") == "DE123456789");
  CHECK(written.wawi.reported[0].warnings == Texts{"vat-id-bare billing/vat-id"});

  const Case polish("non-latin1");
  CHECK(polish.billing().at("lastName") == "Wałęsa-Dvořák");
  CHECK(polish.order.at("items").at(0).at("name") == "T-Shirt „Größe XL“ – 5 € 🎁");
}

TEST_CASE("an order just after midnight of a new month is of that day") {
  const Case midnight("midnight-new-month");
  CHECK(midnight.order.at("creationDate") == "2026-03-01T00:30:00+01:00");
  CHECK(midnight.payment.at("creationDate") == "2026-03-01T00:30:10+01:00");
  const Case paid("recorded-105-cleareddate-midnight");
  CHECK_THAT(paid.payment.at("creationDate").get<std::string>(),
             Catch::Matchers::StartsWith("2026-10-27T00:00:00"));
}

TEST_CASE("no shipping method: none is made up, and it is said") {
  const Case without("no-dispatch");
  CHECK(without.order.at("shippingMethodName") == "");
  CHECK(without.order.at("shippingMethodId") == json({"", 0}));
}

TEST_CASE("payments: what is paid comes apart, what is not does not") {
  const Case paypal("paypal-unified-paid");
  CHECK(paypal.order.at("paymentStatus") == "unpaid");
  CHECK(paypal.payment.at("totalSum") == 60.72);
  CHECK(paypal.payment.at("transactionId") == "8XY12345AB678901C");
  CHECK(paypal.payment.at("customerOrderId") == json({"9021", 0}));
  CHECK(paypal.payment.at("paymentModuleCode") == paypal.order.at("paymentModuleCode"));
  CHECK(Case("recorded-105-cleareddate-midnight").payment.at("totalSum") == 73.91);
  CHECK(Case("midnight-new-month").payment.at("totalSum") == 60.72);
  const Case sepa("sepa-iban");
  CHECK(sepa.payment.is_null());
  CHECK(sepa.order.at("paymentInfo").is_null());
  CHECK_THAT(sepa.order.dump() + sepa.customer.dump(), !Catch::Matchers::Contains("DE0212"));
}

TEST_CASE("amounts, currency, order of lines") {
  const Case francs("chf-factor");
  CHECK(francs.order.at("currencyIso") == "CHF");
  CHECK(francs.order.at("totalSumGross") == 60.72);
  const auto lines = items(Case("item-order").order);
  CHECK(Texts(lines.begin(), lines.begin() + 4) == Texts{"Zebra 1.0 x 1.0 @19.0", "Apfel 1.0 x 2.0 @19.0",
                                                         "Mango 1.0 x 3.0 @19.0", "Birne 1.0 x 4.0 @19.0"});
  orderbridge::Decimal sum;
  const Case mixed("shipping-mixed-no-rate");
  for (const auto& item : mixed.order.at("items"))
    sum = sum + *orderbridge::Decimal::parse(item.at("priceGross").dump());  // one of each
  CHECK(sum.rounded(2).to_string() == "24.90");
  const Case phone("phone-delivery-and-long");
  CHECK(phone.shipping().at("phone") == "+49 171 5551234");
  CHECK(phone.wawi.reported[0].warnings == Texts{"too-long billing/phone"});
}
