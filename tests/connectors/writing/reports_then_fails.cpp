// SPDX-License-Identifier: MIT
// Connector "reports-then-fails": reports part of a batch as written, then fails. What it reported is final;
// the rest is in doubt, and lookup says of it what the option wants.
#include "../support/plain.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{option(OB_TYPE_CHOICE, "reports")
                                  .choices("none|half|all")
                                  .defaults("half")
                                  .doc("How much it reports first", "Wie viel es vorher meldet"),
                              option(OB_TYPE_CHOICE, "status")
                                  .choices(kStatusNames)
                                  .defaults("retry")
                                  .doc("How it fails", "Wie es misslingt"),
                              option(OB_TYPE_CHOICE, "lookup")
                                  .choices("absent|staged|fails")
                                  .defaults("absent")
                                  .doc("What lookup says of any id", "Was die Suche zu jeder Id sagt")};
constexpr auto kOptionTable = option_table(kOptions);

struct ReportsThenFails : Plain {
  static constexpr auto kDescription =
      describe("reports-then-fails", OB_WRITE_ORDERS, "Leaves orders in doubt",
               "Lässt Bestellungen im Zweifel", kOptionTable, OB_CAN_LOOKUP);
  ReportsThenFails(Host host, const Connection& c)
      : Plain(host, c),
        reports_(c.text("reports")),
        status_(status_named(c.text("status"))),
        lookup_(c.text("lookup")) {}

  void write(Call&, const ob_batch& batch, Results& results) {
    const auto count = reports_ == "all" ? batch.count : reports_ == "half" ? batch.count / 2 : 0;
    for (std::size_t i = 0; i < count; ++i) {
      Result r;
      r.remote_id = view(batch.records[i]->id);
      results.report(i, r);
    }
    throw Error(status_, "the test wants this write to fail").remote("ERROR 1205: deadlock", 1205);
  }
  void lookup(Call&, const ob_keys& keys, LookupSink& out) {
    if (lookup_ == "fails") throw retry("the test wants lookup to fail");
    for (std::size_t i = 0; i < keys.count; ++i) {
      ob_found found{};
      found.size = sizeof found;
      found.ordered_at = OB_NO_TIME;
      found.state = lookup_ == "staged" ? OB_FOUND_STAGED : OB_FOUND_ABSENT;
      if (found.state == OB_FOUND_STAGED) found.remote_id = keys.ids[i];
      out.found(i, found);
    }
  }
  std::string reports_;
  ob_status status_;
  std::string lookup_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", ReportsThenFails)
