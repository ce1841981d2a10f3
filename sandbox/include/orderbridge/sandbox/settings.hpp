// SPDX-License-Identifier: MIT
// What a sandbox shop is started with. Plain values, copied into the shop; nothing here changes afterwards.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace orderbridge::sandbox {

// API users and keys of the recorded shop (invented there, too).
inline constexpr const char* kDemoUser = "demo";  // all rights
inline constexpr const char* kDemoKey = "GZ8jXRTWp0vK3nYhQd5uLs2mC7aEfB1tNxPo9iJr";
inline constexpr const char* kReadOnlyUser = "leser";  // reads orders, 403 on PUT
inline constexpr const char* kReadOnlyKey = "LESERkey0000000000000000000000000000abcd";
inline constexpr const char* kNoRightsUser = "nichts";  // 403 on orders, may ask for the version
inline constexpr const char* kNoRightsKey = "NICHTSkey000000000000000000000000000abcd";
inline constexpr const char* kInactiveUser = "inaktiv";  // always 401
inline constexpr const char* kInactiveKey = "INAKTIVkey00000000000000000000000000abcd";
inline constexpr const char* kKeylessUser = "ohnekey";  // always 401

enum class AuthMode {
  kByVersion,     // what that Shopware version does
  kBasicOffered,  // both challenges are sent (5.3.2 to 5.5)
  kDigestOnly,    // Basic is answered by a new challenge (before 5.3.2)
};

struct Settings {
  std::uint16_t port = 0;          // 0: the system chooses
  std::string data_dir;            // empty: the folder the library was built with
  std::size_t orders = 0;          // total number; above the recorded 62 they are clones
  std::string version = "5.7.19";  // shape of the answers
  AuthMode auth = AuthMode::kByVersion;
  int latency_ms = 0;                 // before every answer of /api
  int jitter_ms = 0;                  // added at random, 0 to this
  std::uint64_t seed = 1;             // for jitter and probabilities
  int threads = 72;                   // connections served at the same time
  int keep_alive_requests = 0;        // per connection; 0: no limit
  bool gzip = true;                   // compress when the client offers it, as Apache did
  std::vector<std::string> faults;    // see fault_plan.hpp
  std::vector<std::string> changes;   // see shop_changes.hpp
  std::string state_file;             // empty: every start is a new shop; else it goes on where it was
  std::function<std::int64_t()> now;  // seconds since the epoch; empty: the system's clock
};

}  // namespace orderbridge::sandbox
