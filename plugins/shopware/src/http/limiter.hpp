// SPDX-License-Identifier: MIT
// Limiter: how many requests may be in flight at once. Starts small, doubles while the shop keeps its pace,
// then adds one at a time; halves when the shop refuses (429, 503) or its latency rises well above its best.
// Shared by all instances of a connection; thread-safe.
#pragma once
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "cancel.hpp"

namespace orderbridge::shopware5 {

/// The arithmetic without threads or clocks, so that it can be tested.
class Pace {
 public:
  using Latency = std::chrono::microseconds;
  explicit Pace(int maximum) : maximum_(maximum), limit_(maximum < 2 ? maximum : 2) {}

  int limit() const noexcept { return limit_; }
  void answered(Latency latency);
  void refused();

 private:
  void slow_down();

  int maximum_, limit_;
  bool doubling_ = true;
  int answers_ = 0;           // in this window of `limit_` answers
  Latency sum_{0}, best_{0};  // best mean of a window so far, forgotten slowly
};

class Limiter {
 public:
  explicit Limiter(int maximum) : pace_(maximum) {}

  /// Waits for a place; throws Cancelled. Returns how many were answered by then.
  std::uint64_t enter(const CancelToken& token);
  void leave_answered(Pace::Latency latency);
  void leave_refused();
  /// The answer did not come in time. A shop that answered others meanwhile is not overloaded: that request
  /// hangs for reasons of its own. `answered_before`: as enter() said.
  void leave_hung(std::uint64_t answered_before);
  void leave();  // nothing learnt
  int limit();

 private:
  template <class Learn>
  void leave_after(Learn learn);

  std::mutex mutex_;
  std::condition_variable place_;
  Pace pace_;
  int in_flight_ = 0;
  std::uint64_t answered_ = 0;
};

}  // namespace orderbridge::shopware5
