// SPDX-License-Identifier: MIT
// See auth.hpp.
#include "auth.hpp"

#include <Poco/Base64Decoder.h>
#include <Poco/Exception.h>
#include <Poco/MD5Engine.h>

#include <algorithm>
#include <sstream>

#include "digest_header.hpp"

namespace orderbridge::sandbox {
namespace {

constexpr const char* kRealm = "Shopware REST-API";
constexpr const char* kClass = "Zend_Auth_Adapter_Http";  // goes into nonce and opaque

std::string md5(const std::string& text) {
  Poco::MD5Engine engine;
  engine.update(text);
  return Poco::DigestEngine::digestToHex(engine.digest());
}

const std::string& opaque() {
  static const std::string kOpaque = md5(std::string("Opaque Data:") + kClass);
  return kOpaque;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return out;
}

bool printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x20 && c < 0x7F; });
}

std::string base64_decoded(std::string_view text) {
  std::istringstream in{std::string(text)};
  Poco::Base64Decoder decoder(in);
  std::ostringstream out;
  char c = 0;
  try {
    while (decoder.get(c)) out.put(c);
  } catch (const Poco::Exception&) {
    return {};
  }
  return out.str();
}

}  // namespace

Auth::Auth(const ShopVersion& version, AuthMode mode, std::function<std::int64_t()> now)
    : basic_works_(mode == AuthMode::kBasicOffered || (mode == AuthMode::kByVersion && version.basic_works)),
      basic_offered_(mode == AuthMode::kBasicOffered ||
                     (mode == AuthMode::kByVersion && version.basic_offered)),
      now_(std::move(now)),
      users_{{kDemoUser, kDemoKey, "local_admins", true, true, true},
             {kReadOnlyUser, kReadOnlyKey, "api_orders_read", true, true, false},
             {kNoRightsUser, kNoRightsKey, "api_nothing", true, false, false},
             {kInactiveUser, kInactiveKey, "local_admins", false, true, true},
             {kKeylessUser, "", "local_admins", true, true, true}} {
  for (const User& user : users_) secrets_.push_back(md5(user.name + ":" + kRealm + ":" + user.key));
}

std::string Auth::nonce(std::string_view user_agent) const {
  const std::int64_t hour = (now_() + 3599) / 3600 * 3600 + rollovers_.load() * 3600;
  const std::lock_guard lock(mutex_);
  if (hour != last_hour_ || user_agent != last_agent_) {
    last_hour_ = hour;
    last_agent_ = user_agent;
    last_nonce_ = md5(std::to_string(hour) + ":" + last_agent_ + ":" + kClass);
  }
  return last_nonce_;
}

std::vector<std::string> Auth::challenges(std::string_view user_agent) const {
  std::vector<std::string> out;
  if (basic_offered_) out.push_back(std::string("Basic realm=\"") + kRealm + "\"");
  out.push_back(std::string("Digest realm=\"") + kRealm + "\", domain=\"/\", nonce=\"" + nonce(user_agent) +
                "\", opaque=\"" + opaque() + "\", algorithm=\"MD5\", qop=\"auth\"");
  return out;
}

const User* Auth::find(std::string_view name) const {
  for (const User& user : users_)
    if (user.name == name) return user.active && !user.key.empty() ? &user : nullptr;
  return nullptr;
}

LoginResult Auth::check(const LoginRequest& request) const {
  if (request.method == "HEAD" || request.authorization.empty()) return {Login::kChallenge};
  const auto blank = request.authorization.find(' ');
  const std::string scheme = lower(request.authorization.substr(0, blank));
  if (scheme == "digest") return check_digest(request);
  if (scheme != "basic") return {Login::kMalformed};
  if (!basic_works_ || blank == std::string_view::npos) return {Login::kChallenge};
  return check_basic(request.authorization.substr(blank + 1));
}

LoginResult Auth::check_basic(std::string_view encoded) const {
  const std::string both = base64_decoded(encoded);
  const auto colon = both.find(':');
  if (!printable(both) || colon == std::string::npos || both.find(':', colon + 1) != std::string::npos)
    return {Login::kChallenge};
  const User* user = find(std::string_view(both).substr(0, colon));
  if (!user || user->key != both.substr(colon + 1)) return {Login::kChallenge};
  return {Login::kOk, user};
}

LoginResult Auth::check_digest(const LoginRequest& request) const {
  DigestHeader header;
  switch (read_digest_header(request.authorization, request.target, header)) {
    case HeaderForm::kMalformed:
      return {Login::kMalformed};
    case HeaderForm::kBadName:
      return {Login::kChallenge};
    case HeaderForm::kGood:
      break;
  }
  if (header.nonce != nonce(request.user_agent) || header.opaque != opaque() || header.realm != kRealm)
    return {Login::kChallenge};
  const User* user = find(header.username);
  if (!user) return {Login::kChallenge};
  const std::string& secret = secrets_[static_cast<std::size_t>(user - users_.data())];
  std::string request_hash(request.method);
  request_hash = md5((request_hash += ':') += header.uri);
  std::string all = secret + ":";
  for (const auto part : {header.nonce, header.nc, header.cnonce, header.qop}) (all += part) += ':';
  if (md5(all + request_hash) != lower(header.response)) return {Login::kChallenge};
  return {Login::kOk, user};
}

}  // namespace orderbridge::sandbox
