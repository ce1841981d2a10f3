// SPDX-License-Identifier: MIT
// Random courses of payments for the sinks that share a database with JTL-Wawi: what a house of orders, a
// shop, both pipelines and a JTL-Wawi has in common. OB_SEED=N repeats one, OB_COURSES=N runs more or fewer.
#pragma once
#include <functional>

#include "../crash/seed.hpp"
#include "../jtl/paid_shop.hpp"

namespace ob_test {

/// What the JTL-Wawi behind a sink does. Amounts are cents; `order` is the shop's id.
struct PaidWawi {
  std::function<void(int order)> take_over;
  std::function<bool(int order)> is_taken;
  /// All that is booked there for an order, whoever entered it.
  std::function<std::int64_t(int order)> booked;
  /// Enters a payment of its own; negative takes back.
  std::function<void(ShopOrder& order, std::int64_t amount)> book;
  /// Bookings are taken back, too.
  bool takes_back = true;
  /// What waits for JTL's Worker cannot be told from money of JTL-Wawi's own: then a person is asked, too.
  bool lags = false;
  /// What its own work does beside: JTL's Worker takes the shop's payments over.
  std::function<void()> work;
};

struct CourseCounts {
  int complete = 0, doubted = 0;
};

/// Lets `orders` have their courses. After a booking was taken back the shop hears of it before its orders
/// are read again: these ways keep no memory of what they told, so that what the shop still shows cannot be
/// told from a payment in the shop.
void run_courses(Random& random, Wawi& sink, const PaidWawi& wawi, std::vector<ShopOrder>& orders,
                 CourseCounts& counts);

}  // namespace ob_test
