// SPDX-License-Identifier: MIT
// Login: how the requests of one connection authenticate. Shared by all its sessions, so that one challenge
// an hour serves everybody. Thread-safe.
//
// Shopware's nonce is valid to the end of the clock hour for everybody with the same User-Agent, may be
// reused, and its end is told by a plain 401 with the next nonce: hence one retry, after which a 401 means
// wrong credentials.
#pragma once
#include <mutex>
#include <string>

#include "answer.hpp"
#include "digest.hpp"

namespace orderbridge::shopware5 {

enum class AuthMode { kAuto, kBasic, kDigest };

class Login {
 public:
  /// auto: https starts with Basic (works from 5.3.2 although 5.7 offers only Digest) and falls back to
  /// Digest; http is Digest only, so the key never crosses the net in clear text.
  Login(AuthMode mode, bool https);

  struct Credentials {
    std::string user, key;
  };
  /// The header for the next request; empty where a challenge must be asked for first. `nonce`: what it is
  /// built on.
  std::string authorization(const Credentials& credentials, const Request& request, std::string& nonce);
  /// After a 401: true where another try makes sense, with a new nonce or the other scheme.
  bool learn(const Answer& refused, const std::string& used_nonce);
  void accepted();

 private:
  std::mutex mutex_;
  bool basic_, may_fall_back_;
  Challenge challenge_;
  std::uint32_t count_ = 0;
};

}  // namespace orderbridge::shopware5
