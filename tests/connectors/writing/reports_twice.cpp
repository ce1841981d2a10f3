// SPDX-License-Identifier: MIT
// Connector "reports-twice": two reports for the first order of a batch, equal or contradicting. A bug,
// always.
#include "../support/plain.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{
    option(OB_TYPE_BOOL, "contradicts")
        .defaults("true")
        .doc("The second report says rejected", "Die zweite Meldung sagt: abgelehnt")};
constexpr auto kOptionTable = option_table(kOptions);

struct ReportsTwice : Plain {
  static constexpr auto kDescription = describe("reports-twice", OB_WRITE_ORDERS, "Reports an order twice",
                                                "Meldet eine Bestellung doppelt", kOptionTable);
  ReportsTwice(Host host, const Connection& c) : Plain(host, c), contradicts_(c.flag("contradicts")) {}

  void write(Call&, const ob_batch& batch, Results& results) {
    for (std::size_t i = 0; i < batch.count; ++i) {
      Result r;
      r.remote_id = view(batch.records[i]->id);
      results.report(i, r);
      if (i != 0) continue;
      if (contradicts_) r.outcome = OB_WRITE_REJECTED, r.code = "test", r.text = "second thoughts";
      results.report(i, r);
    }
  }
  bool contradicts_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", ReportsTwice)
