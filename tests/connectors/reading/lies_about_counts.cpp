// SPDX-License-Identifier: MIT
// Connector "lies-about-counts": asks want() for five orders, emits three, says no word of the other two,
// calls the sweep complete, and reports progress beyond its own total.
#include "../support/plain.hpp"
#include "../support/simple_order.hpp"

namespace {

using namespace test_connectors;

struct LiesAboutCounts : Plain {
  static constexpr auto kDescription =
      describe("lies-about-counts", OB_FETCH_ORDERS, "Loses orders it asked for",
               "Verliert Bestellungen, nach denen es fragte", kNoOptions);
  using Plain::Plain;

  void fetch(Call& call, const ob_fetch&, FetchSink& out) {
    OrderBuilder builder;
    for (SimpleOrder order; order.id <= 5; ++order.id) {
      const auto id = std::to_string(order.id);
      const auto row = listed(id, id, order, 1);
      if (out.want(row) && order.id <= 3) out.emit(build_order(builder, order), &row);
      call.progress(order.id * 1000, 5);
    }
    out.checkpoint("", "highest=5");
  }
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", LiesAboutCounts)
