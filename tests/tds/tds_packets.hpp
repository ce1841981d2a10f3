// SPDX-License-Identifier: MIT
// Packets: whole TDS messages over a socket. For the test server; one thread.
#pragma once
#include <Poco/Net/StreamSocket.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace tds {

enum class Message : std::uint8_t {
  kBatch = 1,
  kRpc = 3,
  kReply = 4,
  kAttention = 6,
  kManager = 14,
  kLogin = 16,
  kPrelogin = 18
};

class Packets {
 public:
  explicit Packets(Poco::Net::StreamSocket socket) : socket_(std::move(socket)) {}
  /// False: the client is gone.
  bool receive(Message& type, std::string& body);
  void send(std::string_view body);

 private:
  bool fill(char* to, std::size_t size);
  Poco::Net::StreamSocket socket_;
  unsigned char number_ = 0;
};

}  // namespace tds
