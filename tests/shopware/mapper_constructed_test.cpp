// SPDX-License-Identifier: MIT
// The mapper over answers of other versions and settings, and over broken ones.
#include "test_data.hpp"

using namespace shopware_test;
using namespace orderbridge;
using namespace orderbridge::shopware5;

namespace {

std::string constructed(const std::string& name) {
  return data_file("shopware5-constructed/detail_" + name + ".json");
}

}  // namespace

TEST_CASE("the same order in the shapes of 5.7, 5.1.6 and PHP precision 17 is the same order") {
  const auto now = constructed("b2c_de_prepayment_open");
  const auto expected = MappedOrder(now).lines();
  CHECK(expected == "product 2 x 19.95 @19\nproduct 1 x 24.99 @7\nshipping 1 x 3.9 @19\n");
  for (const auto* shape :
       {"b2c_de_prepayment_open.v5.1.6_shape", "b2c_de_prepayment_open.php_precision17"}) {
    MappedOrder other(constructed(shape));
    INFO(shape);
    CHECK(other.lines() == expected);
    CHECK(text_of(other.order().total_gross) == "68.79");
    CHECK(text_of(other.order().shipping_net) == "3.28");
    CHECK(other.warning_codes().empty());
  }
}

TEST_CASE("a tax-free order in francs, a guest, a paid B2B order, a deleted everything") {
  MappedOrder chf(constructed("chf_currency_factor_taxfree"));
  CHECK(chf.lines() == "product 1 x 54.05 @0\nshipping 1 x 6.55 @0\n");
  CHECK(text_of(chf.order().currency_factor) == "1.0753");
  CHECK(view(chf.order().subshop_id) == "2");
  CHECK(MappedOrder(constructed("guest_order")).order().guest == 1);
  MappedOrder paid(constructed("b2b_eu_taxfree_paid"));
  CHECK(paid.order().paid_at != OB_NO_TIME);
  CHECK(text_of(paid.line(0).unit_price) == "836.134");
  CHECK(view(paid.order().vat_id) == view(paid.order().billing->vat_id));
  MappedOrder deleted(constructed("deleted_customer_payment_dispatch_shop"));
  CHECK(deleted.warning_codes() == "sub-shop-deleted customer-deleted payment-method-deleted");
  CHECK_FALSE(present(deleted.order().shipping_method));
  CHECK(deleted.lines() == "product 1 x 119 @19\n");
}

TEST_CASE("entities stay as typed, attributes keep their types' text") {
  MappedOrder mapped(constructed("unicode_entities_longcomment"));
  CHECK(view(mapped.order().number).find('/') != std::string_view::npos);
  CHECK(view(mapped.order().customer_comment).find("&lt;") != std::string_view::npos);
}

TEST_CASE("fields in another order, unknown fields and text numbers change nothing") {
  const auto plain = constructed("b2c_de_prepayment_open");
  const auto expected = MappedOrder(plain).lines();
  CHECK(MappedOrder(with(plain, "\"invoiceShippingTaxRate\": 19",
                         "\"x\": {\"data\": [1, {}]}, \"invoiceShippingTaxRate\": "
                         "\"19.00\""))
            .lines() == expected);
  CHECK(MappedOrder(with(plain, "\"price\": 19.95", "\"price\": \" 1.995e1 \"")).lines() == expected);
  const auto details = plain.find("\"details\"");
  const auto documents = plain.find("\"documents\"");
  auto moved = plain;
  const auto block = moved.substr(details, documents - details);
  moved.erase(details, documents - details);
  moved.insert(moved.find("\"id\""), block);
  CHECK(MappedOrder(moved).lines() == expected);
}

TEST_CASE("what an order cannot do without is refused by its name") {
  const auto plain = constructed("b2c_de_prepayment_open");
  const auto price = MappedOrder(with(plain, "\"price\": 24.99", "\"price\": null")).result;
  CHECK(price.outcome == MapOutcome::kRefused);
  CHECK(price.field == "details[1].price");
  CHECK(price.text ==
        "the order's field details[1].price is missing or is no number; correct the order in the shop");
  CHECK(MappedOrder(with(plain, "\"invoiceAmount\": 68.79", "\"invoiceAmount\": \"abc\"")).result.field ==
        "invoiceAmount");
  CHECK(MappedOrder(with(plain, "\"price\": 24.99", "\"price\": 1e30")).result.code == "amount-too-large");
  CHECK(MappedOrder(with(plain, "\"taxRate\": 7", "\"taxRate\": 7x")).result.field == "details[1].taxRate");
}

TEST_CASE("every cut of an answer is broken, none is taken for an order") {
  const auto whole = recorded_detail("63");
  for (std::size_t size = 0; size < whole.size() - 1; size += 7) {
    MappedOrder cut(whole.substr(0, size));
    if (cut.result.outcome != MapOutcome::kBroken) FAIL_CHECK("cut after " << size << " bytes");
  }
  CHECK(MappedOrder(whole + "x").result.outcome == MapOutcome::kBroken);
  CHECK(MappedOrder("[]").result.code == "no-order");
  CHECK(MappedOrder("{\"data\":[],\"success\":true}").result.code == "no-order");
  CHECK(MappedOrder("{\"data\":{\"number\":\"1\"},\"success\":true}").result.code == "no-order");
  CHECK(MappedOrder(std::string(100'000, '[')).result.outcome == MapOutcome::kBroken);
  CHECK(MappedOrder(whole).result.outcome == MapOutcome::kOrder);
}
