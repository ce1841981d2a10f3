// SPDX-License-Identifier: MIT
// Number and order time tell whether an order under a known id is still the same order. Pure; any thread.
#pragma once
#include <orderbridge/connector_abi.h>

namespace orderbridge::jtl {

/// A corrected time zone in the shop moves all order times by quarters of an hour; that makes no other
/// orders.
inline bool is_zone_shift(ob_time a, ob_time b) {
  if (a == OB_NO_TIME || b == OB_NO_TIME) return false;
  constexpr ob_time kQuarter = 15 * 60 * 1000000LL, kMost = 26 * 4 * kQuarter;
  const ob_time difference = a > b ? a - b : b - a;
  return difference % kQuarter == 0 && difference <= kMost;
}

}  // namespace orderbridge::jtl
