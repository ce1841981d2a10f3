// SPDX-License-Identifier: MIT
// Connector "emits-after-stop": goes on with want(), emit() and checkpoint() after the host said
// OB_CANCELLED, and says OK in the end. It emits for as long as it is not stopped, then a thousand more.
#include "../support/plain.hpp"
#include "../support/simple_order.hpp"

namespace {

using namespace test_connectors;

struct EmitsAfterStop : Plain {
  static constexpr auto kDescription =
      describe("emits-after-stop", OB_FETCH_ORDERS, "Does not stop when it is told to",
               "Hört nicht auf, wenn es soll", kNoOptions);
  using Plain::Plain;

  void fetch(Call&, const ob_fetch&, FetchSink& out) {
    OrderBuilder builder;
    int after_stop = 0;
    for (SimpleOrder order; after_stop < 1000; ++order.id) {
      const auto id = std::to_string(order.id);
      const auto row = listed(id, id, order, 1);
      const bool stopped = !goes_on([&] { out.want(row); });
      if (!goes_on([&] { out.emit(build_order(builder, order), &row); }) || stopped) ++after_stop;
      goes_on([&] { out.checkpoint(id, ""); });
    }
  }

 private:
  template <class Fn>
  static bool goes_on(Fn&& fn) {
    try {
      fn();
      return true;
    } catch (const Cancelled&) {
    } catch (const Error&) {
    }
    return false;
  }
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", EmitsAfterStop)
