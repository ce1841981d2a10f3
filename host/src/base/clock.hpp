// SPDX-License-Identifier: MIT
// Wall time as the ABI counts it: microseconds since 1970-01-01T00:00Z. Comes in as a value so that tests
// need no sleep.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace orderbridge {

using Micros = std::int64_t;

inline Micros now() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

/// "2026-11-23T08:15:30Z"; microseconds are cut. Empty for OB_NO_TIME.
std::string format_utc(Micros time);
/// "2026-11-23 09:15:30" in the machine's time zone, for people.
std::string format_local(Micros time);

}  // namespace orderbridge
