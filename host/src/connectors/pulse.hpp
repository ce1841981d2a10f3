// SPDX-License-Identifier: MIT
// Pulse of one instance: when its running call last gave a sign of life. Time that the call spends inside the
// host (back-pressure in emit) never counts against it. Any thread.
#pragma once
#include <time.h>

#include <atomic>
#include <cstdint>

namespace orderbridge::connectors {

class Pulse {
 public:
  Pulse() { beat(); }
  void beat() noexcept { last_ms_.store(steady_ms(), std::memory_order_relaxed); }
  std::int64_t silent_ms() const noexcept {
    return inside_host_.load(std::memory_order_relaxed) > 0
               ? 0
               : steady_ms() - last_ms_.load(std::memory_order_relaxed);
  }

  /// While it lives, the call is in the host's hands.
  class InsideHost {
   public:
    explicit InsideHost(Pulse& pulse) noexcept : pulse_(pulse) {
      pulse_.inside_host_.fetch_add(1, std::memory_order_relaxed);
    }
    ~InsideHost() {
      pulse_.beat();
      pulse_.inside_host_.fetch_sub(1, std::memory_order_relaxed);
    }
    InsideHost(const InsideHost&) = delete;
    InsideHost& operator=(const InsideHost&) = delete;

   private:
    Pulse& pulse_;
  };

 private:
  static std::int64_t steady_ms() noexcept {
    timespec time{};  // coarse: asked several times for every order, and milliseconds are enough
    ::clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
    return static_cast<std::int64_t>(time.tv_sec) * 1000 + time.tv_nsec / 1000000;
  }
  std::atomic<std::int64_t> last_ms_{0};
  std::atomic<int> inside_host_{0};
};

}  // namespace orderbridge::connectors
