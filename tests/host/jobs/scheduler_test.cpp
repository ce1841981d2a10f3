// SPDX-License-Identifier: MIT
// When a job is due, by table: first runs, missed runs, long runs, clocks that jump, pauses and halts.
#include "jobs/scheduler.hpp"

#include <catch2/catch.hpp>

using namespace orderbridge;
using namespace orderbridge::jobs;

namespace {

constexpr Micros kSecond = 1000000, kMinute = 60 * kSecond, kHour = 60 * kMinute;
constexpr Micros kNow = 1800000000 * kSecond;  // 2027-01-15T08:00:00Z

Due ask(const char* schedule, const journal::Job& job, Micros now = kNow) {
  std::string reason;
  const auto parsed = Schedule::parse(schedule, reason);
  INFO(reason);
  REQUIRE(parsed);
  return due(*parsed, job, now);
}

journal::Job planned(Micros at) {
  journal::Job job;
  job.planned = at;
  return job;
}

}  // namespace

TEST_CASE("a job that never ran: counted schedules at once, wall-clock ones at their time") {
  const auto counted = ask("every 5 minutes", {});
  CHECK(counted.run);
  CHECK(counted.planned == kNow);
  const auto daily = ask("30 8 * * *", {});
  CHECK_FALSE(daily.run);
  CHECK(daily.next == kNow + 30 * kMinute);
}

TEST_CASE("counted from planned time to planned time, without drift") {
  CHECK_FALSE(ask("every 5 minutes", planned(kNow - 4 * kMinute)).run);
  CHECK(ask("every 5 minutes", planned(kNow - 4 * kMinute)).next == kNow + kMinute);
  const auto late = ask("every 5 minutes", planned(kNow - 5 * kMinute - 7 * kSecond));
  CHECK(late.run);
  CHECK(late.planned == kNow - 7 * kSecond);
}

TEST_CASE("what was missed is caught up once") {
  const auto counted = ask("every 5 minutes", planned(kNow - 3 * kHour - kMinute));
  CHECK(counted.run);
  CHECK(counted.planned == kNow - kMinute);
  CHECK_FALSE(ask("every 5 minutes", planned(counted.planned)).run);
  const auto daily = ask("0 6 * * *", planned(kNow - 50 * kHour));
  CHECK(daily.run);
  CHECK_FALSE(ask("0 6 * * *", planned(daily.planned)).run);
}

TEST_CASE("a clock that was set back does not keep a job waiting for the old time") {
  const auto back = ask("every 5 minutes", planned(kNow + 7 * kHour));
  CHECK_FALSE(back.run);
  CHECK(back.next == kNow + 5 * kMinute);
}

TEST_CASE("patience, pauses and halts") {
  auto job = planned(kNow - kHour);
  job.not_before = kNow + 20 * kMinute;
  CHECK_FALSE(ask("every 5 minutes", job).run);
  CHECK(ask("every 5 minutes", job).next == kNow + 20 * kMinute);
  CHECK(ask("every 5 minutes", job, kNow + 20 * kMinute).run);
  job.not_before = 0;
  job.paused = true;
  CHECK_FALSE(ask("every 5 minutes", job).run);
  CHECK(ask("every 5 minutes", job).next == 0);
  job.paused = false;
  job.halted = "bad-auth";
  CHECK_FALSE(ask("every 5 minutes", job).run);
}
