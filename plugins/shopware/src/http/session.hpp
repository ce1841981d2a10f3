// SPDX-License-Identifier: MIT
// Session: one kept-alive POCO connection to the shop. One thread at a time; ShopClient holds a pool of them.
// Follows no redirect, knows no credentials but the header it is given.
#pragma once
#include <Poco/AutoPtr.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPClientSession.h>

#include <chrono>
#include <memory>

#include "answer.hpp"
#include "socket.hpp"
#include "url.hpp"

namespace orderbridge::shopware5 {

/// The shop's nonce depends on it, so every request carries the same.
inline constexpr const char* kUserAgent = "Orderbridge/1 (shopware5)";

struct SessionOptions {
  ShopUrl url;
  std::chrono::milliseconds connect_timeout{10'000}, idle_timeout{30'000};
  /// An answer as a whole, connection, login and header included. Whatever pauses no longer than
  /// `idle_timeout` ends here: one that trickles, a header without end.
  std::chrono::milliseconds answer_timeout() const { return kAnswerTimeouts * idle_timeout; }
  static constexpr int kAnswerTimeouts = 4;
  std::size_t answer_limit = 16u << 20;  // bytes of one body
  Poco::Net::Context::Ptr tls;           // null for http
};

class Session {
 public:
  explicit Session(const SessionOptions& options);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  using Clock = std::chrono::steady_clock;
  /// Throws NoAnswer and Cancelled. A GET that meets a connection the shop closed while idle is sent once
  /// more. `end`: when all of it must be over.
  Answer exchange(const Request& request, const std::string& authorization, const CancelToken& token,
                  Clock::time_point end);

  /// It answered less than a second ago: the shop still holds the connection open.
  bool just_used() const noexcept;

 private:
  Answer exchange_once(const Request& request, const std::string& authorization);
  NoAnswer no_answer(const Poco::Exception& e) const;
  void read_body(std::istream& stream, const Poco::Net::HTTPResponse& response, Answer& answer);

  const SessionOptions& options_;            // of the ShopClient, which outlives its sessions
  Poco::AutoPtr<CancellableSocket> socket_;  // also held by the POCO session
  std::unique_ptr<Poco::Net::HTTPClientSession> http_;
  bool used_ = false;
  Clock::time_point answered_{};
};

/// The TLS context of a connection: certificates verified unless told otherwise, own CA file where given.
/// Throws BAD_CONFIG naming tls-ca-file where that cannot be read. Nothing process-wide is touched.
Poco::Net::Context::Ptr make_tls_context(bool verify, const std::string& ca_file);

}  // namespace orderbridge::shopware5
