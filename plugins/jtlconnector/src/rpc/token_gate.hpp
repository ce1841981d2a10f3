// SPDX-License-Identifier: MIT
// TokenGate: the shared token against those who try. Ten wrong ones of a client, then one more every six
// seconds; meanwhile nothing that this client sends is looked at, while all others are served as ever. A
// client is an address; what it is called is the caller's matter. Nothing waits here, so nobody keeps a
// thread busy. Any thread.
#pragma once
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "clock.hpp"

namespace orderbridge::jtlconnector {

class TokenGate {
 public:
  enum class Verdict { kRight, kWrong, kTooMany };

  TokenGate(std::string token, Clock clock) : token_(std::move(token)), clock_(std::move(clock)) {}

  Verdict try_token(std::string_view client, std::string_view token);
  /// Wrong ones so far.
  std::uint64_t refused();

 private:
  void make_room(Moment now);

  const std::string token_;
  const Clock clock_;
  std::mutex mutex_;
  std::map<std::string, Moment, std::less<>> blamed_;  // when all is forgiven; that far ahead is the blame
  std::uint64_t refused_ = 0;
};

}  // namespace orderbridge::jtlconnector
