// SPDX-License-Identifier: MIT
// Every combination of net, taxFree, tax rates, totals, shipping and payment: which warnings an order
// carries. The expected ones are computed here in whole cents. What the flags mean: the table in the first
// test, measured on a 5.7.19 (tests/data/shopware5); a tax-free order that was saved again:
// shopware5/shopware#582.
#include <set>

#include "test_data.hpp"

using namespace shopware_test;
using namespace orderbridge;
using namespace orderbridge::shopware5;

namespace {

const std::string& the_order() {
  static const std::string order = data_file("shopware5-constructed/detail_b2c_de_prepayment_open.json");
  return order;
}

enum class Shipping { kWithRate, kWithoutRate, kRateThatFitsNone, kWithoutNet, kFree };
enum class Totals { kRight, kTaxCountedAgain, kGrossOff, kNetOff };

struct Combination {
  bool net = false, tax_free = false, mixed = false, paid = false;
  Shipping shipping = Shipping::kWithRate;
  Totals totals = Totals::kRight;
};

std::string euros(int cents) {
  return std::to_string(cents / 100) + "." + std::to_string(cents / 10 % 10) + std::to_string(cents % 10);
}

/// In cents. One article of 100.00 net at 19 %, with `mixed` another at 7 %.
struct Money {
  explicit Money(const Combination& c) {
    const bool taxed = !c.tax_free;
    net = c.mixed ? 20000 : 10000;
    gross = taxed ? (c.mixed ? 11900 + 10700 : 11900) : net;
    if (c.shipping != Shipping::kFree) {
      shipping_net = c.shipping == Shipping::kRateThatFitsNone ? 1100 : 1000;
      shipping_gross = taxed ? 1190 : shipping_net;
    }
    sum_net = net + shipping_net;
    sum_gross = gross + shipping_gross;
    header_net = sum_net + (c.totals == Totals::kNetOff ? 500 : 0);
    header_gross = sum_gross + (c.totals == Totals::kGrossOff ? 500 : 0) +
                   (c.totals == Totals::kTaxCountedAgain ? net * 19 / 100 : 0);
    if (c.shipping == Shipping::kWithoutNet)
      sum_net += shipping_gross - shipping_net;  // the gross stands for it
  }
  int net = 0, gross = 0, shipping_net = 0, shipping_gross = 0, sum_net = 0, sum_gross = 0, header_net = 0,
      header_gross = 0;
};

std::string json(const Combination& c) {
  const Money m(c);
  const bool net_prices = c.net || c.tax_free;
  const auto line = [&](int id, int rate) {
    return "{\"id\":" + std::to_string(id) +
           ",\"articleId\":1,\"articleNumber\":\"A\",\"articleName\":\"A\"," +
           "\"mode\":0,\"quantity\":1,\"price\":" + euros(net_prices ? 10000 : 10000 + rate * 100) +
           ",\"taxRate\":" + std::to_string(rate) + "}";
  };
  const bool has_rate = c.shipping == Shipping::kWithRate || c.shipping == Shipping::kWithoutNet;
  return patched(
      the_order(),
      std::string("{\"net\":") + (c.net ? "1" : "0") + ",\"taxFree\":" + (c.tax_free ? "1" : "0") +
          ",\"invoiceAmount\":" + euros(m.header_gross) + ",\"invoiceAmountNet\":" + euros(m.header_net) +
          ",\"invoiceShipping\":" + euros(m.shipping_gross) + ",\"invoiceShippingNet\":" +
          (c.shipping == Shipping::kWithoutNet ? "null" : euros(m.shipping_net)) +
          ",\"invoiceShippingTaxRate\":" + (has_rate ? "19" : "null") + ",\"paymentStatusId\":" +
          (c.paid ? "12" : "17") + ",\"details\":[" + line(1, 19) + (c.mixed ? "," + line(2, 7) : "") + "]}");
}

std::set<std::string> expected(const Combination& c) {
  const Money m(c);
  std::set<std::string> codes;
  const int tolerance = 3;
  const auto differ = [&](int a, int b) { return a - b > tolerance || b - a > tolerance; };
  const int sum_net = m.sum_net;
  // Where no rate fits, 19 % stands on the side of the prices: the other side does not come out.
  if (differ(sum_net, m.header_net)) codes.insert("totals-differ");
  if (!c.tax_free && differ(m.sum_gross, m.header_gross)) codes.insert("totals-differ");
  if (c.tax_free && differ(m.header_gross, m.header_net)) codes.insert("tax-free-total");
  const bool unknown_rate = c.shipping == Shipping::kWithoutRate || c.shipping == Shipping::kRateThatFitsNone;
  if (!c.tax_free && unknown_rate) codes.insert("shipping-rate-missing");
  if (c.paid && m.header_gross - m.sum_gross > tolerance) codes.insert("paid-above-lines");
  return codes;
}

std::set<std::string> codes_of(MappedOrder& mapped) {
  std::set<std::string> codes;
  for (std::size_t i = 0; i < mapped.order().warning_count; ++i)
    codes.insert(copy(mapped.order().warnings[i]->code));
  return codes;
}

}  // namespace

