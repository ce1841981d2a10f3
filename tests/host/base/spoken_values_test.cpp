// SPDX-License-Identifier: MIT
#include "base/spoken_values.hpp"

#include <catch2/catch.hpp>

using namespace orderbridge;

TEST_CASE("amounts as people type them") {
  CHECK(decimal_of("19,90") == "19.90");
  CHECK(decimal_of("-19,90") == "-19.90");
  CHECK(decimal_of("19.90") == "19.90");
  for (const auto* other : {"", ",", "19,", ",90", "1.234,56", "1,234.56", "1,2,3", "a,b", "-,5"})
    CHECK(decimal_of(other) == other);
}

TEST_CASE("days as people type them") {
  CHECK(date_of("30.11.2026") == "2026-11-30");
  CHECK(date_of("1.3.2026") == "2026-03-01");
  CHECK(date_of("99.99.2026") == "2026-99-99");  // no day: whoever checks it says so
  for (const auto* other :
       {"", "2026-11-30", "30.11.26", "30.11.", "..2026", "30.11.2026.1", "1.2.3.4", "a.b.2026"})
    CHECK(date_of(other) == other);
}
