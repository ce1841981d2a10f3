// SPDX-License-Identifier: MIT
// Tables for people: columns line up on the screen whatever is in them, and fit into it.
#include "cli/grid.hpp"

#include <catch2/catch.hpp>
#include <sstream>

using namespace orderbridge::cli;

namespace {

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) all.push_back(line);
  return all;
}

const std::vector<GridColumn> kColumns{
    {"Number", false, true}, {"Title", false, false}, {"Price", true, true}};
const std::vector<TableRow> kRows{
    {"B-1", "Käthe Müller", "1.90"}, {"B-100", "吾輩は猫である", "119.90"}, {"B-2", "Zoe\u0308", "12.00"}};

}  // namespace

TEST_CASE("how wide a text is") {
  CHECK(width_of("") == 0);
  CHECK(width_of("abc") == 3);
  CHECK(width_of("Käß€") == 4);
  CHECK(width_of("吾輩") == 4);
  CHECK(width_of("한국") == 4);
  CHECK(width_of("Zoe\u0308") == 3);
  CHECK(width_of("a\u200Db") == 2);
  CHECK(width_of("📦") == 2);
  CHECK(width_of("\xFF\xC3") == 2);  // no UTF-8: something, and no way past the end
}

TEST_CASE("cutting never halves a character") {
  CHECK(cut_to_width("short", 5) == "short");
  CHECK(cut_to_width("longer", 5) == "long…");
  CHECK(cut_to_width("Käthe", 3) == "Kä…");
  CHECK(cut_to_width("吾輩は猫", 4) == "吾…");  // the second would need a fifth column with the mark
  CHECK(cut_to_width("吾輩は猫", 5) == "吾輩…");
  CHECK(cut_to_width("abc", 1) == "…");
  CHECK(cut_to_width("abc", 0).empty());
  for (std::size_t width = 0; width < 16; ++width)
    CHECK(width_of(cut_to_width("a吾e\u0308輩ß📦xyz", width)) <= width);
}

TEST_CASE("columns line up, numbers stand on the right") {
  CHECK(lines(grid(kColumns, kRows, 200)) ==
        std::vector<std::string>{"Number  Title            Price", "B-1     Käthe Müller      1.90",
                                 "B-100   吾輩は猫である  119.90", "B-2     Zoe\u0308              12.00"});
}

TEST_CASE("a table fits the terminal: long texts are cut, keys and amounts are not") {
  for (std::size_t width = 20; width < 40; ++width) {
    const auto text = grid(kColumns, kRows, width, 2);
    INFO(text);
    for (const auto& line : lines(text)) CHECK(width_of(line) <= width);
    if (width >= 26) CHECK_THAT(text, Catch::Contains("B-100") && Catch::Contains("119.90"));
  }
  CHECK(lines(grid(kColumns, kRows, 27))[2] == "B-100   吾輩は猫で…  119.90");
}

TEST_CASE("a terminal that is too narrow for anything still gets lines") {
  CHECK(lines(grid(kColumns, kRows, 8))[1] == "B-1    …");
  CHECK(lines(grid(kColumns, kRows, 1)).size() == 4);
  CHECK(grid({}, {}, 80).empty());
}

TEST_CASE("minor columns go before others are cut to pieces, the last first") {
  const std::vector<GridColumn> columns{{"Order", false, true}, {"Id", true, true, true},
                                        {"Name", false, false}, {"City", false, false, true},
                                        {"Total", true, true},  {"State", false, false}};
  const std::vector<TableRow> rows{
      {"20001", "63", "Käthe Müller", "Ludwigshafen", "104,80", "in Bearbeitung"}};
  std::vector<std::string> left_out;
  CHECK(lines(grid(columns, rows, 80, 0, &left_out)).at(0) ==
        "Order  Id  Name          City           Total  State");
  CHECK(left_out.empty());
  CHECK(lines(grid(columns, rows, 56, 0, &left_out)).at(1) ==
        "20001  63  Käthe Müller  104,80  in Bearbeitung");
  CHECK(left_out == std::vector<std::string>{"City"});
  left_out.clear();
  CHECK(lines(grid(columns, rows, 44, 0, &left_out)).at(1) == "20001  Käthe Müller  104,80  in Bearbeitung");
  CHECK(left_out == std::vector<std::string>{"Id", "City"});
}
