// SPDX-License-Identifier: MIT
// CancellableSocket: a POCO socket whose every wait (connect, TLS handshake, reading) runs in slices, so that
// a cancelled call returns quickly and a stuck answer is noticed within the time-out; and which knows until
// when the answer must be complete, so that one that trickles has an end, too. One session, one thread at a
// time.
#pragma once
#include <Poco/Net/StreamSocketImpl.h>

#include <chrono>

#include "cancel.hpp"

namespace orderbridge::shopware5 {

class CancellableSocket : public Poco::Net::StreamSocketImpl {
 public:
  explicit CancellableSocket(std::chrono::milliseconds idle_timeout) : idle_timeout_(idle_timeout) {}

  using Clock = std::chrono::steady_clock;

  /// Set before, reset after each exchange; nullptr = only time-outs end a wait.
  void watch(const CancelToken* token, Clock::time_point end = Clock::time_point::max()) noexcept {
    token_ = token;
    end_ = end;
  }
  /// The exchange is over its end: why a wait was broken off.
  bool is_overdue() const { return Clock::now() >= end_; }
  /// Throws Poco::TimeoutException when the call was cancelled or the exchange is over its end. Called for
  /// whatever arrives, since an answer that trickles never makes anybody wait.
  void check() const;

  /// Reading waits at most the idle time-out whatever the caller says: POCO's TLS passes the socket's own
  /// receive time-out, which is kept short so that OpenSSL never blocks. Throws as check(). By poll(2): POCO
  /// 1.11 makes and closes an epoll for every wait.
  bool poll(const Poco::Timespan& timeout, int mode) override;
  int receiveBytes(void* buffer, int length, int flags) override;

 private:
  ~CancellableSocket() override = default;

  std::chrono::milliseconds idle_timeout_;
  const CancelToken* token_ = nullptr;
  Clock::time_point end_ = Clock::time_point::max();
};

}  // namespace orderbridge::shopware5
