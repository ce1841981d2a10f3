// SPDX-License-Identifier: MIT
// The smallest HTTP client that shows what really went over the wire: one connection per request, read to its
// end. Used by the sandbox's own tests; throws Poco::Exception when the network fails.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace orderbridge::sandbox_test {

struct Reply {
  int status = 0;       // 0: nothing came
  std::string version;  // HTTP/1.1
  std::multimap<std::string, std::string> headers;
  std::string body;       // chunks joined
  bool complete = false;  // the framing was kept to its end

  std::string header(const std::string& name) const;
};

struct Request {
  std::string method = "GET";
  std::string target;
  std::string body;
  std::string user, key;             // empty user: no login
  bool basic = false;                // else Digest, with a challenge first
  std::vector<std::string> headers;  // "Name: value", as they are
  std::string host = "127.0.0.1:8085";
};

Reply raw_exchange(std::uint16_t port, const std::string& bytes);
// Sends the request, answering a Digest challenge once.
Reply ask(std::uint16_t port, const Request& request);
// As user demo.
Reply get(std::uint16_t port, const std::string& target);
Reply put(std::uint16_t port, const std::string& target, const std::string& body);
// Without login, for /_sandbox.
Reply post(std::uint16_t port, const std::string& target, const std::string& body);

Reply parse_reply(const std::string& bytes);
std::string md5(const std::string& text);

}  // namespace orderbridge::sandbox_test
