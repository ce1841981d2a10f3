// SPDX-License-Identifier: MIT
// Connector "breaks-promises": three orders, and one thing about the sweep that cannot be (`what`): it ends
// without saying that it is complete, half-way or after all orders; a note of an outcome that there is not;
// no row, no record or no note where one is due; a wait that never ends; a bookmark that is too long.
#include <bit>

#include "../support/plain.hpp"
#include "../support/simple_order.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{option(OB_TYPE_CHOICE, "what")
                                  .choices("no-checkpoint|only-cursor|half|more-after|outcome|nulls|for-ever|"
                                           "bookmark|nothing")
                                  .defaults("nothing")
                                  .doc("What is wrong", "Was nicht stimmt")};
constexpr auto kOptionTable = option_table(kOptions);

struct BreaksPromises : Plain {
  static constexpr auto kDescription =
      describe("breaks-promises", OB_FETCH_ORDERS, "Sweeps against the rules", "Durchläufe gegen die Regeln",
               kOptionTable);
  BreaksPromises(Host host, const Connection& c) : Plain(host, c), what_(c.text("what")) {}

  void fetch(Call&, const ob_fetch&, FetchSink& out) {
    OrderBuilder builder;
    for (SimpleOrder order; order.id <= 3; ++order.id) {
      if (what_ == "half" && order.id == 3) return;
      const auto id = std::to_string(order.id), number = order.number_or_default();
      const auto row = listed(id, number, order, order.id);
      if (what_ == "more-after" && order.id == 3) out.checkpoint("", "");
      if (!out.want(row)) continue;
      if (order.id == 2 && (what_ == "outcome" || what_ == "for-ever"))
        odd_note(id, row, out);
      else
        out.emit(build_order(builder, order), &row);
    }
    if (what_ == "nulls") nulls(out);
    if (what_ == "no-checkpoint" || what_ == "more-after") return;
    if (what_ == "bookmark") out.checkpoint("", std::string(5000, 'x'));
    out.checkpoint(what_ == "only-cursor" ? "3" : "", "");
  }

 private:
  void odd_note(const std::string& id, const ob_listed& row, FetchSink& out) const {
    Note note;
    note.outcome = what_ == "outcome" ? 99 : OB_NOTE_FAILED_RETRY;
    note.id = id;
    note.row = &row;
    note.text = "as the test wants it";
    note.retry_after_ms = INT64_MAX;
    note.grace_ms = INT64_MAX;
    out.note(note);
  }
  static void nulls(FetchSink& out) {
    const auto* table = std::bit_cast<const ob_fetch_sink*>(out);
    table->want(table->ctx, nullptr);
    table->emit(table->ctx, nullptr, nullptr);
    table->note(table->ctx, nullptr);
  }
  std::string what_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", BreaksPromises)
