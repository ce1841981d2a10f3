// SPDX-License-Identifier: MIT
// Connector "hang-in-fetch": gives some orders, then waits without a sign of life until it is interrupted or
// cancelled; with deaf="true" for ever, so that the host has to abandon the call.
#include <condition_variable>
#include <mutex>

#include "../support/plain.hpp"
#include "../support/simple_order.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{
    option(OB_TYPE_INT, "orders").defaults("2").doc("Orders before it hangs", "Bestellungen, bevor es hängt"),
    option(OB_TYPE_BOOL, "deaf")
        .defaults("false")
        .doc("Takes no notice of cancel and interrupt", "Beachtet weder Abbruch noch Weckruf")};
constexpr auto kOptionTable = option_table(kOptions);

struct HangInFetch : Plain {
  static constexpr auto kDescription =
      describe("hang-in-fetch", OB_FETCH_ORDERS, "Stops answering", "Antwortet nicht mehr", kOptionTable);
  HangInFetch(Host host, const Connection& c)
      : Plain(host, c), orders_(static_cast<std::uint64_t>(c.integer("orders"))), deaf_(c.flag("deaf")) {}

  void fetch(Call& call, const ob_fetch&, FetchSink& out) {
    OrderBuilder builder;
    for (SimpleOrder order; order.id <= orders_; ++order.id) {
      const auto id = std::to_string(order.id);
      const auto row = listed(id, id, order, 1);
      if (out.want(row)) out.emit(build_order(builder, order), &row);
    }
    std::unique_lock lock(mutex_);
    while (deaf_ || !(interrupted_ || call.cancelled())) wake_.wait_for(lock, std::chrono::milliseconds(50));
    interrupted_ = false;
    throw Cancelled{};
  }
  void interrupt() {
    const std::lock_guard lock(mutex_);
    interrupted_ = true;
    wake_.notify_all();
  }

  std::uint64_t orders_;
  bool deaf_, interrupted_ = false;  // the latter under mutex_
  std::mutex mutex_;
  std::condition_variable wake_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", HangInFetch)
