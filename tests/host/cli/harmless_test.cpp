// SPDX-License-Identifier: MIT
// Which characters reach a terminal: control characters by ISO 6429 (C0, C1), direction marks by Unicode's
// Bidirectional Algorithm (UAX 9, table "Directional formatting characters").
#include "cli/harmless.hpp"

#include <catch2/catch.hpp>

using namespace orderbridge::cli;

TEST_CASE("what could act on a terminal becomes visible") {
  CHECK(harmless("N\x1b[31m\u009b1A\u202e1") == "N\\u001b[31m\\u009b1A\\u202e1");
  CHECK(harmless("\a\b\r\x7f") == "\\u0007\\u0008\\u000d\\u007f");
  CHECK(harmless(std::string_view("a\0b", 3)) == "a\\u0000b");
  for (const char* mark : {"\u061c", "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202d", "\u2066",
                           "\u2069", "\ufeff", "\u0080", "\u009f"})
    CHECK(harmless(mark).rfind("\\u", 0) == 0);
}

TEST_CASE("texts of all scripts, tabs and lines stay as they are") {
  const std::string text = "Käthe\t吾輩は猫 ελληνικά עברית العربية Zoe\u0308 👩\u200d👧 €\u00a0\u00ad\n";
  CHECK(harmless(text) == text);
}

TEST_CASE("bytes that are no UTF-8 are shown, and cost nothing behind them") {
  CHECK(harmless("a\xFFz") == "a\\u00ffz");
  CHECK(harmless("a\xC3") == "a\\u00c3");
  CHECK(harmless("\xE2\x82z") == "\\u00e2\\u0082z");
  CHECK(harmless("\xED\xA0\x80") == "\\u00ed\\u00a0\\u0080");  // a surrogate
  CHECK(harmless("\xC0\x9B") == "\\u00c0\\u009b");             // overlong ESC
}

TEST_CASE("wherever a text is cut into pieces, it comes out the same") {
  const std::string text = "N\x1b[31m ä€👧\u202e\u009b \xE2\x82 end\xC3";
  const auto whole = harmless(text);
  for (std::size_t a = 0; a <= text.size(); ++a)
    for (std::size_t b = a; b <= text.size(); ++b) {
      HarmlessText filter;
      auto out = filter(text.substr(0, a));
      out += filter(text.substr(a, b - a));
      out += filter(text.substr(b));
      REQUIRE(out + filter.rest() == whole);
    }
}
