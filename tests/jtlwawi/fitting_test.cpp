// SPDX-License-Identifier: MIT
#include "fitting.hpp"

#include <catch2/catch.hpp>

using namespace orderbridge;
using namespace orderbridge::jtlwawi;

TEST_CASE("lengths count UTF-16 units") {
  CHECK(utf16_units("") == 0);
  CHECK(utf16_units("Straße") == 6);
  CHECK(utf16_units("€") == 1);
  CHECK(utf16_units("😀") == 2);
}

TEST_CASE("cutting leaves whole characters and a mark within the limit") {
  const std::string mark = "…[gekürzt]";
  CHECK(cut_visibly("0123456789abcdef", 15, mark) == "01234" + mark);
  CHECK(cut_visibly("ääääääääääääääää", 15, mark) == "äääää" + mark);
  CHECK(cut_visibly("😀😀😀😀😀😀😀😀😀", 15, mark) == "😀😀" + mark);  // half of a pair does not fit
  CHECK(utf16_units(cut_visibly("0123456789abcdef", 15, mark)) == 15);
}

TEST_CASE("what fits is not cut, and a mark never takes the place of all of it") {
  const std::string mark = "…[gekürzt]";
  CHECK(cut_visibly("abc", 5, mark) == "abc");
  CHECK(cut_visibly("0123456789abcde", 15, mark) == "0123456789abcde");
  CHECK(cut_visibly("abcdefghijkl", 10, mark) == "abcdefghij");
  CHECK(cut_visibly("abcdefghijkl", 11, mark) == "a" + mark);
  CHECK(cut_visibly("😀😀😀", 5, mark) == "😀😀");
}

TEST_CASE("the mark is in the configured language") {
  ob_host abi{};
  CHECK(jtl::cut_mark(Host(&abi)) == "…[cut]");
  abi.language = to_abi("de");
  CHECK(jtl::cut_mark(Host(&abi)) == "…[gekürzt]");
}

TEST_CASE("paths are those of the record") {
  CHECK(Field("number").path() == "number");
  CHECK(Field("billing", "zip").path() == "billing/zip");
  CHECK(Field("name", 2).path() == "lines/line[3]/name");
}

TEST_CASE("a field that is cut in several tables warns once") {
  ob_host abi{};
  const Host host(&abi);
  std::vector<Warning> warnings;
  Fitter fitter(host, true, warnings);
  fitter.warn("too-long", "billing/city", "a");
  fitter.warn("too-long", "billing/city", "b");
  fitter.warn("too-long", "shipping/city", "c");
  CHECK(warnings.size() == 2);
}
