// SPDX-License-Identifier: MIT
// When jobs really run: each kind of schedule through the real loop, on a fresh journal, over restarts, with
// clocks that jump, both clock changes, pauses, and a serve that was down. (Cases 01 and 02 of the reports:
// kestra-io/kestra#147, agronholm/apscheduler#339.)
#include "jobs/clockwork.hpp"
#include "jobs/scheduler.hpp"

using namespace jobs_test;
using Times = std::vector<std::string>;

namespace {

constexpr const char* kEveryMinute = "* * * * *";
constexpr const char* kHourly = "15 * * * *";
constexpr const char* kDaily = "every day at 06:30";
constexpr const char* kWeekdays = "30 6 * * mon-fri";
constexpr const char* kCounted = "every 5 minutes";
const char* const kStart = "2027-01-15T05:58:00Z";  // a Friday

/// Days and times of January 2027: "15 06:30".
Times january(const Times& days) {
  Times all;
  for (const auto& day : days) all.push_back("2027-01-" + day.substr(0, 2) + "T" + day.substr(3) + ":00Z");
  return all;
}

}  // namespace

TEST_CASE("a fresh journal: counted schedules run at once, wall-clock ones at their time") {
  const Zone zone("UTC0");
  struct Row {
    const char* schedule;
    Micros time;
    Times planned;
  };
  const std::vector<Row> rows = {
      {kCounted, 12 * kMinute, {"15 05:58", "15 06:03", "15 06:08"}},
      {"every hour", 2 * kHour, {"15 05:58", "15 06:58", "15 07:58"}},
      {kEveryMinute, 3 * kMinute, {"15 05:59", "15 06:00", "15 06:01"}},
      {kHourly, 2 * kHour, {"15 06:15", "15 07:15"}},
      {kDaily, 25 * kHour, {"15 06:30", "16 06:30"}},
      {kWeekdays, 4 * kDay, {"15 06:30", "18 06:30"}},
      {"every 2 days", 4 * kDay, {"15 05:58", "17 05:58", "19 05:58"}},
  };
  for (const auto& row : rows) {
    INFO(row.schedule);
    Clockwork works(row.schedule, utc(kStart));
    works.serve(row.time, row.time > kDay ? 5 * kMinute : 10 * kSecond);
    CHECK(works.planned() == january(row.planned));
  }
}

TEST_CASE("started anew again and again, a planned time stands") {
  const Zone zone("UTC0");
  struct Row {
    const char* schedule;
    Times planned;
  };
  // Sixty serves, each lives for 40 seconds: none of them as long as it takes to the next time.
  const std::vector<Row> rows = {
      {kCounted,
       {"15 05:58", "15 06:03", "15 06:08", "15 06:13", "15 06:18", "15 06:23", "15 06:28", "15 06:33",
        "15 06:38"}},
      {kHourly, {"15 06:15"}},
      {kDaily, {"15 06:30"}},
      {kWeekdays, {"15 06:30"}},
  };
  for (const auto& row : rows) {
    INFO(row.schedule);
    Clockwork works(row.schedule, utc(kStart));
    for (int i = 0; i < 60; ++i) works.serve(40 * kSecond, 20 * kSecond);
    CHECK(works.planned() == january(row.planned));
  }
}

TEST_CASE("a serve that was down over a planned time makes it up once") {
  const Zone zone("UTC0");
  struct Row {
    const char* schedule;
    Micros down;
    Times planned;
  };
  const std::vector<Row> rows = {
      {kCounted, 17 * kMinute, {"15 05:58", "15 06:13", "15 06:18"}},
      {kHourly, 3 * kHour, {"15 08:15", "15 09:15"}},
      {kHourly, 20 * kMinute, {"15 06:15"}},
      {kDaily, kHour, {"15 06:30"}},
      {kWeekdays, 73 * kHour, {"18 06:30"}},  // Friday's and Monday's
  };
  for (const auto& row : rows) {
    INFO(row.schedule);
    Clockwork works(row.schedule, utc(kStart));
    works.serve(2 * kMinute);
    works.down(row.down);
    works.serve(3 * kMinute);
    if (row.schedule == kHourly && row.down == 3 * kHour) works.serve(12 * kMinute);
    CHECK(works.planned() == january(row.planned));
  }
}

