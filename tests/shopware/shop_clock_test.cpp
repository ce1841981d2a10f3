// SPDX-License-Identifier: MIT
// Which clock a date of payment is written by.
#include "status/shop_clock.hpp"

#include <catch2/catch.hpp>

#include "mapper/numbers.hpp"

using namespace orderbridge::shopware5;
using orderbridge::TimeZone;

namespace {

const ob_time kNewYear = parse_time("2026-12-31T23:30:00Z");

std::vector<ClockSample> samples(std::initializer_list<const char*> times) {
  std::vector<ClockSample> all;
  for (const auto* time : times)
    if (const auto sample = clock_sample(time)) all.push_back(*sample);
  return all;
}

std::string text(ob_time at, std::initializer_list<const char*> times) {
  return ShopClock(std::nullopt).text(at, samples(times));
}

}  // namespace

TEST_CASE("the option's zone, whatever the shop printed") {
  const auto in = [](const char* zone, ob_time at) {
    return ShopClock(TimeZone::find(zone).value()).text(at, samples({"2026-10-01T00:00:00+0200"}));
  };
  CHECK(in("Europe/Berlin", kNewYear) == "2027-01-01 00:30:00");
  CHECK(in("Europe/London", kNewYear) == "2026-12-31 23:30:00");
  CHECK(in("America/New_York", kNewYear) == "2026-12-31 18:30:00");
  CHECK(in("Asia/Kolkata", kNewYear) == "2027-01-01 05:00:00");
  CHECK(in("Europe/London", parse_time("2026-10-25T00:59:59Z")) == "2026-10-25 01:59:59");
  CHECK(in("Europe/London", parse_time("2026-10-25T01:00:00Z")) == "2026-10-25 01:00:00");
  CHECK(in("America/New_York", parse_time("2026-03-08T07:00:00Z")) == "2026-03-08 03:00:00");
}

TEST_CASE("without it Berlin's, summer and winter, where what the shop printed fits") {
  CHECK(text(kNewYear, {}) == "2027-01-01 00:30:00");
  CHECK(text(kNewYear, {"2026-10-01T00:00:00+0200"}) == "2027-01-01 00:30:00");
  CHECK(text(kNewYear, {"2026-10-01T00:00:00+0200", "2026-12-30T00:00:00+0100"}) == "2027-01-01 00:30:00");
  CHECK(text(parse_time("2026-06-30T22:30:00Z"), {"2026-02-01T00:00:00+0100"}) == "2026-07-01 00:30:00");
}

TEST_CASE("a shop elsewhere: the offset that it printed nearest in time") {
  CHECK(text(kNewYear, {"2026-12-29T10:00:00-0500"}) == "2026-12-31 18:30:00");
  CHECK(text(kNewYear, {"2026-10-01T10:00:00-0400", "2026-12-29T10:00:00-0500"}) == "2026-12-31 18:30:00");
  CHECK(text(kNewYear, {"2026-12-29T10:00:00+0530"}) == "2027-01-01 05:00:00");
  CHECK(text(kNewYear, {"2026-12-29T10:00:00Z"}) == "2026-12-31 23:30:00");
}

TEST_CASE("no time is no text, and what is no time or has no offset is no sample") {
  CHECK(text(OB_NO_TIME, {}).empty());
  for (const auto* none : {"", "2026-12-29 10:00:00", "-0001-11-30T00:00:00+0053", "2026-12-29"})
    CHECK_FALSE(clock_sample(none));
}
