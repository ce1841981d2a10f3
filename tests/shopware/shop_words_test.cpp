// SPDX-License-Identifier: MIT
// Shopware's keys in the record's words. Keys of salutations: setting shopsalutations of Shopware 5; names of
// payment methods: JTL's connector for Shopware 5 (src/Utilities/Payment.php), mollie/Shopware.
#include "test_data.hpp"

using namespace shopware_test;
using namespace orderbridge;
using namespace orderbridge::shopware5;

namespace {

const std::string& the_order() {
  static const std::string order = data_file("shopware5-constructed/detail_b2c_de_prepayment_open.json");
  return order;
}

std::string kind_of(MappedOrder& mapped) {
  for (std::size_t i = 0; i < mapped.order().extra_count; ++i)
    if (view(mapped.order().extras[i].name) == OB_EXTRA_PAYMENT_KIND)
      return copy(mapped.order().extras[i].value);
  return "";
}

}  // namespace

TEST_CASE("salutation keys become what they mean, others stay as they are") {
  const auto salutation = [](const std::string& key) {
    MappedOrder mapped(patched(the_order(), "{\"billing\":{\"salutation\":\"" + key + "\"}}"));
    return copy(mapped.order().billing->salutation);
  };
  CHECK(salutation("mr") == "mr");
  CHECK(salutation("ms") == "ms");
  CHECK(salutation("mrs") == "ms");
  CHECK(salutation("not_defined").empty());
  CHECK(salutation("company") == "company");
  CHECK(salutation("divers") == "diverse");
  CHECK(salutation("dr") == "dr");
}

TEST_CASE("payment methods of plugins are of a kind, their own name stays") {
  const auto kind = [](const std::string& name, const std::string& paypal = "") {
    MappedOrder mapped(patched(the_order(), "{\"payment\":{\"name\":\"" + name + "\"},\"attribute\":{" +
                                                "\"swagPaypalUnifiedPaymentType\":\"" + paypal + "\"}}"));
    CHECK(view(mapped.order().payment_method) == name);
    return kind_of(mapped);
  };
  CHECK(kind("SwagPaymentPayPalUnified") == "paypal");
  CHECK(kind("SwagPaymentPayPalUnified", "PayPalClassicV2") == "paypal");
  CHECK(kind("SwagPaymentPayPalUnified", "PayPalExpress") == "paypal_express");
  CHECK(kind("SwagPaymentPayPalUnified", "PayPalPlusInvoice") == "paypal_plus");
  CHECK(kind("SwagPaymentPayPalUnifiedPayUponInvoice") == "paypal");
  CHECK(kind("mollie_klarnapaylater") == "mollie");
  CHECK(kind("hgw_ivb2b") == "unzer");
  CHECK(kind("unzerPaymentCreditCard") == "unzer");
  CHECK(kind("sofortbanking") == "sofort");
  CHECK(kind("billsafe_invoice") == "billsafe");
  CHECK(kind("klarna_invoice") == "klarna");
  CHECK(kind("AmazonPay") == "amazon");
  CHECK(kind("sepa") == "direct_debit");
  CHECK(kind("mopt_payone__acc_payinadvance").empty());
}

TEST_CASE("rows of the options extend and overrule the built-in words") {
  ShopWords words;
  words.add_salutation("dr", "mr");
  words.add_salutation("divers", "none");
  words.add_payment("mopt_payone*", "prepayment");
  words.add_payment("SwagPaymentPayPalUnified*", "invoice");
  words.add_payment("SwagPaymentPayPalUnifiedSepa", "direct_debit");
  CHECK(words.salutation("dr") == "mr");
  CHECK(words.salutation("DIVERS").empty());
  CHECK(words.payment_kind("mopt_payone__acc_payinadvance", "") == "prepayment");
  CHECK(words.payment_kind("SwagPaymentPayPalUnified", "PayPalExpress") == "invoice");
  CHECK(words.payment_kind("SwagPaymentPayPalUnifiedSepa", "") == "direct_debit");
}

TEST_CASE("a post number in DHL's free text goes into the address, once") {
  MappedOrder mapped(data_file("cases/jtl/packstation-postnumber-attribute.json"));
  CHECK(view(mapped.order().shipping->street) == "Packstation 145");
  CHECK(view(mapped.order().shipping->additional1) == "12345678");
  const auto with = [&](const char* patch) {
    MappedOrder order(patched(data_file("cases/jtl/packstation-postnumber-attribute.json"), patch));
    return copy(order.order().shipping->additional1) + "|" + copy(order.order().shipping->additional2);
  };
  CHECK(with(R"({"shipping":{"additionalAddressLine1":"Postnummer 12345678"}})") == "Postnummer 12345678|");
  CHECK(with(R"({"shipping":{"additionalAddressLine1":"bei Müller"}})") == "bei Müller|12345678");
  CHECK(with(R"({"shipping":{"additionalAddressLine1":"bei Müller","additionalAddressLine2":"EG"}})") ==
        "bei Müller|EG, 12345678");
}

TEST_CASE("bank data stays in the shop, and that is said; what a line was made as is its note") {
  MappedOrder sepa(data_file("cases/jtl/sepa-iban.json"));
  CHECK(sepa.warning_codes() == "bank-data-left-out");
  MappedOrder engraved(data_file("cases/jtl/line-attributes.json"));
  CHECK(view(engraved.line(0).note) == "Farbe: rot");
}
