// SPDX-License-Identifier: MIT
// See wire.hpp.
#include "wire.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/NetException.h>

#include <algorithm>
#include <chrono>

namespace orderbridge::sandbox {
namespace {

using Poco::Net::StreamSocket;

void send_all(StreamSocket& socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const int sent =
        socket.sendBytes(bytes.data(), static_cast<int>(std::min<std::size_t>(bytes.size(), 1 << 24)));
    if (sent <= 0) throw Poco::Net::NetException("client has gone");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

constexpr std::int64_t kStep = 20;

bool has_left(StreamSocket& socket) {
  char byte = 0;
  return socket.poll(Poco::Timespan(0, 0), StreamSocket::SELECT_READ) &&
         socket.receiveBytes(&byte, 1, MSG_PEEK) <= 0;
}

// Until the client leaves, the time is over or the shop stops.
void hang(StreamSocket& socket, std::int64_t ms, Stopper& stopper) {
  for (std::int64_t waited = 0; ms == 0 || waited < ms; waited += kStep)
    if (stopper.wait(std::chrono::milliseconds(kStep)) || has_left(socket)) return;
}

// A byte every `ms`, until the client leaves or the shop stops.
void trickle(StreamSocket& socket, const FaultRule& rule, Stopper& stopper) {
  std::string head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
  head += rule.header ? "X-Endless: " : "Transfer-Encoding: chunked\r\n\r\n";
  send_all(socket, head);
  while (!stopper.wait(std::chrono::milliseconds(rule.ms)) && !has_left(socket))
    send_all(socket, rule.header ? "v" : "1\r\n \r\n");
}

// A JSON text that never ends, in chunks of 64 kB.
void send_oversize(StreamSocket& socket, const Answer& answer, std::int64_t bytes, std::int64_t now) {
  constexpr std::size_t kPiece = 64 * 1024;
  send_all(socket, head_of(answer, now));
  std::string piece = "{\"data\":[\"";
  for (std::int64_t left = bytes; left > 0; left -= static_cast<std::int64_t>(kPiece)) {
    piece.resize(kPiece, 'x');
    send_all(socket, chunk_head(piece.size()) + piece + "\r\n");
    piece.clear();
  }
}

void send_cut(StreamSocket& socket, const Answer& answer, std::int64_t now) {
  std::string bytes = head_of(answer, now);
  if (answer.framing == Framing::kChunked) bytes += chunk_head(answer.body.size());
  bytes.append(answer.body, 0, answer.body.size() / 2);
  send_all(socket, bytes);
}

void spoil(StreamSocket& socket, const Outcome& outcome, std::int64_t now, Stopper& stopper) {
  switch (outcome.wire->kind) {
    case FaultKind::kHang:
      return hang(socket, outcome.wire->ms, stopper);
    case FaultKind::kTrickle:
      return trickle(socket, *outcome.wire, stopper);
    case FaultKind::kReset:
      return socket.setLinger(true, 0);
    case FaultKind::kOversize:
      return send_oversize(socket, outcome.answer, outcome.wire->bytes, now);
    default:
      return send_cut(socket, outcome.answer, now);
  }
}

}  // namespace

int send(StreamSocket& socket, const Outcome& outcome, std::int64_t now, Stopper& stopper) {
  try {
    if (outcome.wire) {
      spoil(socket, outcome, now, stopper);
      return 0;
    }
    send_all(socket, bytes_of(outcome.answer, now));
    return outcome.answer.status;
  } catch (const Poco::Exception&) {
    return 0;
  }
}

}  // namespace orderbridge::sandbox
