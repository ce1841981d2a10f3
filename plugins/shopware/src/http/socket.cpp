// SPDX-License-Identifier: MIT
// See socket.hpp.
#include "socket.hpp"

#include <Poco/Exception.h>

#include <algorithm>

namespace orderbridge::shopware5 {

bool CancellableSocket::poll(const Poco::Timespan& timeout, int mode) {
  using Clock = std::chrono::steady_clock;
  const auto budget = mode == SELECT_READ ? std::chrono::microseconds(idle_timeout_)
                                          : std::chrono::microseconds(timeout.totalMicroseconds());
  const auto deadline = Clock::now() + budget;
  for (;;) {
    if (token_ && token_->requested()) throw Poco::TimeoutException("cancelled");
    const auto left = std::chrono::duration_cast<std::chrono::microseconds>(deadline - Clock::now());
    const auto slice = std::clamp(left, std::chrono::microseconds(0), std::chrono::microseconds(kCancelPoll));
    if (StreamSocketImpl::poll(Poco::Timespan(slice.count()), mode)) return true;
    if (slice == left || left.count() <= 0) return false;
  }
}

int CancellableSocket::receiveBytes(void* buffer, int length, int flags) {
  if (!poll(Poco::Timespan(), SELECT_READ)) throw Poco::TimeoutException("no answer");
  return StreamSocketImpl::receiveBytes(buffer, length, flags);
}

}  // namespace orderbridge::shopware5
