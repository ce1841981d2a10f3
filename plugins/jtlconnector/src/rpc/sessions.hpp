// SPDX-License-Identifier: MIT
// Sessions: ids of 128 random bits that end after a time without a call. As many as `limit`; one more ends
// the one that was used longest ago. In memory only: after a restart JTL-Wawi authenticates again. Any
// thread.
#pragma once
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "clock.hpp"

namespace orderbridge::jtlconnector {

class Sessions {
 public:
  Sessions(std::chrono::seconds lifetime, std::size_t limit, Clock clock)
      : lifetime_(lifetime), limit_(limit), clock_(std::move(clock)) {}

  std::string begin();
  /// True: known and not expired; its time starts anew.
  bool use(std::string_view id);
  void end(std::string_view id);
  std::size_t count();

 private:
  struct Session {
    std::string id;
    Moment used;
  };
  void forget_expired();

  const std::chrono::seconds lifetime_;
  const std::size_t limit_;
  const Clock clock_;
  std::mutex mutex_;
  std::vector<Session> sessions_;  // few
};

}  // namespace orderbridge::jtlconnector
