// SPDX-License-Identifier: MIT
// What happens in a shop while it is read: orders appear, also late with lower ids, are written part by part,
// paid, changed, a variant of them is swapped, a person cancels and pays in one change, some are deleted, and
// broken-off baskets are converted. Which and when (after how many requests) comes from the seed. In the end,
// when persons have opened again what they cancelled, each importable order must be staged, as it is by then.
// The shop's own threads make the changes; the object is used by one thread and lives as long as the shop.
#pragma once
#include <cstdint>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "orderbridge/sandbox/sandbox_shop.hpp"

namespace crash {

class GrowingShop {
 public:
  GrowingShop(orderbridge::sandbox::SandboxShop& shop, std::uint64_t seed);

  /// Some changes, to happen during the next requests.
  void plan_changes();
  /// All orders that are half now become complete, and what persons cancelled is open again; at once.
  void settle();
  /// What persons deleted, and where they swapped a variant, which no list shows.
  const std::set<std::int64_t>& deleted() const { return deleted_; }
  const std::set<std::int64_t>& swapped() const { return swapped_; }

  /// Ids of the orders that can be imported now, as the shop's own data say.
  std::vector<std::string> importable() const;

 private:
  using Store = orderbridge::sandbox::OrderStore;
  std::int64_t below(std::int64_t limit) {
    return std::uniform_int_distribution<std::int64_t>(0, limit - 1)(random_);
  }
  std::int64_t some_order();
  std::int64_t free_id();
  std::function<void(Store&)> appearance();
  std::function<void(Store&)> half_or_basket(bool basket);
  std::function<void(Store&)> fulfilment();
  std::function<void(Store&)> unseen();
  std::function<void(Store&)> person();
  std::function<void(Store&)> any_change();

  orderbridge::sandbox::SandboxShop& shop_;
  std::mt19937_64 random_;
  std::int64_t highest_clone_;
  std::set<std::int64_t> given_, deleted_, swapped_, cancelled_;
  std::vector<std::int64_t> half_, baskets_;  // planned, not fulfilled yet
};

/// What a host told the shop by PUT is taken back: a fresh host finds the orders as the first one did.
void take_back_marks(orderbridge::sandbox::SandboxShop& shop);

}  // namespace crash
