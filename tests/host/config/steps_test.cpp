// SPDX-License-Identifier: MIT
// Steps: which fields they may touch, and with what.
#include <catch2/catch.hpp>

#include "support.hpp"

using namespace orderbridge::config;
using Catch::Matchers::Contains;

namespace {

std::string found(const std::string& steps) {
  return lines(load(with_steps(steps)).findings);
}
std::string one(const std::string& steps) {
  const auto loaded = load(with_steps(steps));
  INFO(lines(loaded.findings));
  CHECK(loaded.findings.size() == 1);
  return lines(loaded.findings);
}

}  // namespace

TEST_CASE("filter and choice: shape") {
  CHECK_THAT(one("<filter/>"), Contains("<filter> lacks the attribute 'test'"));
  CHECK_THAT(one("<filter test=''/>"), Contains("is empty"));
  CHECK_THAT(one("<choice/>"), Contains("<choice> lacks <when>"));
  CHECK_THAT(one("<choice><otherwise/></choice>"), Contains("<choice> lacks <when>"));
  CHECK_THAT(one("<choice><otherwise/><when test='true()'/></choice>"),
             Contains("<when> stands in the wrong place") || Contains("before <otherwise>"));
  CHECK_THAT(one("<choice><when/></choice>"), Contains("<when> lacks the attribute 'test'"));
  CHECK(found("<choice><when test='true()'><choice><when test='false()'><set field='number' "
              "value='1'/></when></choice></when></choice>")
            .empty());
}

TEST_CASE("set: value or from") {
  CHECK_THAT(one("<set field='number'/>"), Contains("either 'value' or 'from'"));
  CHECK_THAT(one("<set field='number' value='1' from='id'/>"), Contains("either 'value' or 'from'"));
  CHECK(found("<set field='number' from='id'/><set field='billing/company' value=''/><set "
              "field='order/currency' value='EUR'/>")
            .empty());
}

TEST_CASE("set: fields that exist and may change") {
  CHECK_THAT(one("<set field='paymnt/method' value='x'/>"),
             Contains("orders have no field 'paymnt/method'; did you mean 'payment/method'?"));
  CHECK_THAT(one("<set field='number' from='concat(number, 1)'/>"), Contains("no expressions"));
  CHECK_THAT(one("<set field='payment' value='x'/>"), Contains("orders have no field 'payment'"));
  for (const auto* fixed : {"id", "ordered-at", "lines/line/sku", "extras/extra"})
    CHECK_THAT(one("<set field='" + std::string(fixed) + "' value='x'/>"), Contains("cannot change"));
}

TEST_CASE("set: money takes literals and copies of money") {
  CHECK(found("<set field='delivery/gross' value='4.90'/><set field='delivery/net' from='total/net'/>")
            .empty());
  CHECK_THAT(one("<set field='delivery/gross' value='4,90'/>"),
             Contains("'4,90' is no value for order/delivery/gross"));
  CHECK_THAT(one("<set field='delivery/gross' from='number'/>"), Contains("other kind of value"));
  CHECK_THAT(one("<set field='delivery/gross' from='total/net * 1.19'/>"), Contains("no field"));
  CHECK(found("<set field='comment/internal' from='total/gross'/>").empty());
  CHECK_THAT(one("<set field='customer/guest' value='yes'/>"), Contains("whole number"));
}

TEST_CASE("lookup: table, field, default") {
  CHECK_THAT(one("<lookup field='payment/method' table='method'/>"),
             Contains("there is no table 'method'; did you mean 'methods'?"));
  CHECK_THAT(one("<lookup field='total/gross' table='methods'/>"), Contains("it is no text"));
  CHECK_THAT(one("<lookup field='payment/method' table='methods' missing='default'/>"),
             Contains("lacks the default"));
  CHECK_THAT(one("<lookup field='payment/method' table='methods' default='x'/>"), Contains("no effect"));
  CHECK_THAT(one("<lookup field='payment/method' table='methods' missing='ignore'/>"),
             Contains("allowed: reject, keep, default"));
}

TEST_CASE("status pipelines know filter and choice only") {
  const auto status = [](const std::string& steps) {
    return lines(load(document(kConnections + "<pipelines><pipeline id='p'><from connection='wawi'/>" +
                               steps + "<to connection='shop'/></pipeline></pipelines>"))
                     .findings);
  };
  CHECK(status("<filter test=\"status/deliveries/delivery/tracking-number\"/>").empty());
  CHECK_THAT(status("<filter test=\"order/number = '1'\"/>"), Contains("cannot begin with 'order'"));
  CHECK_THAT(status("<set field='number' value='1'/>"), Contains("works on orders only"));
}
