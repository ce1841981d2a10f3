// SPDX-License-Identifier: MIT
#include "tds_packets.hpp"

namespace tds {

namespace {
constexpr std::size_t kHead = 8, kPacket = 4096;
}  // namespace

bool Packets::receive(Message& type, std::string& body) {
  body.clear();
  for (;;) {
    unsigned char head[kHead];
    if (!fill(reinterpret_cast<char*>(head), kHead)) return false;
    type = static_cast<Message>(head[0]);
    const auto size = static_cast<std::size_t>(head[2]) << 8U | head[3];
    std::string part(size < kHead ? 0 : size - kHead, '\0');
    if (!fill(part.data(), part.size())) return false;
    body += part;
    if ((head[1] & 1U) != 0) return true;  // end of message
  }
}

void Packets::send(std::string_view body) {
  std::size_t at = 0;
  do {
    const auto part = body.substr(at, kPacket - kHead);
    at += part.size();
    const auto size = part.size() + kHead;
    std::string packet(kHead, '\0');
    packet[0] = static_cast<char>(Message::kReply);
    packet[1] = at == body.size() ? 1 : 0;
    packet[2] = static_cast<char>(size >> 8U);
    packet[3] = static_cast<char>(size & 0xFFU);
    packet[6] = static_cast<char>(++number_);
    packet += part;
    for (std::size_t sent = 0; sent < packet.size();)
      sent += static_cast<std::size_t>(
          socket_.sendBytes(packet.data() + sent, static_cast<int>(packet.size() - sent)));
  } while (at < body.size());
}

bool Packets::fill(char* to, std::size_t size) {
  for (std::size_t done = 0; done < size;) {
    const int n = socket_.receiveBytes(to + done, static_cast<int>(size - done));
    if (n <= 0) return false;
    done += static_cast<std::size_t>(n);
  }
  return true;
}

}  // namespace tds
