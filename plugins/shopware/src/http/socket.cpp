// SPDX-License-Identifier: MIT
// See socket.hpp.
#include "socket.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/NetException.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>

namespace orderbridge::shopware5 {
namespace {

short events_of(int mode) noexcept {
  short events = 0;
  if ((mode & Poco::Net::SocketImpl::SELECT_READ) != 0) events |= POLLIN;
  if ((mode & Poco::Net::SocketImpl::SELECT_WRITE) != 0) events |= POLLOUT;
  return events;  // errors are told unasked
}

/// True: something happened. Interrupted by a signal counts as nothing.
bool poll_once(int fd, int mode, std::chrono::microseconds wait) {
  pollfd one{fd, events_of(mode), 0};
  const auto milliseconds = (wait.count() + 999) / 1000;
  const int ready = ::poll(&one, 1, static_cast<int>(milliseconds));
  if (ready < 0 && errno != EINTR) throw Poco::Net::NetException("poll", errno);
  return ready > 0;
}

}  // namespace

void CancellableSocket::check() const {
  if (token_ && token_->requested()) throw Poco::TimeoutException("cancelled");
  if (is_overdue()) throw Poco::TimeoutException("the answer is not complete");
}

bool CancellableSocket::poll(const Poco::Timespan& timeout, int mode) {
  using std::chrono::microseconds;
  const auto budget =
      mode == SELECT_READ ? microseconds(idle_timeout_) : microseconds(timeout.totalMicroseconds());
  const auto deadline = Clock::now() + budget;
  for (;;) {
    check();
    const auto left = std::chrono::duration_cast<microseconds>(std::min(deadline, end_) - Clock::now());
    const auto slice = std::clamp(left, microseconds(0), microseconds(kCancelPoll));
    if (poll_once(sockfd(), mode, slice)) return true;
    if (Clock::now() >= deadline) return false;
  }
}

int CancellableSocket::receiveBytes(void* buffer, int length, int flags) {
  if (!poll(Poco::Timespan(), SELECT_READ)) throw Poco::TimeoutException("no answer");
  return StreamSocketImpl::receiveBytes(buffer, length, flags);
}

}  // namespace orderbridge::shopware5
