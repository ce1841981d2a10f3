// SPDX-License-Identifier: MIT
// The mapper over every recorded order detail of the real 5.7.19: money, lines, states, and that no secret
// comes out.
#include <set>

#include "orderbridge/record_fields.h"
#include "test_data.hpp"

using namespace shopware_test;
using namespace orderbridge;
using namespace orderbridge::shopware5;

namespace {

std::vector<std::string> recorded_ids() {
  std::vector<std::string> ids;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(OB_TEST_DATA) + "/shopware5/details"))
    if (entry.path().extension() == ".json") ids.push_back(entry.path().stem().string());
  return ids;
}

void add_text(std::vector<std::string>& all, ob_str text) {
  all.push_back(copy(text));
}
void add_extras(std::vector<std::string>& all, const ob_extra* extras, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    add_text(all, extras[i].name);
    add_text(all, extras[i].value);
  }
}

/// Every text that leaves the mapper, by the table of fields.
std::vector<std::string> all_texts(const ob_order& o) {
  std::vector<std::string> all;
#define STR_FIELD(object, member) add_text(all, (object).member);
#define DEC_FIELD(object, member)
#define TIME_FIELD(object, member)
#define INT_FIELD(object, member)
#define ORDER_FIELD(member, path, kind, personal, version) kind##_FIELD(o, member)
#define ADDRESS_FIELD(member, path, kind, personal, version) kind##_FIELD(*address, member)
#define LINE_FIELD(member, path, kind, personal, version) kind##_FIELD(*o.lines[i], member)
  OB_ORDER_FIELDS(ORDER_FIELD)
  for (const auto* address : {o.billing, o.shipping}) {
    if (!address) continue;
    OB_ADDRESS_FIELDS(ADDRESS_FIELD)
    add_extras(all, address->extras, address->extra_count);
  }
  for (std::size_t i = 0; i < o.line_count; ++i) {
    OB_LINE_FIELDS(LINE_FIELD)
    add_extras(all, o.lines[i]->extras, o.lines[i]->extra_count);
  }
  add_extras(all, o.extras, o.extra_count);
  for (std::size_t i = 0; i < o.warning_count; ++i) add_text(all, o.warnings[i]->text);
  return all;
}

/// Values under these keys anywhere in the document.
void collect(simdjson::dom::element element, std::set<std::string>& secrets) {
  static const std::set<std::string_view> keys{"hashPassword",  "sessionId",   "confirmationKey",
                                               "iban",          "bic",         "accountNumber",
                                               "bankCode",      "bankName",    "hash",
                                               "remoteAddress", "temporaryId", "accountHolder"};
  if (element.is_array())
    for (auto child : element.get_array()) collect(child, secrets);
  if (!element.is_object()) return;
  for (auto [key, value] : element.get_object()) {
    std::string_view text;
    if (keys.count(key) > 0 && !value.get_string().get(text) && !text.empty())
      secrets.insert(std::string(text));
    collect(value, secrets);
  }
}

}  // namespace

TEST_CASE("of the recorded details 55 are orders, 3 are incomplete, 4 are none") {
  std::set<std::string> incomplete, none, differing;
  int orders = 0;
  for (const auto& id : recorded_ids()) {
    MappedOrder mapped(recorded_detail(id));
    INFO(id << " " << mapped.result.text);
    if (mapped.result.outcome == MapOutcome::kIncomplete) incomplete.insert(id);
    if (mapped.result.outcome == MapOutcome::kBroken) none.insert(id);
    if (mapped.result.outcome != MapOutcome::kOrder) continue;
    ++orders;
    CHECK(view(mapped.order().head.id) == id);
    CHECK(mapped.order().ordered_at != OB_NO_TIME);
    CHECK(mapped.order().line_count > 0);
    if (mapped.warning_codes().find("totals-differ") != std::string::npos) differing.insert(id);
  }
  CHECK(orders == 55);
  CHECK(incomplete == std::set<std::string>{"169", "188", "227"});
  CHECK(none == std::set<std::string>{"190", "210", "52", "54"});
  CHECK(differing == std::set<std::string>{"225", "226"});
}

TEST_CASE("password hashes, sessions, bank data and addresses of the net never leave the mapper") {
  std::set<std::string> secrets;
  for (const auto& id : recorded_ids()) {
    simdjson::dom::parser parser;
    const auto json = recorded_detail(id);
    const simdjson::padded_string copy_of(json);
    collect(parser.parse(copy_of), secrets);
  }
  REQUIRE(secrets.size() > 60);
  REQUIRE(secrets.count("DE02120300000000202051") == 1);
  for (const auto& id : recorded_ids()) {
    MappedOrder mapped(recorded_detail(id));
    if (mapped.result.outcome != MapOutcome::kOrder) continue;
    for (const auto& text : all_texts(mapped.order()))
      for (const auto& secret : secrets)
        if (text.find(secret) != std::string::npos) FAIL_CHECK("order " << id << " gives away " << secret);
  }
}

