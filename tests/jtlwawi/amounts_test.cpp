// SPDX-License-Identifier: MIT
#include "amounts.hpp"

#include <catch2/catch.hpp>

#include "fake_host.hpp"
#include "jtl/status_update.hpp"
#include "support/shop_times.hpp"

using namespace orderbridge;
using namespace orderbridge::jtlwawi;

namespace {

struct Fitting {
  ob_host abi{};
  Host host{&abi};
  std::vector<Warning> warnings;
  Fitter fitter{host, true, warnings};
};

Decimal number(const char* text) {
  return Decimal::parse(text).value();
}

}  // namespace

TEST_CASE("amounts are canonical decimal text") {
  Fitting f;
  const auto text = [&](const char* value) { return amount_text(number(value), f.fitter, "total/gross"); };
  CHECK(text("19.90") == "19.9");
  CHECK(text("1e-4") == "0.0001");
  CHECK(text("-0.50") == "-0.5");
  CHECK(text("0.00") == "0");
  CHECK(text("999999999999.99") == "999999999999.99");
  CHECK(text("0.0000000000001") == "0.0000000000001");
  CHECK(f.warnings.empty());
}

TEST_CASE("what exceeds decimal(25,13) is rounded with a warning or refused") {
  Fitting f;
  CHECK(amount_text(number("0.00000000000006"), f.fitter, "total/gross") == "0.0000000000001");
  REQUIRE(f.warnings.size() == 1);
  CHECK(f.warnings[0].code == "rounded");
  CHECK_THROWS_AS(amount_text(number("1000000000000"), f.fitter, "total/gross"), OrderRejected);
  CHECK_THROWS_AS(amount_text(number("-1000000000000.5"), f.fitter, "total/gross"), OrderRejected);
}

TEST_CASE("a missing number names its place") {
  Fitting f;
  try {
    required(ob_decimal{}, f.fitter, {"unit-price", 1});
    FAIL("no exception");
  } catch (const OrderRejected& e) {
    CHECK(e.code == "missing-value");
    CHECK(std::string(e.what()).find("lines/line[2]/unit-price") != std::string::npos);
  }
  CHECK(optional_amount(ob_decimal{}, f.fitter, "total/net").empty());
}

TEST_CASE("net prices keep ten digits, so gross comes back to the cent") {
  struct Case {
    const char *gross, *rate, *net;
  };
  const auto c =
      GENERATE(Case{"19.99", "19", "16.7983193277"}, Case{"4.9", "19", "4.1176470588"},
               Case{"-10", "7", "-9.3457943925"}, Case{"100", "0", "100"}, Case{"119", "19", "100"},
               Case{"59.5", "8.1", "55.0416281221"}, Case{"12345678901.5", "19", "10374520085.294118"});
  const Decimal net = net_price(number(c.gross), number(c.rate), true);
  CHECK(net.normalized().to_string() == c.net);
  const Decimal factor = number(c.rate) + Decimal(100, 0);
  CHECK(Decimal::divide(Decimal::multiply(net, factor, 6), Decimal(100, 0), 2) == number(c.gross).rounded(2));
}

TEST_CASE("gross prices come back from their net price up to nine decimals; then some do not") {
  const auto back = [](const char* gross, const char* rate) {
    return comes_back(number(gross), net_price(number(gross), number(rate), true), number(rate));
  };
  for (const auto* rate : {"0", "7", "8.1", "19", "25.5"}) {
    CHECK(back("19.99", rate));
    CHECK(back("-19.999999999", rate));
    CHECK(back("0.000000001", rate));
  }
  CHECK(back("11.9000000000", "19"));  // zeros at the end are no digits
  CHECK(back("0.00000000119", "19"));
  CHECK_FALSE(back("19.9900000000001", "19"));
  CHECK_FALSE(back("0.0000000000001", "19"));
  CHECK_FALSE(back("12345678901.500001", "19"));  // its net price has 6 digits
  CHECK_FALSE(comes_back({INT64_MAX, 13}, {INT64_MAX, 13}, number("19")));
}

TEST_CASE("net prices on net basis stay as given") {
  CHECK(net_price(number("836.134"), number("19"), false).to_string() == "836.134");
}

