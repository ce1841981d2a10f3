// SPDX-License-Identifier: MIT
// What was asked of the shop and what came back, before anybody judged it. Plain values.
#pragma once
#include <stdexcept>
#include <string>

namespace orderbridge::shopware5 {

enum class Asking { kVersion, kList, kDetail, kUpdate };

struct Request {
  Asking asking = Asking::kList;
  std::string method = "GET";
  std::string target;    // path and query as in the request line
  std::string order_id;  // kDetail, kUpdate
  std::string body;      // kUpdate
};

struct Answer {
  int status = 0;
  std::string content_type, location, retry_after, digest_challenge, date;
  std::string realm;              // of a login that is not Digest: a web server's own
  std::string server, mitigated;  // Server and cf-mitigated: who stands in front of the shop
  std::string encoding;           // Content-Encoding that could not be undone; empty: none
  std::string body;               // without BOM and compression
};

/// No answer at all, or not a whole one.
enum class Trouble {
  kTimeout,
  kTooSlow,  // bytes came, but not all of them in the time that a whole answer may take
  kHostUnknown,
  kRefused,
  kLost,
  kCertificate,
  kTooLarge,
  kHeaderTooLong,
  kNoHttp,     // something answers, but not a web server
  kNoHttps,    // https was spoken to a port that speaks something else
  kWantsHttps  // http was spoken to a port that speaks TLS
};
struct NoAnswer : std::runtime_error {
  NoAnswer(Trouble t, const std::string& detail) : std::runtime_error(detail), trouble(t) {}
  Trouble trouble;
};

}  // namespace orderbridge::shopware5
