// SPDX-License-Identifier: MIT
// The login of Shopware 5 with all its peculiarities (facts: a home-made Digest, nonce from hour and
// User-Agent). Thread-safe.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "orderbridge/sandbox/settings.hpp"
#include "shop_version.hpp"

namespace orderbridge::sandbox {

struct User {
  std::string name, key, role;
  bool active = true;
  bool may_read = false, may_write = false;
};

enum class Login { kOk, kChallenge, kMalformed };

struct LoginResult {
  Login login;
  const User* user = nullptr;  // lives as long as the Auth
};

struct LoginRequest {
  std::string_view method, target, authorization, user_agent;
};

class Auth {
 public:
  Auth(const ShopVersion& version, AuthMode mode, std::function<std::int64_t()> now);

  LoginResult check(const LoginRequest& request) const;
  // The values of the WWW-Authenticate headers.
  std::vector<std::string> challenges(std::string_view user_agent) const;
  std::string nonce(std::string_view user_agent) const;
  void roll_over() { ++rollovers_; }  // as if the clock had passed the hour

 private:
  LoginResult check_digest(const LoginRequest& request) const;
  LoginResult check_basic(std::string_view encoded) const;
  const User* find(std::string_view name) const;

  bool basic_works_, basic_offered_;
  std::function<std::int64_t()> now_;
  std::vector<User> users_;
  std::vector<std::string> secrets_;  // md5(user:realm:key), beside users_
  std::atomic<std::int64_t> rollovers_{0};
  mutable std::mutex mutex_;  // guards the last nonce
  mutable std::string last_agent_, last_nonce_;
  mutable std::int64_t last_hour_ = -1;
};

}  // namespace orderbridge::sandbox
