// SPDX-License-Identifier: MIT
// Strings across the boundary: absent and empty differ; remote text is cut where a character ends.
#include <catch2/catch.hpp>
#include <orderbridge/text.hpp>

using orderbridge::cut_remote_text;
using orderbridge::to_abi;

TEST_CASE("absent reads as empty, but is not present") {
  CHECK(orderbridge::view({nullptr, 0}).empty());
  CHECK_FALSE(orderbridge::present({nullptr, 0}));
  CHECK(orderbridge::present(to_abi("")));
  CHECK(orderbridge::present(to_abi(std::string_view())));
  CHECK(orderbridge::view(to_abi("abc")) == "abc");
  CHECK(orderbridge::copy(to_abi(std::string_view("a\0b", 3))) == std::string("a\0b", 3));
}

TEST_CASE("German is told by its first letters") {
  CHECK(orderbridge::is_german(to_abi("de")));
  CHECK(orderbridge::is_german(to_abi("de_AT")));
  CHECK_FALSE(orderbridge::is_german(to_abi("en")));
  CHECK_FALSE(orderbridge::is_german({}));
}

TEST_CASE("a short remote text stays, a long one is cut") {
  CHECK(cut_remote_text("short") == "short");
  CHECK(cut_remote_text("").empty());
  CHECK(cut_remote_text(std::string(600, 'x')).size() == 500);
  CHECK(cut_remote_text("abcdef", 6) == "abcdef");
  CHECK(cut_remote_text("abcdef", 5) == "abcde");
  CHECK(cut_remote_text("abcdef", 0).empty());
}

TEST_CASE("no character is cut in half") {
  CHECK(cut_remote_text("a\xC3\xA4", 2) == "a");           // ä
  CHECK(cut_remote_text("a\xC3\xA4", 3) == "a\xC3\xA4");   // fits
  CHECK(cut_remote_text("\xE2\x82\xAC!", 2).empty());      // €
  CHECK(cut_remote_text("x\xF0\x9F\x93\xA6y", 4) == "x");  // a parcel
  CHECK(cut_remote_text("x\xF0\x9F\x93\xA6y", 5).size() == 5);
}

TEST_CASE("control characters cannot break a line or colour a terminal") {
  CHECK(cut_remote_text("a\r\nb\tc\x1B[31m") == "a  b c [31m");
  CHECK(cut_remote_text(std::string_view("a\0b", 3)) == "a b");
}
