// SPDX-License-Identifier: MIT
#include "schedule/schedule.hpp"

#include <charconv>
#include <ctime>
#include <vector>

#include "base/language.hpp"
#include "schedule/cron.hpp"

namespace orderbridge::schedule {

namespace {

using std::chrono::seconds;

/// Beyond it the planned times that were missed are not counted one by one.
constexpr std::chrono::hours kLongestDown{40 * 24};

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; (at = text.find_first_not_of(" \t\r\n", at)) != std::string_view::npos;) {
    const auto end = std::min(text.find_first_of(" \t\r\n", at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end;
  }
  return out;
}

bool to_number(std::string_view text, int& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

// Seconds of "minute", "minutes" ...; 0 for anything else.
int unit_seconds(std::string_view unit) {
  if (unit.ends_with('s')) unit.remove_suffix(1);
  if (unit == "second") return 1;
  if (unit == "minute") return 60;
  if (unit == "hour") return 3600;
  if (unit == "day") return 86400;
  return 0;
}

// "06:30" as cron fields "30 6 * * *".
std::optional<Schedule> daily(std::string_view clock, std::string& reason) {
  const auto colon = clock.find(':');
  int hour = -1, minute = -1;
  if (colon == std::string_view::npos || clock.size() - colon != 3 || colon > 2 ||
      !to_number(clock.substr(0, colon), hour) || !to_number(clock.substr(colon + 1), minute) || hour < 0 ||
      hour > 23 || minute < 0 || minute > 59) {
    reason = tr("'{}' is no time of day (00:00 to 23:59)", "'{}' ist keine Uhrzeit (00:00 bis 23:59)",
                clock.substr(0, 20));
    return std::nullopt;
  }
  return CronParser(reason).parse({clock.substr(colon + 1), clock.substr(0, colon), "*", "*", "*"});
}

// What the wall clock is ahead of UTC at this moment.
seconds zone_offset(Time time) {
  using namespace std::chrono;
  const auto t = static_cast<std::time_t>(time.time_since_epoch().count());
  std::tm tm{};
#ifdef _WIN32
  localtime_s(&tm, &t);
#else
  localtime_r(&t, &tm);
#endif
  const sys_days date{year(tm.tm_year + 1900) / (tm.tm_mon + 1) / tm.tm_mday};
  return date + hours(tm.tm_hour) + minutes(tm.tm_min) + seconds(tm.tm_sec) - time;
}

// True where the wall clock was set back within the last hours and has shown this time before.
bool second_time_today(Time time, seconds offset) {
  const auto before = zone_offset(time - std::chrono::hours(3));
  return before > offset && zone_offset(time - (before - offset)) == before;
}

}  // namespace

std::optional<Schedule> Schedule::parse(std::string_view text, std::string& reason) {
  auto w = words(text);
  if (w.empty()) {
    reason = tr("it is empty", "er ist leer");
    return std::nullopt;
  }
  if (w[0] != "every") {
    if (w.size() == 5) return CronParser(reason).parse(w);
    reason = tr("it neither starts with 'every' nor has five cron fields",
                "er beginnt weder mit 'every' noch hat er fünf Cron-Felder");
    return std::nullopt;
  }
  if (w.size() == 4 && w[1] == "day" && w[2] == "at") return daily(w[3], reason);
  int count = 1;
  const bool counted = w.size() == 3;
  const int unit = w.size() == 2 || counted ? unit_seconds(w.back()) : 0;
  if (unit == 0) {
    reason = tr("after 'every' comes a number and seconds, minutes, hours or days, or 'day at 06:30'",
                "nach 'every' folgt eine Zahl und seconds, minutes, hours oder days, oder 'day at 06:30'");
    return std::nullopt;
  }
  if (counted && (!to_number(w[1], count) || count < 1 || count > 100000)) {
    reason =
        tr("'{}' is no number from 1 to 100000", "'{}' ist keine Zahl von 1 bis 100000", w[1].substr(0, 20));
    return std::nullopt;
  }
  Schedule out;
  out.interval_ = seconds(static_cast<std::int64_t>(count) * unit);
  return out;
}

Time Schedule::next_after(Time time) const {
  return interval_.count() > 0 ? time + interval_ : next_wall_clock(time);
}

Time Schedule::last_until(Time now, Time planned) const {
  if (counts()) return planned + (now - planned) / interval_ * interval_;
  if (now - planned > kLongestDown) return now;
  for (auto next = next_after(planned); next <= now; next = next_after(planned)) planned = next;
  return planned;
}

bool Schedule::has(Time time) const {
  return counts() || next_after(time - seconds(1)) == time;
}

bool Schedule::matches_day(Time wall) const {
  using namespace std::chrono;
  const auto day = floor<days>(wall);
  const year_month_day date(day);
  if (!months_[static_cast<unsigned>(date.month())]) return false;
  const bool by_day = days_[static_cast<unsigned>(date.day())],
             by_weekday = weekdays_[weekday(day).c_encoding()];
  // An unrestricted field is all ones, so "and" is right unless both are restricted.
  return any_day_ || any_weekday_ ? by_day && by_weekday : by_day || by_weekday;
}

bool Schedule::matches(Time wall) const {
  using namespace std::chrono;
  const hh_mm_ss clock(wall - floor<days>(wall));
  return matches_day(wall) && hours_[static_cast<std::size_t>(clock.hours().count())] &&
         minutes_[static_cast<std::size_t>(clock.minutes().count())];
}

// Walks through real time and looks at the wall clock: by minutes where the day fits, by hours elsewhere.
// Clocks change at full hours, so no step jumps over a change.
Time Schedule::next_wall_clock(Time time) const {
  using namespace std::chrono;
  auto last_offset = zone_offset(time);
  for (Time t = floor<minutes>(time) + minutes(1);;) {
    const auto offset = zone_offset(t);
    if (!any_hour_)  // what a change of the clock skipped runs right after it
      for (Time skipped = t + last_offset; skipped < t + offset; skipped += minutes(1))
        if (matches(skipped)) return t;
    last_offset = offset;
    const Time wall = t + offset;
    if (matches(wall) && (any_hour_ || !second_time_today(t, offset))) return t;
    t = matches_day(wall) ? t + minutes(1) : t + (floor<hours>(wall) + hours(1) - wall);
  }
}

}  // namespace orderbridge::schedule
