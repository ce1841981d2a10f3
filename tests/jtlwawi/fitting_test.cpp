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
  const std::string mark(kCutMark);
  CHECK(cut_visibly("0123456789abcdef", 15) == "01234" + mark);
  CHECK(cut_visibly("ääääääääääääääää", 15) == "äääää" + mark);
  CHECK(cut_visibly("😀😀😀😀😀😀😀😀😀", 15) == "😀😀" + mark);  // half of a pair does not fit
  CHECK(utf16_units(cut_visibly("0123456789abcdef", 15)) == 15);
  CHECK(cut_visibly("abc", 5) == mark);
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
