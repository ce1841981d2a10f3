// SPDX-License-Identifier: MIT
// Wall time as the ABI counts it: microseconds since 1970-01-01T00:00Z. Comes in as a value so that tests
// need no sleep.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace orderbridge {

using Micros = std::int64_t;

inline Micros now() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

/// "2026-11-23T08:15:30Z", with ".123456" where it has microseconds. Empty for OB_NO_TIME.
std::string format_utc(Micros time);
/// The way back; nullopt where the text is no such time.
std::optional<Micros> parse_utc(std::string_view text);
/// "2026-11-23 09:15:30 +01:00" in the machine's time zone, for people. A zone that the machine does not know
/// is UTC, and the offset shows it.
std::string format_local(Micros time);
/// What the environment's TZ says, where the system does not know such a zone: a typing error, or no tzdata.
/// Local times are UTC then, and nobody says so.
std::optional<std::string> unknown_time_zone();

}  // namespace orderbridge
