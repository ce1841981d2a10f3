// SPDX-License-Identifier: MIT
// Waiting that ends when the shop stops. One per shop, shared by all connection threads.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace orderbridge::sandbox {

class Stopper {
 public:
  // Waits for that long, or until the shop stops; returns true if it stops.
  bool wait(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return signal_.wait_for(lock, time, [this] { return stopping_; });
  }
  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    signal_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable signal_;
  bool stopping_ = false;
};

}  // namespace orderbridge::sandbox
