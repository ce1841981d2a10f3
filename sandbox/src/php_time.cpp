// SPDX-License-Identifier: MIT
// See php_time.hpp. Day counts follow the proleptic Gregorian calendar; the summer-time rule is the EU's
// since 1996.
#include "php_time.hpp"

#include <cstdio>

namespace orderbridge::sandbox {
namespace {

struct Civil {
  int year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0;
};

std::int64_t days_from_civil(int year, int month, int day) {
  year -= month <= 2;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = static_cast<int>(year - era * 400);
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

Civil civil_from_seconds(std::int64_t seconds) {
  std::int64_t days = seconds / 86400;
  std::int64_t rest = seconds % 86400;
  if (rest < 0) rest += 86400, --days;
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const int day_of_era = static_cast<int>(days - era * 146097);
  const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted = (5 * day_of_year + 2) / 153;
  Civil at;
  at.day = day_of_year - (153 * shifted + 2) / 5 + 1;
  at.month = shifted < 10 ? shifted + 3 : shifted - 9;
  at.year = static_cast<int>(year_of_era + era * 400) + (at.month <= 2);
  at.hour = static_cast<int>(rest / 3600);
  at.minute = static_cast<int>(rest / 60 % 60);
  at.second = static_cast<int>(rest % 60);
  return at;
}

// 01:00 UTC on the last Sunday of the month.
std::int64_t last_sunday(int year, int month) {
  const std::int64_t last = days_from_civil(year, month, 31);
  const std::int64_t weekday = (last + 4) % 7;  // 1970-01-01 was a Thursday; 0 is Sunday
  return (last - weekday) * 86400 + 3600;
}

bool summer(std::int64_t utc) {
  const int year = civil_from_seconds(utc).year;
  return utc >= last_sunday(year, 3) && utc < last_sunday(year, 10);
}

std::string print(const Civil& at, bool with_summer) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02dT%02d:%02d:%02d+0%d00", at.year, at.month, at.day,
                at.hour, at.minute, at.second, with_summer ? 2 : 1);
  return buffer;
}

std::optional<Civil> parse(std::string_view text) {
  const std::string copy(text);
  Civil at;
  char separator = 0;
  const int read = std::sscanf(copy.c_str(), "%4d-%2d-%2d%c%2d:%2d:%2d", &at.year, &at.month, &at.day,
                               &separator, &at.hour, &at.minute, &at.second);
  if (read < 3) {
    at = Civil{};
    if (std::sscanf(copy.c_str(), "%2d.%2d.%4d", &at.day, &at.month, &at.year) != 3) return std::nullopt;
  } else if (read > 3 && (read < 6 || (separator != ' ' && separator != 'T'))) {
    return std::nullopt;
  }
  if (at.month < 1 || at.month > 12 || at.day < 1 || at.day > 31 || at.hour > 23 || at.minute > 59)
    return std::nullopt;
  return at;
}

}  // namespace

std::string json_time(std::int64_t unix_seconds) {
  const bool with_summer = summer(unix_seconds);
  return print(civil_from_seconds(unix_seconds + (with_summer ? 7200 : 3600)), with_summer);
}

std::optional<std::string> json_time_from_text(std::string_view text) {
  const auto at = parse(text);
  if (!at) return std::nullopt;
  const std::int64_t local =
      days_from_civil(at->year, at->month, at->day) * 86400 + at->hour * 3600 + at->minute * 60 + at->second;
  // Taken as winter time first: the hour that exists twice is winter time, as PHP decides.
  return print(*at, summer(local - 3600));
}

std::string sql_time(std::string_view text) {
  if (text.starts_with("-0001-11-30T")) return "0000-00-00 00:00:00";
  const auto at = parse(text);
  if (!at) return {};
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d %02d:%02d:%02d", at->year % 10000, at->month, at->day,
                at->hour, at->minute, at->second);
  return buffer;
}

}  // namespace orderbridge::sandbox
