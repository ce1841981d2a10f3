// SPDX-License-Identifier: MIT
// Schedules: what is understood, why the rest is not, and the next time, clock changes included.
#include "schedule/schedule.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <ctime>

using namespace orderbridge::schedule;
using namespace std::chrono;
using Catch::Matchers::Contains;

namespace {

class Zone {
 public:
  explicit Zone(const char* name) {
    if (const char* tz = std::getenv("TZ")) before_ = tz;
    ::setenv("TZ", name, 1);
    ::tzset();
  }
  ~Zone() {
    before_.empty() ? ::unsetenv("TZ") : ::setenv("TZ", before_.c_str(), 1);
    ::tzset();
  }
  Zone(const Zone&) = delete;
  Zone& operator=(const Zone&) = delete;

 private:
  std::string before_;
};

// Without the system's zone database: Central European Time by its rule.
constexpr char kBerlin[] = "CET-1CEST,M3.5.0,M10.5.0/3";

Time utc(int y, unsigned m, unsigned d, int hh, int mm, int ss = 0) {
  return sys_days{year(y) / month(m) / day(d)} + hours(hh) + minutes(mm) + seconds(ss);
}

Time next(const std::string& text, Time after) {
  std::string reason;
  const auto schedule = Schedule::parse(text, reason);
  INFO(text << ": " << reason);
  REQUIRE(schedule);
  return schedule->next_after(after);
}

std::string refused(const std::string& text) {
  std::string reason;
  CHECK_FALSE(Schedule::parse(text, reason));
  CHECK_FALSE(reason.empty());
  return reason;
}

}  // namespace

TEST_CASE("intervals count from the last time") {
  const auto t = utc(2026, 1, 31, 10, 3, 7);
  CHECK(next("every 5 minutes", t) == t + minutes(5));
  CHECK(next("every minute", t) == t + minutes(1));
  CHECK(next(" every  30 seconds ", t) == t + seconds(30));
  CHECK(next("every hour", t) == t + hours(1));
  CHECK(next("every 2 hours", t) == t + hours(2));
  CHECK(next("every 2 days", t) == t + hours(48));
}

TEST_CASE("a time of day is local") {
  const Zone berlin(kBerlin);
  CHECK(next("every day at 06:30", utc(2026, 1, 31, 5, 29)) == utc(2026, 1, 31, 5, 30));
  CHECK(next("every day at 06:30", utc(2026, 1, 31, 5, 30)) == utc(2026, 2, 1, 5, 30));
  CHECK(next("every day at 6:30", utc(2026, 7, 1, 0, 0)) == utc(2026, 7, 1, 4, 30));
}

TEST_CASE("cron fields") {
  const Zone zone("UTC0");
  const auto t = utc(2026, 1, 30, 10, 3, 7);  // a Friday
  CHECK(next("* * * * *", t) == utc(2026, 1, 30, 10, 4));
  CHECK(next("*/10 * * * *", t) == utc(2026, 1, 30, 10, 10));
  CHECK(next("5/20 * * * *", t) == utc(2026, 1, 30, 10, 5));
  CHECK(next("0 8-18/2 * * mon-fri", utc(2026, 1, 30, 18, 0)) == utc(2026, 2, 2, 8, 0));
  CHECK(next("0 0 1 * *", t) == utc(2026, 2, 1, 0, 0));
  CHECK(next("15,45 3 * * 7", t) == utc(2026, 2, 1, 3, 15));
  CHECK(next("0 0 29 feb *", t) == utc(2028, 2, 29, 0, 0));
  CHECK(next("0 12 13 * 5", t) == utc(2026, 1, 30, 12, 0));  // the 13th or a Friday
  CHECK(next("0 12 13 * 1", t) == utc(2026, 2, 2, 12, 0));
  CHECK(next("59 23 31 12 *", t) == utc(2026, 12, 31, 23, 59));
}

TEST_CASE("spring: what is skipped runs once, right after the gap") {
  const Zone berlin(kBerlin);  // 2026-03-29 02:00 -> 03:00, at 01:00 UTC
  CHECK(next("every day at 02:30", utc(2026, 3, 28, 12, 0)) == utc(2026, 3, 29, 1, 0));
  CHECK(next("every day at 02:30", utc(2026, 3, 29, 1, 0)) == utc(2026, 3, 30, 0, 30));
  CHECK(next("0 3 * * *", utc(2026, 3, 28, 12, 0)) == utc(2026, 3, 29, 1, 0));
  CHECK(next("30 * * * *", utc(2026, 3, 29, 0, 45)) == utc(2026, 3, 29, 1, 30));
}

TEST_CASE("autumn: what comes twice runs once, unless it runs hourly") {
  const Zone berlin(kBerlin);  // 2026-10-25 03:00 -> 02:00, at 01:00 UTC
  CHECK(next("every day at 02:30", utc(2026, 10, 24, 12, 0)) == utc(2026, 10, 25, 0, 30));
  CHECK(next("every day at 02:30", utc(2026, 10, 25, 0, 30)) == utc(2026, 10, 26, 1, 30));
  CHECK(next("30 * * * *", utc(2026, 10, 25, 0, 30)) == utc(2026, 10, 25, 1, 30));
  CHECK(next("0 3 * * *", utc(2026, 10, 25, 0, 0)) == utc(2026, 10, 25, 2, 0));
}

TEST_CASE("every planned time lies after the last, through both changes") {
  const Zone berlin(kBerlin);
  std::string reason;
  const auto schedule = Schedule::parse("*/20 1-3 * * *", reason);
  REQUIRE(schedule);
  for (auto t : {utc(2026, 3, 28, 0, 0), utc(2026, 10, 24, 0, 0)}) {
    const auto end = t + hours(72);
    int count = 0;
    while (t < end) {
      const auto later = schedule->next_after(t);
      REQUIRE(later > t);
      t = later, ++count;
    }
    CHECK(count >= 24);
  }
}

TEST_CASE("wrong texts have a reason") {
  CHECK_THAT(refused(""), Contains("empty"));
  CHECK_THAT(refused("sometimes"), Contains("every"));
  CHECK_THAT(refused("every"), Contains("after 'every'"));
  CHECK_THAT(refused("every 5"), Contains("after 'every'"));
  CHECK_THAT(refused("every 5 lightyears"), Contains("after 'every'"));
  CHECK_THAT(refused("every 0 minutes"), Contains("'0'"));
  CHECK_THAT(refused("every -1 minutes"), Contains("'-1'"));
  CHECK_THAT(refused("every day at noon"), Contains("'noon'"));
  CHECK_THAT(refused("every day at 24:00"), Contains("'24:00'"));
  CHECK_THAT(refused("every day at 6:5"), Contains("'6:5'"));
  CHECK_THAT(refused("* * * *"), Contains("five"));
  CHECK_THAT(refused("0 * * * * *"), Contains("five"));
  CHECK_THAT(refused("60 * * * *"), Contains("'60' is no minute"));
  CHECK_THAT(refused("* 5-3 * * *"), Contains("'5-3' is no hour"));
  CHECK_THAT(refused("* * 0 * *"), Contains("day of the month"));
  CHECK_THAT(refused("* * * foo *"), Contains("'foo' is no month"));
  CHECK_THAT(refused("* * * * 8"), Contains("day of the week"));
  CHECK_THAT(refused("*/0 * * * *"), Contains("'*/0'"));
  CHECK_THAT(refused(", * * * *"), Contains("''") || Contains("minute"));
  CHECK_THAT(refused("0 0 30 2 *"), Contains("never"));
}
