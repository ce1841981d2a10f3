// SPDX-License-Identifier: MIT
// XPath: grammar, functions, and paths that lead nowhere. Also: the record tree is what the XML view really
// shows.
#include "config/xpath_check.hpp"

#include <catch2/catch.hpp>

#include "config/record_tree.hpp"
#include "orderbridge/connector_abi.h"

using namespace orderbridge::config;
using Catch::Matchers::Contains;

namespace {

std::string check(const std::string& expression, std::uint32_t kind = OB_KIND_ORDER) {
  std::string out;
  for (const auto& p : check_xpath(expression, kind)) out += p.text + "; " + p.fix + "\n";
  return out;
}

}  // namespace

TEST_CASE("expressions that are right") {
  for (const auto* good : {
           "order/billing/country = 'DE' or order/billing/country = 'AT'",
           "order/total/gross > 100.5 and not(order/customer/guest = 1)",
           "count(order/lines/line[type = 'product']) >= 2",
           "sum(order/lines/line/quantity) * 2 div 3 mod 4 - 1 > -.5",
           "//line[sku='A' and ../../currency='EUR']",
           "order/lines/line[position() = last()]/tax-rate = 19",
           "order/extras/extra[@name = 'shopware5.attribute1'] = 'x'",
           "order/billing/extras/extra/@name",
           "contains(normalize-space(order/comment/customer), \"it's\")",
           "order//country[. = 'DE']",
           "/order/descendant::sku[starts-with(., 'X-')]/parent::line/unit-price < 5",
           "order/*[self::billing or self::shipping]/zip",
           "(order/billing | order/shipping)/country = 'DE'",
           "string-length(order/billing/phone/text()) > 3",
           "order/lines/line/following-sibling::line/sku",
           "order / div = 1 or true()",
           "order/warnings/warning[@code='totals-differ']",
           "translate(substring(order/billing/zip, 1, 1), '0123456789', '') = ''",
       }) {
    INFO(good);
    if (std::string(good).find("/ div") != std::string::npos)
      CHECK_THAT(check(good), Contains("order has no 'div'"));  // a name there, not the operator
    else
      CHECK(check(good).empty());
  }
}

TEST_CASE("grammar") {
  for (const auto* bad : {"order/billing/country = ", "order/[", "'open", "order/billing/country == 'DE'",
                          "1 +", "order)", "foo bar"})
    CHECK_THAT(check(bad), Contains("is no XPath 1.0"));
  CHECK_THAT(check(std::string(5000, '1')), Contains("too long"));
  CHECK_THAT(check(std::string(500, '(') + "1" + std::string(500, ')')), Contains("too deep"));
}

TEST_CASE("paths that lead nowhere") {
  CHECK_THAT(check("order/billing/contry = 'DE'"),
             Contains("order/billing has no 'contry'; did you mean 'country'?"));
  CHECK_THAT(check("oder/billing/country"), Contains("cannot begin with 'oder'; did you mean 'order'?"));
  CHECK_THAT(
      check("country = 'DE'"),
      Contains("cannot begin with 'country'; did you mean order/billing/country, order/shipping/country?"));
  CHECK_THAT(check("order/country"), Contains("order has no 'country'; did you mean order/billing/country"));
  CHECK_THAT(check("order/lines/sku"),
             Contains("order/lines has no 'sku'; did you mean order/lines/line/sku?"));
  CHECK_THAT(check("order/number/x"), Contains("order/number has no 'x'"));
  CHECK_THAT(check("count(//position)"),
             Contains("no 'position'") || Contains("cannot begin with 'position'"));
  CHECK_THAT(check("order/lines/line[quantitty > 1]"), Contains("did you mean 'quantity'?"));
  CHECK_THAT(check("order/lines/line/../number"), Contains("order/lines has no 'number'"));
  CHECK_THAT(check("/number"), Contains("cannot begin with 'number'"));
}

TEST_CASE("all mistakes of one expression are found, and none follows from another") {
  const auto text = check("order/a/b/c = 1 or order/billing/d[e = 1] or foo($x) = order/number");
  CHECK(std::count(text.begin(), text.end(), '\n') == 4);
  CHECK_THAT(text, Contains("'a'") && Contains("'d'") && Contains("$x") && Contains("foo()"));
}

TEST_CASE("functions, variables, namespaces, attributes") {
  CHECK_THAT(check("contain(order/number, '1')"),
             Contains("no function contain(); did you mean 'contains'?"));
  CHECK_THAT(check("matches(order/number, '1')"), Contains("no function matches()"));
  CHECK_THAT(check("contains(order/number)"), Contains("has 1 arguments; it takes 2 to 2"));
  CHECK_THAT(check("concat('a')"), Contains("2 or more"));
  CHECK_THAT(check("count(1)"), Contains("takes a path"));
  CHECK_THAT(check("order/number = $limit"), Contains("no variable $limit"));
  CHECK_THAT(check("o:order/number"), Contains("no namespaces"));
  CHECK_THAT(check("order/@number"), Contains("no attribute @number") && Contains("without @"));
  CHECK_THAT(check("order/extras/extra[@nme='x']"), Contains("did you mean 'name'?"));
}

TEST_CASE("elements without a value of their own are not compared") {
  CHECK_THAT(check("order/billing = 'DE'"),
             Contains("order/billing has no value of its own") && Contains("country"));
  CHECK_THAT(check("order/payment != 'paypal'"), Contains("method"));
  CHECK(check("order/shipping and not(order/warnings)").empty());
}

TEST_CASE("status updates have elements of their own") {
  CHECK(check("status/state = 'completed' and status/deliveries/delivery/line/quantity > 0", OB_KIND_STATUS)
            .empty());
  CHECK_THAT(check("status/sate = 'x'", OB_KIND_STATUS), Contains("did you mean 'state'?"));
}

TEST_CASE("fields by path") {
  REQUIRE(order_field("payment/method"));
  CHECK(order_field("order/payment/method") == order_field("payment/method"));
  CHECK(order_field("payment/method")->path() == "order/payment/method");
  CHECK(order_field("total/gross")->type == FieldType::kDecimal);
  CHECK_FALSE(order_field("payment"));
  CHECK_FALSE(order_field(""));
  CHECK_FALSE(order_field("payment//method"));
}
