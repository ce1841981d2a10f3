// SPDX-License-Identifier: MIT
// Pulse of one instance: when its running call last gave a sign of life. Time that the call spends inside the
// host (back-pressure in emit) never counts against it. Any thread.
#pragma once
#include <atomic>
#include <chrono>
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
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
  }
  std::atomic<std::int64_t> last_ms_{0};
  std::atomic<int> inside_host_{0};
};

}  // namespace orderbridge::connectors
