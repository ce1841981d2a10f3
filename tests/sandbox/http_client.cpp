// SPDX-License-Identifier: MIT
// See http_client.hpp.
#include "http_client.hpp"

#include <Poco/Base64Encoder.h>
#include <Poco/Exception.h>
#include <Poco/MD5Engine.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/StreamSocket.h>

#include <sstream>

#include "orderbridge/sandbox/settings.hpp"

namespace orderbridge::sandbox_test {
namespace {

std::string base64(const std::string& text) {
  std::ostringstream out;
  Poco::Base64Encoder encoder(out);
  encoder.rdbuf()->setLineLength(0);
  encoder << text;
  encoder.close();
  return out.str();
}

std::string value_of(const std::string& challenge, const std::string& name) {
  const auto begin = challenge.find(name + "=\"") + name.size() + 2;
  return challenge.substr(begin, challenge.find('"', begin) - begin);
}

std::string digest_header(const Request& request, const std::string& challenge) {
  const std::string nonce = value_of(challenge, "nonce"), realm = value_of(challenge, "realm");
  const std::string secret = md5(request.user + ":" + realm + ":" + request.key);
  const std::string target = md5(request.method + ":" + request.target);
  const std::string response = md5(secret + ":" + nonce + ":00000001:abcdef:auth:" + target);
  return "Authorization: Digest username=\"" + request.user + "\", realm=\"" + realm + "\", nonce=\"" +
         nonce + "\", uri=\"" + request.target + "\", cnonce=\"abcdef\", nc=00000001, qop=auth, response=\"" +
         response + "\", opaque=\"" + value_of(challenge, "opaque") + "\"";
}

std::string bytes_of(const Request& request, const std::string& authorization) {
  std::string out = request.method + " " + request.target + " HTTP/1.1\r\nConnection: close\r\n";
  bool host = false;
  for (const auto& line : request.headers) {
    out += line + "\r\n";
    host = host || line.starts_with("Host:");
  }
  if (!host) out += "Host: " + request.host + "\r\n";
  if (!authorization.empty()) out += authorization + "\r\n";
  if (!request.body.empty() || request.method == "PUT" || request.method == "POST")
    out += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  return out + "\r\n" + request.body;
}

bool joined_chunks(std::string rest, std::string& body) {
  while (true) {
    const auto line = rest.find("\r\n");
    if (line == std::string::npos) return false;
    const std::size_t size = std::stoul(rest.substr(0, line), nullptr, 16);
    const bool whole = rest.size() >= line + 4 + size;
    body += rest.substr(line + 2, size);
    if (size == 0 || !whole) return whole;
    rest = rest.substr(line + 4 + size);
  }
}

}  // namespace

std::string md5(const std::string& text) {
  Poco::MD5Engine engine;
  engine.update(text);
  return Poco::DigestEngine::digestToHex(engine.digest());
}

std::string Reply::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

Reply parse_reply(const std::string& bytes) {
  Reply reply;
  const auto end = bytes.find("\r\n\r\n");
  if (end == std::string::npos) return reply;
  std::istringstream head(bytes.substr(0, end));
  std::string line;
  std::getline(head, line);
  std::istringstream(line) >> reply.version >> reply.status;
  while (std::getline(head, line)) {
    if (line.ends_with('\r')) line.pop_back();
    const auto colon = line.find(": ");
    reply.headers.emplace(line.substr(0, colon), line.substr(colon + 2));
  }
  const std::string rest = bytes.substr(end + 4);
  if (reply.header("Transfer-Encoding") == "chunked") {
    reply.complete = joined_chunks(rest, reply.body);
  } else {
    reply.body = rest;
    reply.complete = reply.header("Content-Length").empty() ||
                     reply.header("Content-Length") == std::to_string(rest.size());
  }
  return reply;
}

Reply raw_exchange(std::uint16_t port, const std::string& bytes) {
  Poco::Net::StreamSocket socket(Poco::Net::SocketAddress("127.0.0.1", port));
  socket.setReceiveTimeout(Poco::Timespan(30, 0));  // a server that forgets to close must not hang the tests
  socket.sendBytes(bytes.data(), static_cast<int>(bytes.size()));
  std::string received;
  char buffer[16384];
  int count = 0;
  try {
    while ((count = socket.receiveBytes(buffer, sizeof buffer)) > 0)
      received.append(buffer, static_cast<std::size_t>(count));
  } catch (const Poco::Net::ConnectionResetException&) {
    return {};
  }
  return parse_reply(received);
}

Reply ask(std::uint16_t port, const Request& request) {
  if (request.user.empty()) return raw_exchange(port, bytes_of(request, {}));
  if (request.basic)
    return raw_exchange(
        port, bytes_of(request, "Authorization: Basic " + base64(request.user + ":" + request.key)));
  const Reply first = raw_exchange(port, bytes_of(request, {}));
  if (first.status != 401) return first;
  return raw_exchange(port, bytes_of(request, digest_header(request, first.header("WWW-Authenticate"))));
}

Reply get(std::uint16_t port, const std::string& target) {
  return ask(port, {"GET", target, "", sandbox::kDemoUser, sandbox::kDemoKey, true, {}});
}

Reply put(std::uint16_t port, const std::string& target, const std::string& body) {
  return ask(port, {"PUT", target, body, sandbox::kDemoUser, sandbox::kDemoKey, true, {}});
}

Reply post(std::uint16_t port, const std::string& target, const std::string& body) {
  return ask(port, {"POST", target, body, "", "", false, {}});
}

}  // namespace orderbridge::sandbox_test
