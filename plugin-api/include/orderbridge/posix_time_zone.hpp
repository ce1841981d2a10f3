// SPDX-License-Identifier: MIT
// PosixTimeZone: a rule like "CET-1CEST,M3.5.0,M10.5.0/3" (POSIX, environment variable TZ), with which files
// of the time zone database end. Value type; const use from any thread.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace orderbridge {

class PosixTimeZone {
 public:
  static std::optional<PosixTimeZone> parse(std::string_view text) {
    PosixTimeZone zone;
    Parser in{text};
    if (!in.name() || !in.clock(zone.standard_)) return std::nullopt;
    zone.standard_ = zone.summer_ = -zone.standard_;  // POSIX counts west of Greenwich
    if (in.rest.empty()) return zone;
    zone.summer_ += 3600;
    if (!in.name()) return std::nullopt;
    if (!in.at(',')) {
      if (!in.clock(zone.summer_)) return std::nullopt;
      zone.summer_ = -zone.summer_;
    }
    zone.has_summer_ = true;
    if (!in.skip(',') || !in.date(zone.begins_) || !in.skip(',') || !in.date(zone.ends_) || !in.rest.empty())
      return std::nullopt;
    return zone;
  }

  /// Seconds to add to UTC at this instant.
  int offset_at(std::int64_t instant) const noexcept {
    if (!has_summer_) return standard_;
    using namespace std::chrono;
    const auto day = floor<days>(sys_seconds(seconds(instant + standard_)));
    const int year = static_cast<int>(year_month_day(day).year());
    const auto begin = begins_.in(year)-standard_, end = ends_.in(year)-summer_;
    const bool summer = begin <= end ? instant >= begin && instant < end : instant >= begin || instant < end;
    return summer ? summer_ : standard_;
  }

 private:
  struct Date {
    char kind = 'M';  // M: weekday of week of month; J: day 1-365 without 29 February; 0: day 0-365
    int month = 1, week = 1, day = 0, clock = 2 * 3600;

    /// Clock time of this date in a year, in seconds as if it were UTC.
    std::int64_t in(int y) const noexcept {
      using namespace std::chrono;
      const auto first = sys_days(year(y) / January / 1);
      sys_days date = first + days(day);
      if (kind == 'J') {
        date = first + days(day - 1 + (year(y).is_leap() && day >= 60 ? 1 : 0));
      } else if (kind == 'M') {
        const auto m = year(y) / std::chrono::month(static_cast<unsigned>(month));
        const auto wanted = weekday(static_cast<unsigned>(day));
        date = week == 5 ? sys_days(m / wanted[last]) : sys_days(m / wanted[static_cast<unsigned>(week)]);
      }
      return date.time_since_epoch().count() * std::int64_t{86400} + clock;
    }
  };

  struct Parser {
    std::string_view rest;

    bool at(char c) const { return !rest.empty() && rest.front() == c; }
    bool skip(char c) {
      if (!at(c)) return false;
      rest.remove_prefix(1);
      return true;
    }
    static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
    bool name() {
      std::size_t length = 0;
      if (at('<')) {
        length = rest.find('>');
        if (length == rest.npos) return false;
        ++length;
      } else {
        while (length < rest.size() && is_letter(rest[length])) ++length;
      }
      if (length < 3) return false;
      rest.remove_prefix(length);
      return true;
    }
    bool number(int& value, int most) {
      std::size_t length = 0;
      value = 0;
      while (length < rest.size() && length < 3 && rest[length] >= '0' && rest[length] <= '9')
        value = value * 10 + (rest[length++] - '0');
      rest.remove_prefix(length);
      return length > 0 && value <= most;
    }
    /// "[+-]hh[:mm[:ss]]"
    bool clock(int& seconds) {
      const bool negative = skip('-');
      if (!negative) skip('+');
      int hours = 0, minutes = 0, rest_seconds = 0;
      if (!number(hours, 167)) return false;
      if (skip(':') && !number(minutes, 59)) return false;
      if (skip(':') && !number(rest_seconds, 59)) return false;
      seconds = (hours * 60 + minutes) * 60 + rest_seconds;
      if (negative) seconds = -seconds;
      return true;
    }
    bool date(Date& date) {
      bool good = false;
      if (skip('M'))
        good = number(date.month, 12) && date.month > 0 && skip('.') && number(date.week, 5) &&
               date.week > 0 && skip('.') && number(date.day, 6);
      else if (skip('J'))
        date.kind = 'J', good = number(date.day, 365) && date.day > 0;
      else
        date.kind = '0', good = number(date.day, 365);
      return good && (!skip('/') || clock(date.clock));
    }
  };

  int standard_ = 0, summer_ = 0;
  bool has_summer_ = false;
  Date begins_, ends_;
};

}  // namespace orderbridge
