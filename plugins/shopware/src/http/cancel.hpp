// SPDX-License-Identifier: MIT
// CancelToken: asks whether the running call shall stop. Shared by the fetch thread and its workers; the
// host's cancelled() may be asked from any thread. Lives as long as the call.
#pragma once
#include <atomic>
#include <chrono>

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

}  // namespace orderbridge::shopware5
