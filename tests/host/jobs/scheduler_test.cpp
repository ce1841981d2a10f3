// SPDX-License-Identifier: MIT
// When a job is due, at one look: what replaces a planned time, and what does not. What comes of it in the
// course of time is in serve_loop_test.cpp.
#include "jobs/scheduler.hpp"

#include <catch2/catch.hpp>

using namespace orderbridge;
using namespace orderbridge::jobs;

namespace {

constexpr Micros kSecond = 1000000, kMinute = 60 * kSecond, kHour = 60 * kMinute;
constexpr Micros kNow = 1800000000 * kSecond;  // 2027-01-15T08:00:00Z

struct Looked {
  Due due;
  journal::Job job;
};

Looked look(const std::string& text, journal::Job job, Micros now = kNow) {
  std::string reason;
  const auto parsed = schedule::Schedule::parse(text, reason);
  INFO(reason);
  REQUIRE(parsed);
  const auto answer = due(*parsed, text, job, now);
  return {answer, job};
}

/// A job as a host left it that planned it at `as_of`.
journal::Job planned(const std::string& text, Micros last, Micros next, Micros as_of) {
  journal::Job job;
  job.planned = last, job.next = next, job.schedule = text, job.as_of = as_of;
  return job;
}

}  // namespace

TEST_CASE("what was planned once stands, however often it is looked at") {
  auto first = look("30 8 * * *", {});
  CHECK_FALSE(first.due.run);
  CHECK(first.due.next == kNow + 30 * kMinute);
  CHECK(first.job.next == kNow + 30 * kMinute);
  auto job = first.job;
  for (auto now = kNow; now < kNow + 30 * kMinute; now += 7 * kSecond) {
    const auto again = look("30 8 * * *", job, now);
    CHECK_FALSE(again.due.run);
    CHECK(again.job == job);
  }
  const auto there = look("30 8 * * *", job, kNow + 30 * kMinute);
  CHECK(there.due.run);
  CHECK(there.due.planned == kNow + 30 * kMinute);
}

TEST_CASE("a run that begins sets the next time: counted ones without drift, wall-clock ones after now") {
  std::string reason;
  const auto counted = *schedule::Schedule::parse("every 5 minutes", reason);
  auto job = planned("every 5 minutes", kNow - 5 * kMinute, kNow, kNow - 5 * kMinute);
  const auto late = kNow + 7 * kSecond;
  begin(counted, due(counted, "every 5 minutes", job, late), job, late);
  CHECK(job.planned == kNow);
  CHECK(job.next == kNow + 5 * kMinute);
  CHECK(job.as_of == late);
  const auto minutes = *schedule::Schedule::parse("* * * * *", reason);
  job = planned("* * * * *", kNow - kMinute, kNow, kNow - kMinute);
  const auto later = kNow + 3 * kMinute + kSecond;  // fell into a longer run
  begin(minutes, due(minutes, "* * * * *", job, later), job, later);
  CHECK(job.planned == kNow + 3 * kMinute);
  CHECK(job.next == kNow + 4 * kMinute);
}

TEST_CASE("a clock that goes back by less than a second changes nothing of what was run") {
  const auto job = planned("0 8 * * *", kNow, kNow + 24 * kHour, kNow + kSecond / 10);
  const auto answer = look("0 8 * * *", job, kNow - kSecond / 10);
  CHECK_FALSE(answer.due.run);
  CHECK(answer.job.next == kNow + 24 * kHour);
}

TEST_CASE("patience, pauses and halts") {
  auto job = planned("every 5 minutes", kNow - kHour, kNow - 55 * kMinute, kNow - kHour);
  job.not_before = kNow + 20 * kMinute;
  CHECK_FALSE(look("every 5 minutes", job).due.run);
  CHECK(look("every 5 minutes", job).due.next == kNow + 20 * kMinute);
  CHECK(look("every 5 minutes", job, kNow + 20 * kMinute).due.run);
  job.not_before = 0;
  job.paused = true;
  CHECK_FALSE(look("every 5 minutes", job).due.run);
  CHECK(look("every 5 minutes", job).due.next == 0);
  CHECK(look("every 5 minutes", job).job == job);
  job.paused = false;
  job.halted = "bad-auth";
  CHECK_FALSE(look("every 5 minutes", job).due.run);
}
