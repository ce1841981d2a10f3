// SPDX-License-Identifier: MIT
// Letters of UTF-8 texts, whole and broken; the patterns by which views search.
#include "utf8.hpp"

#include <catch2/catch.hpp>

#include "customers/normalise.hpp"
#include "views/pattern.hpp"

using namespace orderbridge::jtlwawi;

namespace {

/// The letters of a text in the other case; what is no letter as '!'.
std::string swapped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto before = at;
    if (const auto letter = take_letter(text, at)) {
      append_utf8(out, other_case(letter));
    } else {
      CHECK(at == before);
      out += '!';
      ++at;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("capital and small letters of Europe") {
  CHECK(swapped("aZ09-") == "Az09-");
  CHECK(swapped("äÖüß€") == "ÄöÜẞ€");
  CHECK(swapped("ÿŸ×÷") == "Ÿÿ×÷");
  CHECK(swapped("łŚżŽďĹň") == "ŁśŻžĎĺŇ");
  CHECK(swapped("ıİĸ") == "ıİĸ");  // no pair that all would agree on
  CHECK(swapped("Ωαςσ") == "ωΑςΣ");
  CHECK(swapped("ЯёжЄ") == "яЁЖє");
  CHECK(swapped("日本😀") == "日本😀");
}

TEST_CASE("what is no UTF-8 is neither lost nor read beyond the end") {
  using namespace std::string_view_literals;
  CHECK(swapped("a\xC3") == "A!");
  CHECK(swapped("\xE2\x82") == "!!");
  CHECK(swapped("\xFF\x80") == "!!");
  CHECK(swapped("a\0"sv) == "A!");
  CHECK(swapped("\xE0\x80\x80"sv) == "!!!");  // zero in three bytes
  CHECK(swapped("\xC0\xAF"sv) == "!!");
  CHECK(swapped("\xF0\x82\x82\xAC"sv) == "!!!!");
  CHECK(folded("Berg\0"sv) == "berg\0"sv);
  CHECK(folded("\xE0\x80\x80"sv) == "\xE0\x80\x80"sv);
}

TEST_CASE("what is searched for stands in both cases, signs stand for themselves") {
  CHECK(containing("") == "**");
  CHECK(containing("aÜ1") == "*[aA][Üü]1*");
  CHECK(containing("50%_[x]*?") == "*50%_[[][xX]][*][?]*");
  CHECK(containing("\xFF") == "*\xFF*");
}
