// SPDX-License-Identifier: MIT
// serve: schedules, one run of a job at a time, halts that a person lifts, and an end that leaves everything
// whole.
#include <catch2/catch.hpp>
#include <csignal>

#include "bridge.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using Catch::Matchers::Contains;
using orderbridge::sandbox::SandboxShop;

namespace {

constexpr std::chrono::milliseconds kLook{20};

struct Serving {
  Serving() : bridge((shop.start(), shop.url())) {
    bridge.schedule = "every 1 seconds";
    bridge.on_written = "<onWritten status=\"in_process\"/>";
  }
  std::string asked(const std::vector<std::string>& words) { return bridge.host(words).out; }
  /// Waits, as long as the program runs, until what a command says contains a text.
  bool until(const e2e::Child& program, const std::vector<std::string>& words, const std::string& text) {
    while (!program.ends_within(kLook))
      if (asked(words).find(text) != std::string::npos) return true;
    return false;
  }

  SandboxShop shop;
  e2e::Bridge bridge;
};

}  // namespace

TEST_CASE("serve runs by the schedule, again and again, and ends at once when it is asked to") {
  Serving s;
  auto serve = s.bridge.start({"serve"});
  CHECK(s.until(*serve, {"runs"}, "\n3    import"));
  s.shop.changes().add("appear:id=400");
  while (!s.bridge.is_staged(400)) REQUIRE_FALSE(serve->ends_within(kLook));
  CHECK(s.until(*serve, {"status"}, "next run"));
  serve->send(SIGTERM);
  const auto ended = serve->wait();
  INFO(ended.out << ended.err);
  CHECK(ended.exit_code == 0);
  CHECK_THAT(ended.out, Contains("serving import") && Contains("39 staged") && Contains("stopped"));
  CHECK_THAT(s.asked({"status"}), Contains("import: IDLE"));
}

TEST_CASE("two hosts on one journal: no two runs at once, and run beside serve says who is at it") {
  Serving s;
  s.shop.faults().add("latency:ms=400,on=list");
  auto one = s.bridge.start({"serve"}), two = s.bridge.start({"serve"});
  bool met = false;
  while (!met && !one->ends_within(kLook)) met = s.asked({"status"}).find("RUNNING") != std::string::npos;
  const auto beside = s.bridge.import();  // takes its turn, or is told to wait
  if (beside.exit_code == 3) CHECK_THAT(beside.err, Contains("is under way on this journal (process "));
  CHECK(s.until(*one, {"runs"}, "\n4    import"));
  for (auto* serve : {one.get(), two.get()}) serve->send(SIGTERM);
  for (auto* serve : {one.get(), two.get()}) CHECK(serve->wait().exit_code == 0);
  CHECK(
      s.bridge.journal_rows("SELECT count(*) FROM run a JOIN run b ON a.id < b.id AND b.started < a.ended") ==
      std::vector<std::string>{"0"});
  CHECK(s.bridge.staged().size() == 39);
  CHECK(s.shop.counters().puts().size() == 39);
}

TEST_CASE("killed while it works, started again: caught up once, nothing twice") {
  Serving s;
  s.bridge.schedule = "every 1 hours";
  auto serve = s.bridge.start({"serve"});
  while (!std::filesystem::exists(s.bridge.wawi_file())) REQUIRE_FALSE(serve->ends_within(kLook));
  serve->send(SIGKILL);
  serve->wait();
  // What the dead process left is said for what it is, also before anything runs again.
  const auto killed = s.asked({"runs"});
  CHECK_THAT(killed, Contains("CRASHED") && Contains("ended before this run did") && !Contains("RUNNING"));
  const auto status = s.bridge.host({"status"});
  CHECK(status.exit_code == 1);
  CHECK_THAT(status.out, Contains("import: FAILED") && Contains("since") && Contains("no serve is running"));
  // What was planned was begun: a host that dies in a run does not repeat it at once, the next planned time
  // does.
  s.bridge.change_journal("UPDATE job SET next = next - 3 * 3600000000, as_of = as_of - 3 * 3600000000");
  auto again = s.bridge.start({"serve"});
  CHECK(s.until(*again, {"runs"}, "WARNING"));
  again->send(SIGTERM);
  const auto ended = again->wait();
  INFO(ended.out << ended.err);
  CHECK(s.bridge.staged().size() == 39);
  CHECK(s.bridge.journal_rows("SELECT count(*) FROM run") ==
        std::vector<std::string>{"2"});  // three were missed, one was made up
}

