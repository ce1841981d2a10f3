// SPDX-License-Identifier: MIT
// CancellableSocket: a POCO socket whose every wait (connect, TLS handshake, reading) runs in slices, so that
// a cancelled call returns quickly and a stuck answer is noticed within the time-out. One session, one thread
// at a time.
#pragma once
#include <Poco/Net/StreamSocketImpl.h>

#include "cancel.hpp"

namespace orderbridge::shopware5 {

class CancellableSocket : public Poco::Net::StreamSocketImpl {
 public:
  explicit CancellableSocket(std::chrono::milliseconds idle_timeout) : idle_timeout_(idle_timeout) {}

  /// Set before, reset after each exchange; nullptr = only time-outs end a wait.
  void watch(const CancelToken* token) noexcept { token_ = token; }

  /// Reading waits at most the idle time-out whatever the caller says: POCO's TLS passes the socket's own
  /// receive time-out, which is kept short so that OpenSSL never blocks. Throws Poco::TimeoutException on
  /// cancellation.
  bool poll(const Poco::Timespan& timeout, int mode) override;
  int receiveBytes(void* buffer, int length, int flags) override;

 private:
  ~CancellableSocket() override = default;

  std::chrono::milliseconds idle_timeout_;
  const CancelToken* token_ = nullptr;
};

}  // namespace orderbridge::shopware5
