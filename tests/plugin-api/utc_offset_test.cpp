// SPDX-License-Identifier: MIT
#include "orderbridge/utc_offset.hpp"

#include <catch2/catch.hpp>

using namespace orderbridge;

TEST_CASE("offsets are read and written") {
  CHECK(parse_utc_offset("+02:00") == 7200);
  CHECK(parse_utc_offset("+0200") == 7200);
  CHECK(parse_utc_offset("-05:30") == -19800);
  CHECK(parse_utc_offset("+14:00") == 50400);
  CHECK(parse_utc_offset("Z") == 0);
  CHECK(parse_utc_offset("-00:00") == 0);
  for (const auto* none :
       {"", "+2:00", "02:00", "+02:0", "+02:60", "+19:00", "+02:00 ", "+02-00", "+0a:00", "CEST"})
    CHECK_FALSE(parse_utc_offset(none));
  for (const int seconds : {0, 3600, -18000, 19800, -12600, 45900})
    CHECK(parse_utc_offset(utc_offset_text(seconds)) == seconds);
  CHECK(utc_offset_text(3208) == "+00:53");  // Berlin's clock before 1893: whole minutes
}

TEST_CASE("a clock's time is the instant and its offset") {
  CHECK(clock_time(1772321400000000, to_abi("+01:00")) == 1772325000000000);
  CHECK(clock_time(1772321400000000, ob_str{}) == 1772321400000000);
  CHECK(clock_time(1772321400000000, to_abi("soon")) == 1772321400000000);
  CHECK(clock_time(OB_NO_TIME, to_abi("+01:00")) == OB_NO_TIME);
}