TEST_CASE(
    "a wrong key: four attempts, minutes apart, then a person; serve does not end as if all were well") {
  Serving s;
  s.bridge.key = "wrongwrongwrongwrongwrongwrongwrongwrong";
  auto serve = s.bridge.start({"serve"});
  for (int attempt = 1; attempt <= 3; ++attempt) {
    INFO(attempt);
    CHECK(s.until(*serve, {"runs", "import"}, "\n" + std::to_string(attempt) + " "));
    CHECK(s.until(*serve, {"status"}, "the login is tried again at"));
    const auto challenges = s.shop.counters().values().challenges;
    for (int i = 0; i < 60; ++i) REQUIRE_FALSE(serve->ends_within(kLook));  // more than one interval
    CHECK(s.shop.counters().values().challenges == challenges);  // no retry storm against the account
    s.bridge.change_journal("UPDATE job SET not_before = 1");    // the time that it waits is over
  }
  CHECK(s.until(*serve, {"status"}, "orderbridge resume import"));
  const auto status = s.asked({"status"});
  CHECK_THAT(status, Contains("import: FAILED") && Contains("[option api-key]") && Contains("since"));
  CHECK_THAT(s.asked({"status", "--json"}), Contains("\"code\": \"bad-auth\"") && Contains("\"since\": \""));
  CHECK(s.bridge.journal_rows("SELECT count(*) FROM run") == std::vector<std::string>{"4"});
  serve->send(SIGTERM);
  const auto ended = serve->wait();
  CHECK(ended.exit_code == 3);
  CHECK_THAT(ended.out, Contains("all jobs are halted"));
  s.bridge.key = orderbridge::sandbox::kDemoKey;
  CHECK(s.bridge.import().exit_code == 1);  // a run by hand that works lets the job go on
  CHECK_THAT(s.asked({"status"}), Contains("import: IDLE"));
}

TEST_CASE("a login that is refused for a while: serve goes on by itself") {
  Serving s;
  s.shop.faults().add("nonce-rollover:on=version");
  auto serve = s.bridge.start({"serve"});
  CHECK(s.until(*serve, {"status"}, "the login is tried again at"));
  s.shop.faults().clear();
  s.bridge.change_journal("UPDATE job SET not_before = 1");
  CHECK(s.until(*serve, {"status"}, "39 staged"));
  serve->send(SIGTERM);
  CHECK(serve->wait().exit_code == 0);
}

TEST_CASE("a wall-clock schedule on a fresh journal runs at its time") {
  Serving s;
  s.bridge.schedule = "* * * * *";
  auto serve = s.bridge.start({"serve"});
  CHECK(s.until(*serve, {"status"}, "next run"));
  CHECK_THAT(s.asked({"status"}), Contains("import: NEVER RUN"));
  CHECK(s.until(*serve, {"status"}, "39 staged"));
  serve->send(SIGTERM);
  CHECK(serve->wait().exit_code == 0);
  CHECK(s.bridge.journal_rows("SELECT planned % 60000000 FROM job") == std::vector<std::string>{"0"});
}

TEST_CASE("status knows which serves live, and which read an older configuration") {
  Serving s;
  s.bridge.schedule = "every 1 hours";
  CHECK_THAT(s.asked({"status"}), Contains("no serve is running; jobs wait"));
  CHECK_THAT(s.asked({"status", "--json"}), Contains("\"serves\": []"));
  CHECK_THAT(s.asked({"pause", "import"}), Contains("is paused"));
  CHECK_THAT(s.asked({"resume", "import"}), Contains("but no serve is running"));

  auto serve = s.bridge.start({"serve"});
  CHECK(s.until(*serve, {"status"}, "serve: process "));
  const auto one = s.asked({"status"});
  CHECK_THAT(one, !Contains("no serve is running") && !Contains("older configuration"));
  CHECK_THAT(s.asked({"status", "--json"}),
             Contains("\"pid\": ") && Contains("\"configuration\": \"current\""));
  auto second = s.bridge.start({"serve"});
  CHECK(s.until(*second, {"status"}, "2 serves share the work"));
  second->send(SIGTERM);
  CHECK_THAT(second->wait().out, Contains("another serve lives on this journal: process "));

  // Case 26 of the reports (apache/kafka#12568): the file gets a further pipeline while serve runs.
  s.bridge.actions =
      "<actions><action id=\"worker\" connection=\"wawi\" run=\"take-over\" "
      "schedule=\"every 2 seconds\"/></actions>";
  CHECK_THAT(s.asked({"status"}), Contains("it runs an older configuration than "));
  CHECK_THAT(s.asked({"status", "--json"}), Contains("\"configuration\": \"older\""));
  s.bridge.actions.clear();
  CHECK_THAT(s.asked({"status"}), !Contains("older configuration"));

  CHECK_THAT(s.asked({"pause", "import"}), Contains("is paused"));
  CHECK_THAT(s.asked({"resume", "import"}), Contains("'import' goes on, next run "));
  serve->send(SIGKILL);
  serve->wait();
  CHECK_THAT(s.asked({"status"}), Contains("no serve is running; jobs wait"));
}

