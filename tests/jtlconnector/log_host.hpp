// SPDX-License-Identifier: MIT
// A host that keeps what is logged. Any thread.
#pragma once
#include <mutex>
#include <orderbridge/call.hpp>
#include <string>

namespace ob_test {

class LogHost {
 public:
  LogHost() {
    host_.size = sizeof host_;
    host_.ctx = this;
    host_.language = orderbridge::to_abi("en");
    host_.log_enabled = [](void*, std::int32_t) -> std::int32_t { return 1; };
    host_.log = [](void* ctx, std::int32_t, ob_str, ob_str message) {
      auto& self = *static_cast<LogHost*>(ctx);
      const std::scoped_lock lock(self.mutex_);
      self.text_ += orderbridge::copy(message) + "\n";
    };
  }
  LogHost(const LogHost&) = delete;
  LogHost& operator=(const LogHost&) = delete;

  const orderbridge::Host& host() const { return face_; }
  std::string logged() {
    const std::scoped_lock lock(mutex_);
    return text_;
  }

 private:
  ob_host host_{};
  orderbridge::Host face_{&host_};
  std::mutex mutex_;
  std::string text_;
};

}  // namespace ob_test
