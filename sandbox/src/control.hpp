// SPDX-License-Identifier: MIT
// The control endpoint /_sandbox of a running shop: faults, changes, counters. No login; the shop listens on
// the loopback address only. Thread-safe.
//
//   POST /_sandbox/fault    body: one fault per line (fault_plan.hpp)      POST /_sandbox/faults/clear
//   POST /_sandbox/change   body: one change per line (shop_changes.hpp)   POST /_sandbox/counters/reset
//   GET  /_sandbox/counters | /_sandbox/puts | /_sandbox/log | /_sandbox/orders | /_sandbox/orders/ID
#pragma once

#include <string>

#include "answer.hpp"
#include "orderbridge/sandbox/counters.hpp"
#include "orderbridge/sandbox/fault_plan.hpp"
#include "orderbridge/sandbox/order_store.hpp"
#include "orderbridge/sandbox/shop_changes.hpp"

namespace orderbridge::sandbox {

class Control {
 public:
  Control(FaultPlan& faults, ShopChanges& changes, OrderStore& store, Counters& counters)
      : faults_(faults), changes_(changes), store_(store), counters_(counters) {}

  Answer answer(const std::string& method, const std::string& path, const std::string& body);

 private:
  bool command(const std::string& path, const std::string& body);  // false: unknown path
  std::string report(const std::string& path) const;               // empty: unknown path

  FaultPlan& faults_;
  ShopChanges& changes_;
  OrderStore& store_;
  Counters& counters_;
};

}  // namespace orderbridge::sandbox
