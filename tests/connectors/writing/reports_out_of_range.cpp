// SPDX-License-Identifier: MIT
// Connector "reports-out-of-range": reports all orders as written, and besides an index that no batch has, an
// outcome that does not exist, or a rejection without a reason.
#include "../support/plain.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{option(OB_TYPE_CHOICE, "what")
                                  .choices("index|outcome|no-reason|warn-index|status-outcome")
                                  .defaults("index")
                                  .doc("What is out of range", "Was außerhalb des Erlaubten liegt")};
constexpr auto kOptionTable = option_table(kOptions);

struct ReportsOutOfRange : Plain {
  static constexpr auto kDescription =
      describe("reports-out-of-range", OB_WRITE_ORDERS, "Reports what cannot be", "Meldet, was es nicht gibt",
               kOptionTable);
  ReportsOutOfRange(Host host, const Connection& c) : Plain(host, c), what_(c.text("what")) {}

  void write(Call&, const ob_batch& batch, Results& results) {
    for (std::size_t i = 0; i < batch.count; ++i) {
      Result r;
      r.remote_id = view(batch.records[i]->id);
      if (i == 0 && what_ == "outcome") r.outcome = 99;
      if (i == 0 && what_ == "status-outcome") r.outcome = OB_CONFIRMED;  // only for status updates
      if (i == 0 && what_ == "no-reason") r.outcome = OB_WRITE_REJECTED;
      results.report(i, r);
    }
    for (const auto index : {batch.count, SIZE_MAX}) {
      if (what_ == "index") results.report(index, {});
      if (what_ == "warn-index") results.warn(index, "test", "", "about no order");
    }
  }
  std::string what_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", ReportsOutOfRange)
