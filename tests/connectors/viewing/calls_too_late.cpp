// SPDX-License-Identifier: MIT
// Connector "calls-too-late": keeps the sinks of query() and run() and calls them once more from the next
// call and from close().
#include "../support/raw_views.hpp"

namespace {

using namespace test_connectors;

class CallsTooLate : public RawViews<CallsTooLate> {
 public:
  static constexpr auto kDescription =
      describe("calls-too-late", 0, "Calls after the call", "Aufrufe nach dem Aufruf", kNoOptions);
  using RawViews::RawViews;

  ob_status query(const ob_call&, const ob_query&, const ob_table_sink& sink) {
    rows_ = &sink;
    return row(sink, {"1", "in time", "1.00"});
  }
  ob_status run(const ob_call&, const ob_action_call&, const ob_action_sink& sink) {
    outcomes_ = &sink;
    sink.outcome(sink.ctx, to_abi("1"), OB_WRITTEN, to_abi(""), to_abi("in time"));
    return OB_OK;
  }
  void close() noexcept {
    if (rows_) row(*rows_, {"2", "too late", "2.00"}), rows_->total(rows_->ctx, 7);
    if (outcomes_)
      outcomes_->outcome(outcomes_->ctx, to_abi("2"), OB_WRITTEN, to_abi(""), to_abi("too late"));
  }

 private:
  const ob_table_sink* rows_ = nullptr;
  const ob_action_sink* outcomes_ = nullptr;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", CallsTooLate)
