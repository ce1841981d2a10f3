// SPDX-License-Identifier: MIT
// What a run's end means for the next: logins that are refused are tried again, far apart, and then halt.
#include "jobs/after_run.hpp"

#include <catch2/catch.hpp>

#include "jobs/scheduler.hpp"

using namespace orderbridge;
using namespace orderbridge::jobs;

namespace {

constexpr Micros kMinute = 60 * 1000000LL, kNow = 30000000 * kMinute;
const RunEnd kRefused{false, false, OB_BAD_AUTH, 0, "the shop refuses the key"};
const RunEnd kWorked{true, false, OB_OK, 0, ""};

}  // namespace

TEST_CASE("a key that is wrong: four logins in 21 minutes, each longer after the last, then a person") {
  journal::Job job;
  std::vector<Micros> waits;
  auto time = kNow;
  for (int i = 0; i < 10 && job.halted.empty(); ++i) {
    after_run(job, kRefused, time);
    if (!job.halted.empty()) break;
    waits.push_back(job.not_before - time);
    time = job.not_before;
  }
  CHECK(waits == std::vector<Micros>{kMinute, 5 * kMinute, 15 * kMinute});
  CHECK(job.halted == "bad-auth");
  CHECK(job.halted_text == "the shop refuses the key");
  CHECK(job.halted_since == time);
  CHECK(time == kNow + 21 * kMinute);
}

TEST_CASE("a login that works again begins the count anew; so does a person") {
  journal::Job job;
  for (int i = 0; i < 3; ++i) after_run(job, kRefused, kNow);
  CHECK(job.refused_logins == 3);
  after_run(job, {false, false, OB_RETRY, 0, "the shop is down"}, kNow);  // it let us in
  CHECK(job.refused_logins == 0);
  CHECK(job.not_before == 0);
  for (int i = 0; i < 3; ++i) after_run(job, kRefused, kNow);
  CHECK(job.halted.empty());
  after_run(job, kWorked, kNow);
  CHECK(job.refused_logins == 0);
  for (int i = 0; i < 4; ++i) after_run(job, kRefused, kNow);
  CHECK(job.halted == "bad-auth");
  resume(job);
  CHECK(job.halted.empty());
  CHECK(job.refused_logins == 0);
  CHECK(job.not_before == 0);
}

TEST_CASE("options and calls that hang halt at once, since when is kept, a run that works lifts it") {
  journal::Job job;
  after_run(job, {false, false, OB_BAD_CONFIG, 0, "no such table"}, kNow);
  CHECK(job.halted == "bad-config");
  CHECK(job.halted_since == kNow);
  after_run(job, {false, true, OB_CANCELLED, 0, "hangs"}, kNow + kMinute);
  CHECK(job.halted == "stalled");
  CHECK(job.halted_since == kNow);
  after_run(job, kWorked, kNow + 2 * kMinute);
  CHECK(job.halted.empty());
  CHECK(job.halted_since == 0);
  after_run(job, {false, false, OB_RETRY, 1200000, "503"}, kNow);
  CHECK(job.not_before == kNow + 20 * kMinute);
}
