// SPDX-License-Identifier: MIT
// See port_probe.hpp.
#include "port_probe.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>

namespace orderbridge::shopware5 {
namespace {

const Poco::Timespan kPatience(2, 0);
constexpr std::size_t kEnough = 5;  // "HTTP/", or the head of a TLS record

/// RFC 5246, 7.4.1.2: TLS 1.2, four cipher suites, no extensions. A server that speaks TLS answers with its
/// hello or an alert.
std::string client_hello() {
  constexpr std::string_view kRecord{"\x16\x03\x01\x00\x33", 5}, kHello{"\x01\x00\x00\x2f\x03\x03", 6};
  constexpr std::string_view kRest{"\x00\x00\x08\xc0\x2f\xc0\x30\x00\x9c\x00\x2f\x01\x00", 13};
  return std::string(kRecord) + std::string(kHello) + std::string(32, 'o') + std::string(kRest);
}

/// The first bytes that the port answers to these; empty where it answers nothing.
std::string first_bytes(const ShopUrl& url, const std::string& question) noexcept {
  try {
    Poco::Net::StreamSocket socket;
    socket.connect(Poco::Net::SocketAddress(url.host, url.port), kPatience);
    socket.setReceiveTimeout(kPatience);
    socket.setSendTimeout(kPatience);
    socket.sendBytes(question.data(), static_cast<int>(question.size()));
    std::string answer(kEnough, '\0');
    const int got = socket.receiveBytes(answer.data(), static_cast<int>(answer.size()));
    answer.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return answer;
  } catch (const std::exception&) {  // Poco's are, too: then it speaks nothing
    return {};
  }
}

}  // namespace

bool speaks_http(const ShopUrl& url) noexcept {
  return first_bytes(url, "GET / HTTP/1.0\r\n\r\n").rfind("HTTP/", 0) == 0;
}

bool speaks_tls(const ShopUrl& url) noexcept {
  const auto answer = first_bytes(url, client_hello());
  const bool record = !answer.empty() && (answer[0] == 0x15 || answer[0] == 0x16);
  return record && answer.size() > 1 && answer[1] == 0x03;
}

}  // namespace orderbridge::shopware5
