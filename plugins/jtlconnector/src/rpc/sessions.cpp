// SPDX-License-Identifier: MIT
// See sessions.hpp.
#include "sessions.hpp"

#include <Poco/RandomStream.h>

#include <algorithm>
#include <array>
#include <orderbridge/error.hpp>

#include "constant_time.hpp"

namespace orderbridge::jtlconnector {
namespace {

std::string random_id() {
  Poco::RandomInputStream random;  // the system's own
  std::array<char, 16> bytes{};
  if (!random.read(bytes.data(), bytes.size())) throw Error(OB_INTERNAL, "the system gives no random bytes");
  std::string id;
  for (const char signed_byte : bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(signed_byte);
    id += kDigits[byte >> 4U];
    id += kDigits[byte & 15U];
  }
  return id;
}

}  // namespace

std::string Sessions::begin() {
  const std::scoped_lock lock(mutex_);
  forget_expired();
  if (sessions_.size() >= limit_)
    sessions_.erase(std::min_element(sessions_.begin(), sessions_.end(),
                                     [](const Session& a, const Session& b) { return a.used < b.used; }));
  sessions_.push_back({random_id(), clock_()});
  return sessions_.back().id;
}

bool Sessions::use(std::string_view id) {
  const std::scoped_lock lock(mutex_);
  forget_expired();
  for (auto& session : sessions_) {
    if (!equal_secrets(session.id, id)) continue;
    session.used = clock_();
    return true;
  }
  return false;
}

void Sessions::end(std::string_view id) {
  const std::scoped_lock lock(mutex_);
  std::erase_if(sessions_, [&](const Session& session) { return equal_secrets(session.id, id); });
}

std::size_t Sessions::count() {
  const std::scoped_lock lock(mutex_);
  forget_expired();
  return sessions_.size();
}

void Sessions::forget_expired() {
  const auto now = clock_();
  std::erase_if(sessions_, [&](const Session& session) { return now - session.used >= lifetime_; });
}

}  // namespace orderbridge::jtlconnector
