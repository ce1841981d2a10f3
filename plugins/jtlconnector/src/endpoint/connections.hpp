// SPDX-License-Identifier: MIT
// Connections: all that are open, each with a time by which its client must have got on. POCO's timeouts
// count from byte to byte, so a client that sends a byte now and then would hold a thread forever; overdue()
// ends it. Any thread.
#pragma once
#include <Poco/Net/StreamSocket.h>

#include <chrono>
#include <map>
#include <mutex>

namespace orderbridge::jtlconnector {

class Connections {
 public:
  using Clock = std::chrono::steady_clock;

  Connections() = default;
  ~Connections();
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  void add(const Poco::Net::StreamSocket& socket, std::chrono::milliseconds patience);
  void remove(const Poco::Net::StreamSocket& socket);
  /// The client is not waited for now: its request is being answered.
  void working(const Poco::Net::StreamSocket& socket);
  /// The client is waited for again, to take its answer.
  void answering(const Poco::Net::StreamSocket& socket, std::chrono::milliseconds patience);
  /// Shuts down those whose time is over.
  void overdue();
  /// Nobody who is waited for may take longer than until then: with the request, with the answer.
  void hurry(Clock::time_point request, Clock::time_point answer);

 private:
  struct Entry {
    int descriptor = -1;
    Clock::time_point until;
    bool asked = false;
  };
  std::mutex mutex_;
  std::map<const Poco::Net::SocketImpl*, Entry> entries_;  // lives as long as the connection
};

}  // namespace orderbridge::jtlconnector
