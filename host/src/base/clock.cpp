// SPDX-License-Identifier: MIT
#include "base/clock.hpp"

#include <cctype>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <filesystem>

namespace orderbridge {

namespace {

std::string format(const std::tm& parts, const char* pattern) {
  char text[40];
  return std::string(text, std::strftime(text, sizeof text, pattern, &parts));
}

std::time_t seconds(Micros time) {
  return static_cast<std::time_t>(time >= 0 ? time / 1000000 : -((-time + 999999) / 1000000));
}

/// "CET-1CEST,M3.5.0,M10.5.0/3", "<+03>-3", "UTC0": a zone by its rule needs no file; "UTC" means the same.
bool is_rule(std::string_view zone) {
  if (zone == "UTC" || zone == "GMT") return true;
  std::size_t name = 0;
  if (zone.front() == '<')
    name = zone.find('>') == zone.npos ? 0 : zone.find('>') + 1;
  else
    while (name < zone.size() && std::isalpha(static_cast<unsigned char>(zone[name]))) ++name;
  if (name < 3 || name == zone.size()) return false;
  const char next = zone[name];
  return next == '+' || next == '-' || std::isdigit(static_cast<unsigned char>(next));
}

}  // namespace

std::string format_utc(Micros time) {
  if (time == INT64_MIN) return {};
  const std::time_t s = seconds(time);
  std::tm parts{};
  gmtime_r(&s, &parts);
  const auto micros = time - static_cast<Micros>(s) * 1000000;
  if (micros == 0) return format(parts, "%Y-%m-%dT%H:%M:%SZ");
  auto digits = std::to_string(micros);
  digits.insert(0, 6 - digits.size(), '0');
  return format(parts, "%Y-%m-%dT%H:%M:%S.") + digits + "Z";
}

std::optional<Micros> parse_utc(std::string_view text) {
  using namespace std::chrono;
  const auto number = [&](std::size_t at, std::size_t length) -> int {
    int value = -1;
    if (at + length > text.size()) return -1;
    const auto* end = text.data() + at + length;
    const auto [stop, error] = std::from_chars(text.data() + at, end, value);
    return error == std::errc() && stop == end ? value : -1;
  };
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:dd";
  if (text.size() < kShape.size() + 1 || !text.ends_with('Z')) return std::nullopt;
  for (std::size_t i = 0; i < kShape.size(); ++i)
    if (kShape[i] != 'd' && text[i] != kShape[i]) return std::nullopt;
  Micros micros = 0;
  if (const auto rest = text.size() - kShape.size() - 1; rest > 0) {
    if (text[kShape.size()] != '.' || rest != 7) return std::nullopt;
    micros = number(kShape.size() + 1, 6);
  }
  const year_month_day date{year(number(0, 4)), month(static_cast<unsigned>(number(5, 2))),
                            day(static_cast<unsigned>(number(8, 2)))};
  const int h = number(11, 2), m = number(14, 2), s = number(17, 2);
  if (!date.ok() || h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59 || micros < 0) return std::nullopt;
  return duration_cast<microseconds>(
             (sys_days(date) + hours(h) + minutes(m) + std::chrono::seconds(s)).time_since_epoch())
             .count() +
         micros;
}

std::string format_local(Micros time) {
  if (time == INT64_MIN) return {};
  const std::time_t s = seconds(time);
  std::tm parts{};
  localtime_r(&s, &parts);
  auto text = format(parts, "%Y-%m-%d %H:%M:%S %z");
  return text.insert(text.size() - 2, ":");
}

std::optional<std::string> unknown_time_zone() {
  const char* given = std::getenv("TZ");
  if (!given || !*given) return std::nullopt;
  const std::string_view zone(*given == ':' ? given + 1 : given);
  if (zone.empty() || is_rule(zone)) return std::nullopt;
  const char* folder = std::getenv("TZDIR");
  const auto file = std::filesystem::path(folder && *folder ? folder : "/usr/share/zoneinfo") / zone;
  std::error_code error;
  if (std::filesystem::is_regular_file(file, error)) return std::nullopt;
  return std::string(given);
}

}  // namespace orderbridge
