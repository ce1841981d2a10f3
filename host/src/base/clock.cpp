// SPDX-License-Identifier: MIT
#include "base/clock.hpp"

#include <ctime>

namespace orderbridge {

namespace {

std::string format(const std::tm& parts, const char* pattern) {
  char text[40];
  return std::string(text, std::strftime(text, sizeof text, pattern, &parts));
}

std::time_t seconds(Micros time) {
  return static_cast<std::time_t>(time >= 0 ? time / 1000000 : -((-time + 999999) / 1000000));
}

}  // namespace

std::string format_utc(Micros time) {
  if (time == INT64_MIN) return {};
  const std::time_t s = seconds(time);
  std::tm parts{};
  gmtime_r(&s, &parts);
  return format(parts, "%Y-%m-%dT%H:%M:%SZ");
}

std::string format_local(Micros time) {
  if (time == INT64_MIN) return {};
  const std::time_t s = seconds(time);
  std::tm parts{};
  localtime_r(&s, &parts);
  return format(parts, "%Y-%m-%d %H:%M:%S");
}

}  // namespace orderbridge
