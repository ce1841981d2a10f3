// SPDX-License-Identifier: MIT
// StagingIds: numbers for new rows, taken inside a transaction that holds the staging lock; JTL's staging
// tables number nothing themselves. Where ids cannot be the shop's own, they begin at a thousand million, far
// above what a shop counts to, so that its later orders do not run into ours. One transaction, one thread.
#pragma once
#include <cstdint>

#include "probe.hpp"

namespace orderbridge::jtlwawi::sqlserver {

inline constexpr std::int64_t kAllocatedFrom = 1'000'000'000;

class StagingIds {
 public:
  StagingIds(Session& session, const Place& place, bool shared)
      : session_(session), place_(place), shared_(shared) {}

  /// For an order, its addresses, its payment, or a customer: one number that all these tables have free.
  std::int64_t next_order();
  /// In and out: the first of any number of free kInetBestellPos.
  std::int64_t& next_position();
  std::int64_t next_attribute();

 private:
  std::int64_t highest(const std::string& column, const std::string& table, bool of_shop = true);

  Session& session_;
  const Place& place_;
  const bool shared_;
  std::int64_t order_ = 0, position_ = 0, attribute_ = 0;  // 0: not yet read
};

}  // namespace orderbridge::jtlwawi::sqlserver
