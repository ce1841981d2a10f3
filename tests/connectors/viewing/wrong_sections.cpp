// SPDX-License-Identifier: MIT
// Connector "wrong-sections": details, and tables, that are put together wrongly.
#include "../support/raw_views.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{option(OB_TYPE_CHOICE, "what")
                                  .choices("second-row|no-columns|null-column|no-title|many|total")
                                  .defaults("second-row")
                                  .doc("What is wrong", "Was falsch ist")};
constexpr auto kOptionTable = option_table(kOptions);

class WrongSections : public RawViews<WrongSections> {
 public:
  static constexpr auto kDescription =
      describe("wrong-sections", 0, "Details put together wrongly", "Falsch gebaute Details", kOptionTable);
  WrongSections(Host host, const Connection& c) : RawViews(host, c), what_(c.text("what")) {}

  ob_status query(const ob_call&, const ob_query&, const ob_table_sink& sink) {
    row(sink, {"1", "first", "1.00"});
    if (what_ == "second-row") row(sink, {"2", "second", "2.00"});
    if (what_ == "total") sink.total(sink.ctx, 0);
    const ob_text title = to_abi("Sales", "Verkäufe");
    const ob_column* const none[]{nullptr};
    for (int i = 0; what_ == "many" && i < 1000; ++i)
      if (sink.section(sink.ctx, &title, kRawTable.data(), kRawTable.size()) != OB_OK) return OB_CANCELLED;
    if (what_ == "no-columns") sink.section(sink.ctx, &title, nullptr, 3);
    if (what_ == "null-column") sink.section(sink.ctx, &title, none, 1);
    if (what_ == "no-title") sink.section(sink.ctx, nullptr, kRawTable.data(), kRawTable.size());
    row(sink, {"9", "of the section", "9.00"});
    sink.section(sink.ctx, &title, kRawTable.data(), kRawTable.size());
    row(sink, {"3", "good", "3.00"});
    return OB_OK;
  }

 private:
  std::string what_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", WrongSections)