TEST_CASE("the clock was ahead and is corrected: within one interval, or at its time") {
  const Zone zone("UTC0");
  struct Row {
    const char* schedule;
    Times ahead, corrected;
  };
  const std::vector<Row> rows = {
      {kCounted, {"16 06:28"}, {"15 06:33", "15 06:38"}},
      {kEveryMinute,
       {"16 06:29", "16 06:30", "16 06:31"},
       {"15 06:29", "15 06:30", "15 06:31", "15 06:32", "15 06:33", "15 06:34", "15 06:35", "15 06:36",
        "15 06:37", "15 06:38"}},
      {kDaily, {"16 06:30"}, {"15 06:30"}},
      {kWeekdays, {}, {"15 06:30"}},  // the 16th is a Saturday
  };
  for (const auto& row : rows) {
    INFO(row.schedule);
    Clockwork works(row.schedule, utc("2027-01-16T06:28:00Z"));
    Times ahead;
    works.serve_with({{3 * kMinute,
                       [&] {
                         ahead = works.planned();
                         works.put(utc("2027-01-15T06:28:00Z"));
                       }},
                      {10 * kMinute, [] {}}});
    CHECK(ahead == january(row.ahead));
    CHECK(works.planned() == january(row.corrected));
  }
  // Corrected while no serve lived: the next one finds it in the journal.
  Clockwork works(kDaily, utc("2027-01-16T06:28:00Z"));
  works.serve(3 * kMinute);
  CHECK(works.planned() == january({"16 06:30"}));
  works.put(utc("2027-01-15T06:28:00Z"));
  works.serve(2 * kDay, 5 * kMinute);
  CHECK(works.planned() == january({"15 06:30", "16 06:30"}));
}

TEST_CASE("the clock goes back by ten minutes: what waits goes on, what ran daily is not repeated") {
  const Zone zone("UTC0");
  struct Row {
    const char* schedule;
    Times back;
  };
  const std::vector<Row> rows = {
      {kCounted, {"15 06:27", "15 06:32"}},
      {"every 3 seconds", {}},  // below
      {kEveryMinute,
       {"15 06:23", "15 06:24", "15 06:25", "15 06:26", "15 06:27", "15 06:28", "15 06:29", "15 06:30",
        "15 06:31", "15 06:32"}},
      {kDaily, {}},
      {kWeekdays, {}},
  };
  for (const auto& row : rows) {
    INFO(row.schedule);
    Clockwork works(row.schedule, utc("2027-01-15T06:28:00Z"));
    works.serve_with({{4 * kMinute,
                       [&] {
                         CHECK_FALSE(works.planned().empty());
                         works.put(works.clock() - 10 * kMinute);
                       }},
                      {10 * kMinute, [] {}}},
                     row.schedule == std::string("every 3 seconds") ? kSecond : 10 * kSecond);
    const auto back = works.planned();
    if (row.schedule == std::string("every 3 seconds"))
      CHECK(back.size() >=
            20);  // of 200: how often a loop under load finds the last run ended is not ours to say
    else
      CHECK(back == january(row.back));
    if (row.schedule == std::string(kDaily)) {
      works.serve(kDay, 5 * kMinute);
      CHECK(works.planned() == january({"16 06:30"}));
    }
  }
}

TEST_CASE("the clock goes back before a time that never ran: it is waited for") {
  const Zone zone("UTC0");
  Clockwork works(kDaily, utc("2027-01-15T06:50:00Z"));  // forty minutes ahead
  works.serve_with({{kMinute, [&] { works.put(utc("2027-01-15T06:10:00Z")); }}, {kHour, [] {}}}, kMinute);
  CHECK(works.planned() == january({"15 06:30"}));
}

TEST_CASE("patience that another host's clock was asked for ends when it would have") {
  const Zone zone("UTC0");
  Clockwork works("every minute", utc("2027-01-16T06:00:00Z"));
  works.after = [&](journal::Job& job) {
    job.not_before = works.clock() + 20 * kMinute, job.as_of = works.clock();
  };
  works.serve_with({{3 * kMinute,
                     [&] {
                       CHECK(works.planned() == january({"16 06:00"}));
                       works.put(utc("2027-01-15T06:00:00Z"));
                     }},
                    {21 * kMinute, [] {}}});
  CHECK(works.planned() == january({"15 06:20"}));
}

