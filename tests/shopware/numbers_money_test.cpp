// SPDX-License-Identifier: MIT
// Numbers, dates and the tax rate of shipping.
#include <catch2/catch.hpp>

#include "mapper/money.hpp"
#include "mapper/numbers.hpp"
#include "mapper/states.hpp"

using namespace orderbridge;
using namespace orderbridge::shopware5;

namespace {

std::string number(std::string_view token, int scale = 6) {
  const auto value = parse_number(token, scale);
  return value ? value->to_string() : "none";
}
Decimal dec(std::string_view text) {
  return *Decimal::parse(text);
}
PricedLine line(const char* price, const char* rate, const char* quantity = "1") {
  return {dec(quantity), dec(price), dec(rate), true};
}
std::string parts(const Terms& terms, const ShippingCost& cost, const std::vector<PricedLine>& lines) {
  std::string text;
  for (const auto& part : shipping_parts(terms, cost, lines))
    text += part.price.to_string() + "@" + part.tax_rate.to_string() + " ";
  return text;
}

}  // namespace

TEST_CASE("numbers as PHP prints them") {
  CHECK(number("19") == "19");
  CHECK(number(" 68.790000000000006 ") == "68.79");
  CHECK(number("836.13400000000001") == "836.134");
  CHECK(number("0.33333333333333") == "0.333333");
  CHECK(number("-1.0000000000000001e-5") == "-0.00001");
  CHECK(number("1e-30") == "0");
  CHECK(number("1.5E2") == "150");
  CHECK(number("2.675", 2) == "2.68");
  CHECK(number("-2.675", 2) == "-2.68");
  CHECK(number("") == "none");
  CHECK(number("12x") == "none");
  CHECK(number("1,5") == "none");
  CHECK_THROWS_AS(parse_number("1e30", 2), DecimalError);
  CHECK_THROWS_AS(parse_number("99999999999999999999999", 2), DecimalError);
}

TEST_CASE("the offset that the shop sent is kept") {
  CHECK(time_offset("2026-10-22T04:44:02+0200") == "+02:00");
  CHECK(time_offset("2026-10-21T21:14:02-0530") == "-05:30");
  CHECK(time_offset("2026-10-22T02:44:02.123Z") == "+00:00");
  CHECK(time_offset("2026-10-22 02:44:02") == "+00:00");  // taken as UTC, and so it is shown as it was sent
  CHECK(time_offset("2026-10-22") == "+00:00");
  for (const auto* none : {"", "-0001-11-30T00:00:00+0053", "0000-00-00 00:00:00", "gestern"})
    CHECK(time_offset(none).empty());
}

TEST_CASE("dates: offsets without colon, zero dates, nonsense") {
  CHECK(parse_time("2026-10-22T04:44:02+0200") == 1792637042000000);
  CHECK(parse_time("2026-10-22T04:44:02+02:00") == 1792637042000000);
  CHECK(parse_time("2026-10-22T02:44:02Z") == 1792637042000000);
  CHECK(parse_time("2026-10-21T21:14:02-0530") == 1792637042000000);
  CHECK(parse_time("2026-10-22") == 1792627200000000);
  for (const auto* bad :
       {"-0001-11-30T00:00:00+0053", "0000-00-00T00:00:00+0000", "0000-00-00", "", "x", "2026-13-01",
        "2026-02-30T00:00:00Z", "2026-02-03T25:00:00Z", "2026-02-03T05:00:00+2"})
    CHECK(parse_time(bad) == OB_NO_TIME);
  CHECK(date_part("1980-02-29T00:00:00+0100") == "1980-02-29");
  CHECK(date_part("-0001-11-30T00:00:00+0053").empty());
}

TEST_CASE("the tax rate of shipping") {
  const Terms gross;
  const std::vector<PricedLine> mixed{line("10", "19"), line("10", "7")};
  SECTION("stored: taken") {
    CHECK(parts(gross, {dec("3.9"), dec("3.28"), dec("19")}, mixed) == "3.9@19 ");
  }
  SECTION("stored 0 and nothing to tax: taken") {
    CHECK(parts(gross, {dec("0"), dec("0"), dec("0")}, mixed) == "0@0 ");
  }
  SECTION("stored 0 although there is tax: derived") {
    CHECK(parts(gross, {dec("3.9"), dec("3.28"), dec("0")}, mixed) == "3.9@19 ");
  }
  SECTION("before 5.5: derived and snapped to a rate of the order") {
    CHECK(parts(gross, {dec("3.9"), dec("3.64"), std::nullopt}, mixed) == "3.9@7 ");
    CHECK(parts(gross, {dec("2.9"), dec("2.69"), std::nullopt}, {line("10", "7.7")}) == "2.9@7.7 ");
  }
  SECTION("no rate of the order fits: the highest") {
    CHECK(parts(gross, {dec("12.5"), dec("10"), std::nullopt}, mixed) == "12.5@19 ");
  }
  SECTION("tax-free: 0") {
    CHECK(parts({true, true, false}, {dec("19.81"), dec("19.81"), dec("19")}, mixed) == "19.81@0 ");
  }
  SECTION("net prices: the net amount") {
    CHECK(parts({true, false, false}, {dec("3.9"), dec("3.28"), dec("19")}, mixed) == "3.28@19 ");
  }
}

TEST_CASE("proportional shipping adds up exactly, whatever the shares") {
  const Terms terms{false, false, true};
  const std::vector<PricedLine> lines{line("9.99", "19", "3"), line("4.95", "7", "7"), line("1.01", "5")};
  const auto shares = shipping_parts(terms, {dec("4.99"), dec("4.4"), dec("0")}, lines);
  REQUIRE(shares.size() == 3);
  Decimal sum;
  for (const auto& share : shares) sum = sum + share.price;
  CHECK(sum == dec("4.99"));
  CHECK(parts(terms, {dec("4.99"), dec("4.19"), dec("0")}, {line("5", "19")}) == "4.99@19 ");
}

TEST_CASE("three cents are the shop's own rounding") {
  CHECK(agree(dec("100.03"), dec("100"), kShopsRounding));
  CHECK(agree(dec("99.97"), dec("100"), kShopsRounding));
  CHECK_FALSE(agree(dec("100.031"), dec("100"), kShopsRounding));
}

TEST_CASE("states") {
  CHECK(state_name(0) == "open");
  CHECK(state_name(50) == "other");
  CHECK(delivery_state_name(6) == "partial");
  CHECK(payment_state_name(0) == "open");
  CHECK(payment_state_name(12) == "paid");
  CHECK(payment_state_name(17) == "open");
  CHECK(payment_status_text(17, Language{true}) == "17 (offen)");
  CHECK(order_status_text(50, Language{}) == "50");
}
