// SPDX-License-Identifier: MIT
// See connections.hpp.
#include "connections.hpp"

#include <Poco/Net/SocketImpl.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace orderbridge::jtlconnector {

Connections::~Connections() {
  for (const auto& [socket, entry] : entries_) ::close(entry.descriptor);
}

void Connections::add(const Poco::Net::StreamSocket& socket, std::chrono::milliseconds patience) {
  // Without a descriptor (there are no more) the connection keeps POCO's own time limits.
  const int descriptor = ::fcntl(static_cast<int>(socket.impl()->sockfd()), F_DUPFD_CLOEXEC, 0);
  const std::scoped_lock lock(mutex_);
  entries_.insert_or_assign(socket.impl(), Entry{descriptor, Clock::now() + patience, false});
}

void Connections::remove(const Poco::Net::StreamSocket& socket) {
  const std::scoped_lock lock(mutex_);
  const auto found = entries_.find(socket.impl());
  if (found == entries_.end()) return;
  ::close(found->second.descriptor);
  entries_.erase(found);
}

void Connections::working(const Poco::Net::StreamSocket& socket) {
  const std::scoped_lock lock(mutex_);
  if (const auto found = entries_.find(socket.impl()); found != entries_.end())
    found->second.until = Clock::time_point::max();
}

void Connections::answering(const Poco::Net::StreamSocket& socket, std::chrono::milliseconds patience) {
  const std::scoped_lock lock(mutex_);
  if (const auto found = entries_.find(socket.impl()); found != entries_.end()) {
    found->second.until = Clock::now() + patience;
    found->second.asked = true;
  }
}

void Connections::overdue() {
  const std::scoped_lock lock(mutex_);
  const auto now = Clock::now();
  for (auto& [socket, entry] : entries_) {
    if (entry.until > now) continue;
    entry.until = Clock::time_point::max();
    ::shutdown(entry.descriptor, SHUT_RDWR);  // whoever reads or writes it gets an error and ends
  }
}

void Connections::hurry(Clock::time_point request, Clock::time_point answer) {
  const std::scoped_lock lock(mutex_);
  for (auto& [socket, entry] : entries_)
    if (entry.until != Clock::time_point::max())
      entry.until = std::min(entry.until, entry.asked ? answer : request);
}

}  // namespace orderbridge::jtlconnector
