// SPDX-License-Identifier: MIT
// What a test wants to know of an order in the shop: plain copies, taken under the store's lock.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace orderbridge::sandbox {

// One row of s_order_history: written when a PUT really changed the order or payment state.
struct HistoryEntry {
  std::string user;
  long previous_status = 0, status = 0;    // order state
  long previous_payment = 0, payment = 0;  // payment state
  std::string time;                        // 2026-11-23T04:34:05+0100
};

struct OrderState {
  std::int64_t id = 0;
  std::string number;                                                              // "null" if NULL
  long status = 0;                                                                 // orderStatusId
  long payment = 0;                                                                // paymentStatusId
  std::string order_time, changed, tracking_code, internal_comment, cleared_date;  // "null" if null
  bool readable = false;  // false: the detail answers 404
  std::vector<HistoryEntry> history;
};

}  // namespace orderbridge::sandbox
