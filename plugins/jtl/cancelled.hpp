// SPDX-License-Identifier: MIT
// A payment for an order that is cancelled in JTL-Wawi: no one waits for it there, so a person is told. Pure;
// any thread.
#pragma once
#include <orderbridge/call.hpp>
#include <string>

namespace orderbridge::jtl {

inline constexpr const char* kPaymentOfCancelled = "payment-of-cancelled";

inline bool is_paid(const ob_order& order) {
  return view(order.payment_state) == "paid" || view(order.payment_state) == "partially_paid";
}

inline std::string payment_of_cancelled(const Host& host) {
  return host.say(
      "paid in the shop although the order is cancelled in JTL-Wawi: pay it back, there or in the shop",
      "im Shop bezahlt, obwohl die Bestellung in JTL-Wawi storniert ist: dort oder im Shop erstatten");
}

}  // namespace orderbridge::jtl
