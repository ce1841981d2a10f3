// SPDX-License-Identifier: MIT
// The same instants on every way into JTL-Wawi: sent with the shop's offset, or without one to a JTL-Wawi of
// that zone.
#pragma once
#include "fake_host.hpp"
#include "support/shop_times.hpp"

namespace ob_test {

enum class Sent { kOffset, kNothing };

/// JTL-Wawi's own zone: another one where the shop says its offset.
inline Settings zone_settings(const ShopTime& time, Sent sent, Settings more = {}) {
  more["time-zone"] = sent == Sent::kNothing ? time.zone : "Pacific/Auckland";
  return more;
}

/// An order that was placed and paid at that time.
inline ob_order& fill_order(orderbridge::OrderBuilder& builder, int id, const ShopTime& time, Sent sent) {
  auto& order = fill_order(builder, id);
  order.ordered_at = order.paid_at = time.instant;
  if (sent == Sent::kOffset)
    order.ordered_at_offset = order.paid_at_offset = orderbridge::to_abi(time.offset);
  order.payment_state = orderbridge::to_abi("paid");
  order.paid_amount = order.total_gross;
  return order;
}

}  // namespace ob_test
