// SPDX-License-Identifier: MIT
// See token_gate.hpp.
#include "token_gate.hpp"

#include <algorithm>

#include "constant_time.hpp"

namespace orderbridge::jtlconnector {
namespace {

constexpr int kFree = 10;
constexpr std::chrono::seconds kEach{6};
constexpr std::size_t kClients = 1024;

}  // namespace

TokenGate::Verdict TokenGate::try_token(std::string_view client, std::string_view token) {
  const std::scoped_lock lock(mutex_);
  const auto now = clock_();
  const auto known = blamed_.find(client);
  const auto forgiven = known == blamed_.end() ? now : std::max(known->second, now);
  if (forgiven - now > kEach * (kFree - 1)) {
    ++refused_;
    return Verdict::kTooMany;
  }
  if (!token_.empty() && equal_secrets(token_, token)) {
    if (known != blamed_.end()) blamed_.erase(known);
    return Verdict::kRight;
  }
  ++refused_;
  if (known == blamed_.end()) make_room(now);
  blamed_.insert_or_assign(std::string(client), forgiven + kEach);
  return Verdict::kWrong;
}

std::uint64_t TokenGate::refused() {
  const std::scoped_lock lock(mutex_);
  return refused_;
}

void TokenGate::make_room(Moment now) {
  if (blamed_.size() < kClients) return;
  std::erase_if(blamed_, [&](const auto& entry) { return entry.second <= now; });
  if (blamed_.size() < kClients) return;
  blamed_.erase(std::min_element(blamed_.begin(), blamed_.end(),
                                 [](const auto& a, const auto& b) { return a.second < b.second; }));
}

}  // namespace orderbridge::jtlconnector
