// SPDX-License-Identifier: MIT
// When a job runs: "every 5 minutes", "every day at 06:30", or five cron fields. Parsed once, then asked for
// the next time. A value; all functions are pure except that wall-clock times follow the process's time zone
// (TZ).
//
// Clock changes: a wall-clock time that is skipped in spring runs once, right after the gap; one that comes
// twice in autumn runs the first time only. Cron lines whose hour is '*' run in every hour that really
// passes.
#pragma once
#include <bitset>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace orderbridge::schedule {

using Time = std::chrono::sys_seconds;

class Schedule {
 public:
  /// nullopt: `reason` says in the set language what is wrong with the text.
  static std::optional<Schedule> parse(std::string_view text, std::string& reason);

  /// The first time after `time`. "every 5 minutes" counts from `time`, which should be the last planned run.
  Time next_after(Time time) const;
  /// The last planned time up to `now`, counted from `planned`: what was missed in between is passed over.
  /// On the wall clock `now` itself where `planned` is more than forty days ago.
  Time last_until(Time now, Time planned) const;
  /// Is this a planned time of it? Not any more where the zone is another than when it was planned.
  bool has(Time time) const;
  /// "every N ...": runs are counted, not read off the wall clock.
  bool counts() const noexcept { return interval_.count() > 0; }

 private:
  friend class CronParser;

  std::chrono::seconds interval_{0};  // 0: the fields below
  std::bitset<60> minutes_;
  std::bitset<24> hours_;
  std::bitset<32> days_;     // of the month, 1..31
  std::bitset<13> months_;   // 1..12
  std::bitset<7> weekdays_;  // 0 = Sunday
  // Days: either is enough where both are restricted, as cron has it.
  bool any_day_ = true, any_weekday_ = true, any_hour_ = true;

  // Of a wall-clock time, written as if it were UTC.
  bool matches(Time wall) const;
  bool matches_day(Time wall) const;
  Time next_wall_clock(Time time) const;
};

}  // namespace orderbridge::schedule
