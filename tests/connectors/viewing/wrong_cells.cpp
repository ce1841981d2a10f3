// SPDX-License-Identifier: MIT
// Connector "wrong-cells": between two good rows one with other cells than the view has columns.
#include "../support/raw_views.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{option(OB_TYPE_CHOICE, "what")
                                  .choices("few|many|none|null|utf8|control|huge|absent")
                                  .defaults("few")
                                  .doc("What is wrong", "Was falsch ist")};
constexpr auto kOptionTable = option_table(kOptions);

class WrongCells : public RawViews<WrongCells> {
 public:
  static constexpr auto kDescription =
      describe("wrong-cells", 0, "Rows with wrong cells", "Zeilen mit falschen Zellen", kOptionTable);
  WrongCells(Host host, const Connection& c) : RawViews(host, c), what_(c.text("what")) {}

  ob_status query(const ob_call&, const ob_query&, const ob_table_sink& sink) {
    row(sink, {"1", "first", "1.00"});
    if (what_ == "few") row(sink, {"2", "two"});
    if (what_ == "many") row(sink, {"2", "two", "2.00", "more"});
    if (what_ == "none") sink.row(sink.ctx, nullptr, 0);
    if (what_ == "null") sink.row(sink.ctx, nullptr, 3);
    if (what_ == "utf8") row(sink, {"2", "K\xF6ln", "2.00"});
    if (what_ == "control") row(sink, {"2", "\x1B[2Jred\nline\xC2\x9B", "2.00"});
    if (what_ == "huge") row(sink, {"2", std::string(10 << 20, 'x'), "2.00"});
    if (what_ == "absent") {
      const ob_str cells[]{to_abi("2"), {nullptr, 0}, to_abi("")};
      sink.row(sink.ctx, cells, 3);
    }
    return row(sink, {"3", "last", "3.00"});
  }

 private:
  std::string what_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", WrongCells)