TEST_CASE("a terminal that is gone ends serve as Ctrl-C does") {
  Serving s;
  s.bridge.schedule = "every 1 hours";
  s.shop.faults().add("latency:ms=300,on=list");
  auto serve = s.bridge.start({"serve"});
  CHECK(s.until(*serve, {"status"}, "import: RUNNING"));
  serve->send(SIGHUP);
  const auto ended = serve->wait();
  CHECK(ended.exit_code == 0);
  CHECK_THAT(ended.out, Contains("stopped"));
  CHECK_THAT(s.asked({"runs"}), !Contains("RUNNING") && !Contains("CRASHED"));
}

TEST_CASE("a role that may only read: status says why orders are not told") {
  Serving s;
  s.bridge.schedule.clear();
  s.bridge.user = orderbridge::sandbox::kReadOnlyUser;
  s.bridge.key = orderbridge::sandbox::kReadOnlyKey;
  s.bridge.import();
  const auto status = s.asked({"status"});
  INFO(status);
  CHECK_THAT(status, Contains("39 to be told") && Contains("reason") && Contains("update"));
  CHECK_THAT(s.asked({"status", "--json"}), Contains("\"reason\": \""));
}

TEST_CASE("a time zone that the machine does not know is said; times carry their zone") {
  Serving s;
  s.bridge.schedule = "every day at 06:30";
  s.bridge.environment = {{"TZ", "Europa/Berlin"}};  // case 24 of the reports
  const auto wrong = s.bridge.host({"validate"});
  CHECK(wrong.exit_code == 0);
  CHECK_THAT(wrong.err, Contains("time zone 'Europa/Berlin'") && Contains("Europe/Berlin"));
  CHECK_THAT(wrong.out, Contains("1 warning") && !Contains("1 warnings"));
  CHECK_THAT(s.bridge.host({"check"}).err, Contains("time zone 'Europa/Berlin'"));
  auto serve = s.bridge.start({"serve"});
  CHECK(s.until(*serve, {"status"}, "06:30:00 +00:00"));
  serve->send(SIGTERM);
  CHECK_THAT(serve->wait().err, Contains("time zone 'Europa/Berlin'"));
  for (const auto* known : {"CET-1CEST,M3.5.0,M10.5.0/3", "<+0330>-3:30", "UTC", ":UTC0", ""}) {
    INFO(known);
    s.bridge.environment = {{"TZ", known}};
    CHECK_THAT(s.bridge.host({"validate"}).err, !Contains("time zone"));
  }
  s.bridge.environment = {{"TZ", "<+0330>-3:30"}};
  CHECK_THAT(s.asked({"status"}), Contains("06:30:00 +03:30"));
  s.bridge.environment = {{"TZ", "Europe/Berlin"}, {"TZDIR", s.bridge.folder().string()}};  // no tzdata
  CHECK_THAT(s.bridge.host({"validate"}).err, Contains("time zone 'Europe/Berlin'"));
}

TEST_CASE("pause keeps it still, resume lets it go on") {
  Serving s;
  CHECK(s.bridge.host({"pause", "import"}).exit_code == 0);
  auto serve = s.bridge.start({"serve"});
  CHECK(s.until(*serve, {"status"}, "PAUSED"));
  for (int i = 0; i < 60; ++i) REQUIRE_FALSE(serve->ends_within(kLook));
  CHECK(s.bridge.journal_rows("SELECT count(*) FROM run") == std::vector<std::string>{"0"});
  CHECK(s.bridge.host({"resume", "import"}).exit_code == 0);
  CHECK(s.until(*serve, {"runs"}, "import"));
  serve->send(SIGTERM);
  CHECK(serve->wait().exit_code == 0);
  s.bridge.actions = "<actions><action id=\"worker\" connection=\"wawi\" run=\"take-over\"/></actions>";
  CHECK_THAT(s.bridge.host({"pause", "imprt"}).err, Contains("there is: import, worker"));
  CHECK_THAT(s.asked({"resume", "worker"}), Contains("it has no schedule"));
}

TEST_CASE("a shop that asks for patience gets it; nothing to serve is said") {
  Serving s;
  s.shop.faults().add("503-html:on=version,count=1,retry-after=1200");
  auto serve = s.bridge.start({"serve"});
  CHECK(s.until(*serve, {"runs"}, "FAILED"));
  for (int i = 0; i < 60; ++i) REQUIRE_FALSE(serve->ends_within(kLook));
  CHECK(s.bridge.journal_rows("SELECT count(*) FROM run") == std::vector<std::string>{"1"});
  serve->send(SIGTERM);
  serve->wait();
  s.bridge.schedule.clear();
  const auto nothing = s.bridge.host({"serve"});
  CHECK(nothing.exit_code == 2);
  CHECK_THAT(nothing.err, Contains("has a schedule"));
}
