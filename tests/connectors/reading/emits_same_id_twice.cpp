// SPDX-License-Identifier: MIT
// Connector "emits-same-id-twice": order 1 comes twice in one sweep: equal, changed, or as another order
// altogether (other number and time, as after an id was reused).
#include "../support/plain.hpp"
#include "../support/simple_order.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{option(OB_TYPE_CHOICE, "second")
                                  .choices("equal|changed|other")
                                  .defaults("equal")
                                  .doc("What comes the second time", "Was beim zweiten Mal kommt")};
constexpr auto kOptionTable = option_table(kOptions);

struct EmitsSameIdTwice : Plain {
  static constexpr auto kDescription =
      describe("emits-same-id-twice", OB_FETCH_ORDERS, "Gives one order twice",
               "Liefert eine Bestellung doppelt", kOptionTable);
  EmitsSameIdTwice(Host host, const Connection& c) : Plain(host, c), second_(c.text("second")) {}

  void fetch(Call&, const ob_fetch&, FetchSink& out) {
    OrderBuilder builder;
    SimpleOrder order;
    for (const bool again : {false, true}) {
      if (again && second_ != "equal") order.version = 2;
      if (again && second_ == "other") order.number = "99999", order.ordered_at = 0;
      const auto number = order.number_or_default();
      const auto row = listed("1", number, order, again ? 2 : 1);
      out.want(row);
      out.emit(build_order(builder, order), &row);
    }
    out.checkpoint("", "");
  }
  std::string second_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", EmitsSameIdTwice)
