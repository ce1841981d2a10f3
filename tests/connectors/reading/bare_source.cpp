// SPDX-License-Identifier: MIT
// Connector "bare-source": five orders and nothing that the table lets a connector leave out: no check, no
// fetch_keys, no interrupt, no extension. Order 4 never gets complete; order 5 is listed only while `late` is
// true.
#include "../support/plain.hpp"
#include "../support/simple_order.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{
    option(OB_TYPE_BOOL, "late").defaults("true").doc("List order 5", "Bestellung 5 zeigen")};
constexpr auto kOptionTable = option_table(kOptions);

struct BareSource : Plain {
  static constexpr auto kDescription =
      describe("bare-source", OB_FETCH_ORDERS, "Only what every source must have",
               "Nur, was jede Quelle haben muss", kOptionTable);
  BareSource(Host host, const Connection& c) : Plain(host, c), late_(c.flag("late")) {}

  void fetch(Call&, const ob_fetch&, FetchSink& out) {
    OrderBuilder builder;
    for (SimpleOrder order; order.id <= (late_ ? 5U : 4U); ++order.id) {
      const auto id = std::to_string(order.id), number = order.number_or_default();
      const auto row = listed(id, number, order, order.id);
      if (!out.want(row)) continue;
      if (order.id == 4) {
        Note note;
        note.outcome = OB_NOTE_NOT_READY;
        note.id = id;
        note.row = &row;
        note.code = "not-ready";
        note.text = "as the test wants it";
        out.note(note);
      } else {
        out.emit(build_order(builder, order), &row);
      }
    }
    out.checkpoint("", "");
  }
  bool late_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", BareSource)