TEST_CASE("clock times as texts, and back") {
  using jtl::ClockTime, jtl::clock_time_of;
  CHECK(iso_time(ClockTime{1795248930000000}) == "2026-11-21T08:15:30");
  CHECK(plain_time(ClockTime{1795248930999999}) == "2026-11-21 08:15:30");
  CHECK(jtl::day(ClockTime{1795248930999999}) == "2026-11-21");
  CHECK(iso_time(ClockTime{-1}) == "1969-12-31T23:59:59");
  CHECK(iso_time(ClockTime{}).empty());
  CHECK(jtl::utc_time(1795248930000000) == "2026-11-21T08:15:30");
  for (const auto* text : {"2026-11-21 08:15:30", "2026-11-21T08:15:30", "2026-11-21T08:15:30Z"})
    CHECK(clock_time_of(text).micros == 1795248930000000);
  CHECK(clock_time_of("2026-11-21").micros == 1795219200000000);
  for (const auto* none : {"", "gestern", "2026-13-01", "2026-02-30 10:00:00"})
    CHECK_FALSE(clock_time_of(none).is_known());
}

TEST_CASE("a clock shows an instant by the offset that was sent, else by its zone") {
  for (const auto& time : ob_test::kShopTimes) {
    CAPTURE(time.zone, time.shown, time.offset);
    const jtl::LocalClock own(TimeZone::find(time.zone).value()),
        other(TimeZone::find("Pacific/Auckland").value());
    CHECK(plain_time(own.show(time.instant)) == time.shown);
    CHECK(plain_time(other.show(time.instant, to_abi(time.offset))) == time.shown);
    CHECK(plain_time(own.show(time.instant, to_abi("soon"))) == time.shown);
    CHECK(own.offset_at(time.instant) == time.offset);
    CHECK(own.iso_with_offset(time.instant) == time.iso() + time.offset);
    CHECK(other.iso_with_offset(time.instant, to_abi(time.offset)) == time.iso() + time.offset);
    const auto& read_as = ob_test::as_read(time);
    CHECK(own.instant(jtl::clock_time_of(time.shown)) == read_as.instant);
    CHECK(own.with_offset(jtl::clock_time_of(time.shown)) == std::string(time.shown) + " " + read_as.offset);
  }
  const jtl::LocalClock berlin(TimeZone::find("Europe/Berlin").value());
  CHECK_FALSE(berlin.show(OB_NO_TIME).is_known());
  CHECK(berlin.instant({}) == OB_NO_TIME);
  CHECK(berlin.iso_with_offset(OB_NO_TIME).empty());
  CHECK(berlin.with_offset({}).empty());
  for (const ob_time extreme : {INT64_MIN + 1, INT64_MAX}) plain_time(berlin.show(extreme, to_abi("+14:00")));
}

TEST_CASE("a status update's hash knows the clock's time, not the zone") {
  jtl::StatusUpdate update;
  update.id = "63";
  update.paid_at = jtl::clock_time_of("2026-11-24 09:00:00");
  update.deliveries.emplace_back().at = jtl::clock_time_of("2026-11-23 10:00:00");
  const auto hash = update.hash();
  const auto& berlin = update.build(jtl::LocalClock(TimeZone::find("Europe/Berlin").value()));
  CHECK(berlin.paid_at == 1795507200000000);
  CHECK(view(berlin.paid_at_offset) == "+01:00");
  CHECK(berlin.deliveries[0]->delivered_at == 1795424400000000);
  CHECK(view(berlin.deliveries[0]->delivered_at_offset) == "+01:00");
  const auto& kolkata = update.build(jtl::LocalClock(TimeZone::find("Asia/Kolkata").value()));
  CHECK(kolkata.paid_at == 1795491000000000);
  CHECK(update.hash() == hash);
  update.paid_at = jtl::clock_time_of("2026-11-25 09:00:00");
  CHECK(update.hash() != hash);
}

TEST_CASE("gross prices: as given, or with tax up to the 13 digits of JTL's columns") {
  const auto gross = [](const char* price, const char* rate, bool gross_basis) {
    return gross_price(*Decimal::parse(price), *Decimal::parse(rate), gross_basis).normalized().to_string();
  };
  CHECK(gross("19.99", "19", true) == "19.99");
  CHECK(gross("10", "19", false) == "11.9");
  CHECK(gross("10.555", "5.5", false) == "11.135525");
  CHECK(gross("16.7983193277311", "19", false) == "19.99");
  CHECK(gross("0.0000000000001", "19", false) == "0.0000000000001");
  CHECK(gross("800000.0000000000001", "19", false) == "952000");
  CHECK(gross("700000000000.999999", "19", false) == "833000000001.189999");
  CHECK(gross("10", "0", false) == "10");
}
