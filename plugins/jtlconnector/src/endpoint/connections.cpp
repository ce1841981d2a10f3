// SPDX-License-Identifier: MIT
// See connections.hpp.
#include "connections.hpp"

#include <Poco/Exception.h>

#include <algorithm>

namespace orderbridge::jtlconnector {
namespace {

int key_of(const Poco::Net::StreamSocket& socket) {
  return static_cast<int>(socket.impl()->sockfd());
}

}  // namespace

void Connections::add(const Poco::Net::StreamSocket& socket, std::chrono::milliseconds patience) {
  const std::scoped_lock lock(mutex_);
  entries_.insert_or_assign(key_of(socket), Entry{socket, Clock::now() + patience, false});
}

void Connections::remove(const Poco::Net::StreamSocket& socket) {
  const std::scoped_lock lock(mutex_);
  // Its descriptor is gone where POCO has closed it, so the object itself is looked for.
  std::erase_if(entries_, [&](const auto& entry) { return entry.second.socket == socket; });
}

void Connections::working(const Poco::Net::StreamSocket& socket) {
  const std::scoped_lock lock(mutex_);
  if (const auto found = entries_.find(key_of(socket)); found != entries_.end())
    found->second.until = Clock::time_point::max();
}

void Connections::answering(const Poco::Net::StreamSocket& socket, std::chrono::milliseconds patience) {
  const std::scoped_lock lock(mutex_);
  if (const auto found = entries_.find(key_of(socket)); found != entries_.end())
    found->second = {found->second.socket, Clock::now() + patience, true};
}

void Connections::overdue() {
  const std::scoped_lock lock(mutex_);
  const auto now = Clock::now();
  for (auto& [descriptor, entry] : entries_) {
    if (entry.until > now) continue;
    entry.until = Clock::time_point::max();
    try {
      entry.socket.shutdown();  // whoever reads or writes it gets an error and ends
    } catch (const Poco::Exception&) {
      // The client was faster.
    }
  }
}

void Connections::hurry(Clock::time_point request, Clock::time_point answer) {
  const std::scoped_lock lock(mutex_);
  for (auto& [descriptor, entry] : entries_)
    if (entry.until != Clock::time_point::max())
      entry.until = std::min(entry.until, entry.asked ? answer : request);
}

}  // namespace orderbridge::jtlconnector
