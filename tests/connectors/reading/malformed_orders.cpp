// SPDX-License-Identifier: MIT
// Connector "malformed-orders": order 1 breaks the rules of the record in the way its option says; order 2 is
// good.
#include "../support/plain.hpp"
#include "../support/simple_order.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{option(OB_TYPE_CHOICE, "what")
                                  .choices("no-id|empty-id|no-billing|no-lines|size-zero|size-small|bad-"
                                           "scale|null-line|line-size-zero|wrong-kind|"
                                           "other-id-than-row|null-with-size")
                                  .defaults("no-billing")
                                  .doc("What is wrong with order 1", "Was an Bestellung 1 falsch ist")};
constexpr auto kOptionTable = option_table(kOptions);

struct MalformedOrders : Plain {
  static constexpr auto kDescription =
      describe("malformed-orders", OB_FETCH_ORDERS, "Orders against the rules",
               "Bestellungen gegen die Regeln", kOptionTable);
  MalformedOrders(Host host, const Connection& c) : Plain(host, c), what_(c.text("what")) {}

  void fetch(Call&, const ob_fetch&, FetchSink& out) {
    OrderBuilder builder;
    for (SimpleOrder order; order.id <= 2; ++order.id) {
      const auto id = std::to_string(order.id);
      const auto row = listed(id, id, order, 1);
      if (!out.want(row)) continue;
      build_order(builder, order);
      if (order.id == 1) damage(builder);
      out.emit(builder.order().head, &row);
    }
    out.checkpoint("", "");
  }

 private:
  void damage(OrderBuilder& builder) {
    static constexpr const ob_line* kNullLine[]{nullptr};
    auto& o = builder.order();
    if (what_ == "no-id") o.head.id = {};
    if (what_ == "empty-id") o.head.id = {"", 0};
    if (what_ == "no-billing") o.billing = nullptr;
    if (what_ == "no-lines") o.line_count = 0;
    if (what_ == "size-zero") o.head.size = 0;
    if (what_ == "size-small") o.head.size = sizeof(ob_record);
    if (what_ == "bad-scale") o.total_gross.scale = 99;
    if (what_ == "null-line") o.lines = kNullLine, o.line_count = 1;
    if (what_ == "line-size-zero") builder.line(0).size = 0;
    if (what_ == "wrong-kind") o.head.kind = 77;
    if (what_ == "other-id-than-row") o.head.id = to_abi("4711");
    if (what_ == "null-with-size") o.number = {nullptr, 5};
  }
  std::string what_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", MalformedOrders)