TEST_CASE("both clock changes") {
  const Zone zone(kBerlin);  // 2027-03-28 02:00 -> 03:00 and 2027-10-31 03:00 -> 02:00, both at 01:00 UTC
  struct Row {
    const char* schedule;
    Times spring, autumn;
  };
  const std::vector<Row> rows = {
      {kDaily,
       {"2027-03-27T05:30:00Z", "2027-03-28T04:30:00Z", "2027-03-29T04:30:00Z"},
       {"2027-10-30T04:30:00Z", "2027-10-31T05:30:00Z", "2027-11-01T05:30:00Z"}},
      {"every day at 02:30",
       {"2027-03-27T01:30:00Z", "2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z"},
       {"2027-10-30T00:30:00Z", "2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z"}},
      {"30 2 * * sun", {"2027-03-28T01:00:00Z"}, {"2027-10-31T00:30:00Z"}},
      {"every 12 hours",
       {"2027-03-27T00:00:00Z", "2027-03-27T12:00:00Z", "2027-03-28T00:00:00Z", "2027-03-28T12:00:00Z",
        "2027-03-29T00:00:00Z"},
       {"2027-10-30T00:00:00Z", "2027-10-30T12:00:00Z", "2027-10-31T00:00:00Z", "2027-10-31T12:00:00Z",
        "2027-11-01T00:00:00Z"}},
  };
  for (const auto& row : rows) {
    INFO(row.schedule);
    Clockwork spring(row.schedule, utc("2027-03-27T00:00:00Z")),
        autumn(row.schedule, utc("2027-10-30T00:00:00Z"));
    spring.serve(54 * kHour, 5 * kMinute);
    autumn.serve(54 * kHour, 5 * kMinute);
    CHECK(spring.planned() == row.spring);
    CHECK(autumn.planned() == row.autumn);
  }
  Clockwork hourly("30 * * * *", utc("2027-10-31T00:00:00Z"));
  hourly.serve(3 * kHour, kMinute);
  CHECK(hourly.planned() == Times{"2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z", "2027-10-31T02:30:00Z"});
}

TEST_CASE("paused and resumed: what was missed is passed over, a counted interval runs at once") {
  const Zone zone("UTC0");
  struct Row {
    const char* schedule;
    Times before, after;
  };
  const std::vector<Row> rows = {
      {kCounted, {"15 05:58"}, {"15 06:58", "15 07:03"}},
      {kHourly, {}, {}},
      {kDaily, {}, {}},
  };
  for (const auto& row : rows) {
    INFO(row.schedule);
    Clockwork works(row.schedule, utc(kStart));
    Times before;
    works.serve_with(
        {{2 * kMinute, [&] { works.journal().change_job("import", [](auto& job) { job.paused = true; }); }},
         {kHour,
          [&] {
            before = works.planned();
            works.journal().change_job("import", [](auto& job) { jobs::resume(job); });
          }},
         {6 * kMinute, [] {}}});
    CHECK(before == january(row.before));
    CHECK(works.planned() == january(row.after));
    works.serve(kDay, 5 * kMinute);
    const auto later = works.planned();
    if (row.schedule == std::string(kDaily)) CHECK(later == january({"16 06:30"}));
    if (row.schedule == std::string(kHourly)) CHECK(later.front() == january({"15 07:15"}).front());
  }
}

TEST_CASE("resumed without a pause, a job keeps its plan") {
  const Zone zone("UTC0");
  Clockwork works(kDaily, utc(kStart));
  works.serve(kMinute);
  works.down(40 * kMinute);
  works.journal().change_job("import", [](auto& job) { jobs::resume(job); });
  works.serve(kMinute);
  CHECK(works.planned() == january({"15 06:30"}));
}

TEST_CASE("another schedule or another zone is another plan; the same text again is not") {
  const Zone zone("UTC0");
  Clockwork works(kDaily, utc(kStart));
  works.serve(kMinute);
  works.set_schedule("every day at 07:00");
  works.serve(65 * kMinute);
  CHECK(works.planned() == january({"15 07:00"}));
  works.set_schedule("every 30 minutes");
  works.serve(30 * kMinute);
  CHECK(works.planned() == january({"15 07:30"}));
  works.set_schedule(kDaily);
  works.serve(kMinute);
  CHECK(works.planned().empty());
  Zone::set(kBerlin);  // the plan was 06:30 UTC
  works.serve(kDay, 5 * kMinute);
  CHECK(works.planned() == january({"16 05:30"}));
}

TEST_CASE("a journal of an older program: what was missed meanwhile is made up") {
  const Zone zone("UTC0");
  Clockwork works(kDaily, utc("2027-01-15T12:00:00Z"));
  works.journal().change_job("import", [](auto& job) { job.planned = utc("2027-01-14T06:30:00Z"); });
  works.serve(kMinute);
  CHECK(works.planned() == january({"15 06:30"}));
}

TEST_CASE("a refused login is tried again for the same planned time, a daily job's, too") {
  const Zone zone("UTC0");
  Clockwork works(kDaily, utc("2027-01-15T06:29:00Z"));
  works.after = [&](journal::Job& job) {
    ++job.refused_logins, job.not_before = works.clock() + kMinute, job.as_of = works.clock();
    if (job.refused_logins == 3) job.refused_logins = 0, job.not_before = 0;
  };
  works.serve(20 * kMinute);
  CHECK(works.planned() == january({"15 06:30", "15 06:30", "15 06:30"}));
}