TEST_CASE("vouchers, discounts, surcharges and gifts go by mode") {
  CHECK(MappedOrder(recorded_detail("67")).lines().find("voucher 1 x -5 @") != std::string::npos);
  CHECK(MappedOrder(recorded_detail("226")).lines().find("bundle ") != std::string::npos);
  MappedOrder gift(recorded_detail("102"));
  CHECK(gift.lines() ==
        "product 2 x 69.99 @19\ngift 1 x 0 @0\ndiscount 1 x -2 @19\nsurcharge 1 x 5 @19\nshipping 1 x 3.9 "
        "@19\n");
  CHECK(view(gift.line(0).product_id) == "63");
  CHECK_FALSE(present(gift.line(2).product_id));
}

TEST_CASE("net orders: net lines, gross header, net shipping") {
  MappedOrder b2b(recorded_detail("74"));
  const auto& o = b2b.order();
  CHECK(o.price_basis == OB_BASIS_NET);
  CHECK(o.tax_free == 0);
  CHECK(text_of(o.total_gross) == "367.8");
  CHECK(text_of(o.total_net) == "323.29");
  CHECK(text_of(o.shipping_gross) == "3.9");
  CHECK(b2b.lines() ==
        "product 12 x 12.56 @19\nproduct 7 x 20.16 @7\nproduct 3 x 8.39 @19\ndiscount 1 x -2 @19\n"
        "surcharge 1 x 5 @19\nshipping 1 x 3.28 @19\n");
  CHECK(view(o.payment_state) == "partially_paid");
  CHECK_FALSE(o.paid_amount.present);
}

TEST_CASE("tax-free orders have rate 0 although their lines name rates") {
  for (const auto* id : {"70", "131", "142", "200", "220"}) {
    MappedOrder mapped(recorded_detail(id));
    INFO(id);
    const auto& o = mapped.order();
    CHECK(o.tax_free == 1);
    CHECK(o.price_basis == OB_BASIS_NET);
    for (std::size_t i = 0; i < o.line_count; ++i) CHECK(text_of(o.lines[i]->tax_rate) == "0");
  }
  MappedOrder chf(recorded_detail("70"));
  CHECK(view(chf.order().currency) == "CHF");
  CHECK(text_of(chf.order().currency_factor) == "0.9432");
  CHECK(text_of(chf.order().paid_amount) == "87.87");
  CHECK(chf.order().paid_at == OB_NO_TIME);
}

TEST_CASE("proportional tax: shipping is split as the shop split it, the sum stays exact") {
  MappedOrder mapped(recorded_detail("214"));
  const auto lines = mapped.lines();
  CHECK(lines.find("shipping 1 x 2.51843 @7\nshipping 1 x 1.38157 @19\n") != std::string::npos);
  CHECK(view(mapped.line(9).id) == "shipping-7");
  CHECK(view(mapped.line(10).id) == "shipping-19");
}

TEST_CASE("nulls everywhere") {
  MappedOrder no_customer(recorded_detail("110"));
  CHECK(no_customer.warning_codes() == "customer-deleted");
  CHECK_FALSE(present(no_customer.order().email));
  CHECK(view(no_customer.order().customer_id) == "20");
  CHECK(present(no_customer.order().customer_number));
  MappedOrder no_payment(recorded_detail("178"));
  CHECK(view(no_payment.order().payment_method) == "id:99");
  MappedOrder no_dispatch(recorded_detail("172"));
  CHECK(view(no_dispatch.order().shipping_method) == "id:77");
  CHECK(view(no_dispatch.line(no_dispatch.order().line_count - 1).name) == "Shipping");
  MappedOrder zero_date(recorded_detail("128"));
  CHECK(zero_date.order().paid_at == OB_NO_TIME);
  CHECK(text_of(zero_date.order().paid_amount) == "49.8");
  CHECK(MappedOrder(recorded_detail("227")).result.text ==
        "the order has no lines (yet); if that lasts, look at it in the shop");
  CHECK(MappedOrder(recorded_detail("169"), true).result.text ==
        "der Bestellung fehlt: Rechnungsadresse; wenn das so bleibt, die Bestellung im Shop ansehen");
}

TEST_CASE("parties, language, text and attributes of a real order") {
  MappedOrder state(recorded_detail("122"));
  CHECK(view(state.order().birthday).size() == 10);
  CHECK(present(state.order().billing->region));
  MappedOrder english(recorded_detail("154"));
  CHECK(view(english.order().subshop_id) == "2");
  CHECK(view(english.order().shop_id) == "1");
  CHECK(view(english.order().language) == "en");
  MappedOrder paypal(recorded_detail("102"));
  bool found = false;
  for (std::size_t i = 0; i < paypal.order().extra_count; ++i) {
    const auto& extra = paypal.order().extras[i];
    if (view(extra.name) != "shopware5.attribute.swagPaypalUnifiedPaymentType") continue;
    found = true;
    CHECK(view(extra.value) == "PayPalClassic");
    CHECK(extra.flags == 0);
  }
  CHECK(found);
  MappedOrder ean(recorded_detail("217"));
  CHECK(view(ean.line(1).ean) == "9783161484100");
  CHECK(view(ean.line(1).sku) == "99.BUCH");
  // 2026-10-25 02:30 happened twice; the shop says +0100.
  MappedOrder mapped(recorded_detail("138"));
  CHECK(mapped.order().ordered_at == 1792891800000000);
  CHECK(view(mapped.order().ordered_at_offset) == "+01:00");  // what its clock showed: 02:30
}
