// SPDX-License-Identifier: MIT
#include "cli/amounts.hpp"

#include <catch2/catch.hpp>

#include "base/language.hpp"

using namespace orderbridge;
using namespace orderbridge::cli;

TEST_CASE("money has two decimals, in the form of the language") {
  set_language(Language::kGerman);
  CHECK(money_text("104.8") == "104,80");
  CHECK(money_text("0") == "0,00");
  CHECK(money_text("30.243697479") == "30,24");
  CHECK(money_text("0.005") == "0,01");
  CHECK(money_text("-0.005") == "-0,01");
  CHECK(money_text("19") == "19,00");
  CHECK(decimal_text("2.50") == "2,5");
  set_language(Language::kEnglish);
  CHECK(money_text("104.8") == "104.80");
  CHECK(money_text("-12.345") == "-12.35");
  CHECK(decimal_text("30.243697479") == "30.243697479");
  CHECK(decimal_text("2.000") == "2");
}

TEST_CASE("what is no number, or too long for two decimals, stays as it is") {
  for (const char* text : {"", "-", "many", "1,5", "9223372036854775807"}) {
    CHECK(money_text(text) == text);
    CHECK(decimal_text(text) == text);
  }
}
