// SPDX-License-Identifier: MIT
// CancelToken: asks whether the running call shall stop. Shared by the fetch thread and its workers; the
// host's cancelled() may be asked from any thread. Lives as long as the call.
#pragma once
#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "orderbridge/call.hpp"

namespace orderbridge::shopware5 {

/// How often anything that waits looks at the token.
inline constexpr std::chrono::milliseconds kCancelPoll{100};

class CancelToken {
 public:
  CancelToken(const Call& call, const std::atomic<bool>& interrupted)
      : call_(&call), interrupted_(&interrupted) {}

  bool requested() const noexcept {
    return stopped_.load(std::memory_order_relaxed) || interrupted_->load(std::memory_order_relaxed) ||
           call_->cancelled();
  }
  /// Throws Cancelled.
  void check() const {
    if (requested()) throw Cancelled{};
  }
  /// The call ends by itself: its workers shall drop what they do.
  void stop() noexcept { stopped_.store(true, std::memory_order_relaxed); }

 private:
  const Call* call_;
  const std::atomic<bool>* interrupted_;
  std::atomic<bool> stopped_{false};
};

/// Sleeps, or throws Cancelled.
inline void wait(std::int64_t milliseconds, const CancelToken& token) {
  using Clock = std::chrono::steady_clock;
  const auto until = Clock::now() + std::chrono::milliseconds(milliseconds);
  while (Clock::now() < until) {
    token.check();
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
    std::this_thread::sleep_for(std::min(left, kCancelPoll));
  }
}

}  // namespace orderbridge::shopware5