TEST_CASE("every combination of net, taxFree, rates, totals, shipping and payment") {
  int count = 0;
  for (const bool net : {false, true})
    for (const bool tax_free : {false, true})
      for (const bool mixed : {false, true})
        for (const bool paid : {false, true})
          for (const auto shipping : {Shipping::kWithRate, Shipping::kWithoutRate,
                                      Shipping::kRateThatFitsNone, Shipping::kWithoutNet, Shipping::kFree})
            for (const auto totals :
                 {Totals::kRight, Totals::kTaxCountedAgain, Totals::kGrossOff, Totals::kNetOff}) {
              const Combination c{net, tax_free, mixed, paid, shipping, totals};
              const auto text = json(c);
              MappedOrder mapped(text);
              INFO(text.substr(0, 600));
              REQUIRE(mapped.result.outcome == MapOutcome::kOrder);
              CHECK(codes_of(mapped) == expected(c));
              CHECK(mapped.order().price_basis == (net || tax_free ? OB_BASIS_NET : OB_BASIS_GROSS));
              if (tax_free) CHECK(text_of(mapped.line(0).tax_rate) == "0");
              ++count;
            }
  CHECK(count == 320);
}

TEST_CASE("a tax-free order saved again in the backend: all that does not fit is said, nothing is altered") {
  MappedOrder mapped(patched(
      the_order(),
      R"({"net":1,"taxFree":1,"invoiceAmount":119,"invoiceAmountNet":100,"invoiceShipping":0,"invoiceShippingNet":0,)"
      R"("paymentStatusId":12,"clearedDate":"2026-10-01T00:00:00+0200","details":[{"id":1,"articleId":1,)"
      R"("taxRate":19,"articleNumber":"SW1","price":100,"quantity":1,"articleName":"Artikel","mode":0}]})"));
  CHECK(mapped.warning_codes() == "tax-free-total paid-above-lines");
  CHECK(view(mapped.order().warnings[0]->text) ==
        "the order is tax-free, but the shop's total with tax, 119.00, differs from the one without, 100.00; "
        "see in "
        "the shop what the customer pays");
  CHECK(view(mapped.order().warnings[1]->text) == "119.00 are paid, but lines and shipping add up to 100.00");
  CHECK(text_of(mapped.order().total_gross) == "119");
  CHECK(mapped.lines().find("product 1 x 100 @0\n") == 0);
}

TEST_CASE("shipping over two rates without one of its own gets the higher one, with a warning") {
  MappedOrder mapped(data_file("cases/jtl/shipping-mixed-no-rate.json"));
  CHECK(mapped.lines() == "product 1 x 10 @19\nproduct 1 x 10 @7\nshipping 1 x 4.9 @19\n");
  CHECK(mapped.warning_codes() == "shipping-rate-missing");
}

TEST_CASE("a shop before 5.5 has no field for shipping's rate: what its amounts confirm needs no warning") {
  const auto old = data_file("shopware5-constructed/detail_b2c_de_prepayment_open.v5.1.6_shape.json");
  CHECK(MappedOrder(old).warning_codes().empty());
  CHECK(MappedOrder(patched(old, R"({"invoiceShippingNet":3.5})")).warning_codes() ==
        "shipping-rate-missing totals-differ");
}
