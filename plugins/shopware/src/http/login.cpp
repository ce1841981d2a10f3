// SPDX-License-Identifier: MIT
// See login.hpp.
#include "login.hpp"

#include <cstdio>
#include <random>

namespace orderbridge::shopware5 {
namespace {

std::string client_nonce() {
  thread_local std::random_device device;
  char text[17];
  std::snprintf(text, sizeof text, "%08x%08x", static_cast<unsigned>(device()),
                static_cast<unsigned>(device()));
  return text;
}

}  // namespace

Login::Login(AuthMode mode, bool https)
    : basic_(mode == AuthMode::kBasic || (mode == AuthMode::kAuto && https)),
      may_fall_back_(mode == AuthMode::kAuto) {}

std::string Login::authorization(const Credentials& credentials, const Request& request, std::string& nonce) {
  Challenge challenge;
  DigestInput input;
  {
    const std::lock_guard lock(mutex_);
    if (basic_) {
      nonce = "basic";
      return basic_header(credentials.user, credentials.key);
    }
    if (challenge_.nonce.empty()) {
      nonce.clear();
      return {};
    }
    challenge = challenge_;
    input.count = ++count_;
  }
  nonce = challenge.nonce;
  const auto cnonce = client_nonce();
  input.user = credentials.user;
  input.key = credentials.key;
  input.method = request.method;
  input.uri = request.target;
  input.cnonce = cnonce;
  return digest_header(challenge, input);
}

bool Login::learn(const Answer& refused, const std::string& used_nonce) {
  const auto challenge = parse_challenge(refused.digest_challenge);
  const std::lock_guard lock(mutex_);
  if (used_nonce == "basic") {
    if (!may_fall_back_ || !challenge) return !basic_;  // another session fell back meanwhile
    basic_ = false;
  }
  if (!challenge) return false;
  if (challenge->nonce != challenge_.nonce) {
    challenge_ = *challenge;
    count_ = 0;
  }
  return challenge->nonce != used_nonce;
}

void Login::accepted() {
  const std::lock_guard lock(mutex_);
  if (basic_) may_fall_back_ = false;
}

}  // namespace orderbridge::shopware5
