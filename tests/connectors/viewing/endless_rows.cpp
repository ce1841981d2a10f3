// SPDX-License-Identifier: MIT
// Connector "endless-rows": gives rows whatever limit was asked for and whatever row() answers, until the
// call is cancelled, which it calls a failure where it is told so; deaf: for ever.
#include <chrono>
#include <thread>

#include "../support/raw_views.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{
    option(OB_TYPE_BOOL, "deaf")
        .defaults("false")
        .doc("Does not listen to cancelled()", "Hört nicht auf cancelled()"),
    option(OB_TYPE_BOOL, "fails").defaults("false").doc("Calls it a failure", "Nennt es einen Fehler"),
    option(OB_TYPE_INT, "bytes").defaults("1").doc("Length of the titles", "Länge der Titel")};
constexpr auto kOptionTable = option_table(kOptions);

class EndlessRows : public RawViews<EndlessRows> {
 public:
  static constexpr auto kDescription =
      describe("endless-rows", 0, "Rows without end", "Zeilen ohne Ende", kOptionTable);
  EndlessRows(Host host, const Connection& c)
      : RawViews(host, c),
        title_(static_cast<std::size_t>(c.integer("bytes")), 'x'),
        deaf_(c.flag("deaf")),
        fails_(c.flag("fails")) {}

  ob_status query(const ob_call& call, const ob_query&, const ob_table_sink& sink) {
    while (deaf_ || !call.cancelled(call.ctx)) {
      row(sink, {"1", title_, "1.00"});
      if (deaf_) std::this_thread::sleep_for(std::chrono::milliseconds(1));  // leave others the processor
    }
    return fails_ ? OB_RETRY : OB_CANCELLED;
  }

 private:
  std::string title_;
  bool deaf_, fails_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", EndlessRows)
