// SPDX-License-Identifier: MIT
#include "jtl/times.hpp"

#include <chrono>
#include <cstdio>

namespace orderbridge::jtl {
namespace {

std::string format_time(ob_time time, char separator, const char* zone) {
  using namespace std::chrono;
  if (time == OB_NO_TIME) return {};
  const auto seconds_since = floor<seconds>(microseconds(time));
  const auto day = floor<days>(seconds_since);
  const year_month_day date{sys_days(day)};
  const hh_mm_ss clock{seconds_since - day};
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u%c%02d:%02d:%02d%s", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), separator,
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()), zone);
  return text;
}

}  // namespace

std::string iso_time(ob_time time) {
  return format_time(time, 'T', "Z");
}
std::string iso_time_with_offset(ob_time time) {
  return format_time(time, 'T', "+00:00");
}
std::string plain_time(ob_time time) {
  return format_time(time, ' ', "");
}

ob_time time_of(const std::string& plain) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  if (std::sscanf(plain.c_str(), "%4d-%2d-%2d %2d:%2d:%2d", &year, &month, &day, &hour, &minute, &second) < 3)
    return OB_NO_TIME;
  using namespace std::chrono;
  const auto time =
      sys_days(std::chrono::year(year) / month / day) + hours(hour) + minutes(minute) + seconds(second);
  return duration_cast<microseconds>(time.time_since_epoch()).count();
}

}  // namespace orderbridge::jtl
