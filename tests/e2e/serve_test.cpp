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
  // What was planned was begun: a host that dies in a run does not repeat it at once, the next planned time
  // does.
  s.bridge.change_journal("UPDATE job SET planned = planned - 3 * 3600000000");
  auto again = s.bridge.start({"serve"});
  CHECK(s.until(*again, {"runs"}, "WARNING"));
  again->send(SIGTERM);
  const auto ended = again->wait();
  INFO(ended.out << ended.err);
  CHECK(s.bridge.staged().size() == 39);
  CHECK(s.bridge.journal_rows("SELECT count(*) FROM run") ==
        std::vector<std::string>{"2"});  // three were missed, one was made up
}

TEST_CASE("a wrong key halts the job: one attempt, then a person") {
  Serving s;
  s.bridge.key = "wrongwrongwrongwrongwrongwrongwrongwrong";
  auto serve = s.bridge.start({"serve"});
  CHECK(s.until(*serve, {"status"}, "FAILED"));
  const auto status = s.asked({"status"});
  CHECK_THAT(status, Contains("[option api-key]") && Contains("orderbridge resume import"));
  const auto challenges = s.shop.counters().values().challenges;
  for (int i = 0; i < 60; ++i) REQUIRE_FALSE(serve->ends_within(kLook));  // more than one interval
  CHECK(s.shop.counters().values().challenges == challenges);  // no retry storm against the account
  serve->send(SIGTERM);
  CHECK(serve->wait().exit_code == 0);
  s.bridge.key = orderbridge::sandbox::kDemoKey;
  CHECK(s.bridge.import().exit_code == 1);  // a run by hand that works lets the job go on
  CHECK_THAT(s.asked({"status"}), Contains("import: IDLE"));
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
  CHECK_THAT(s.bridge.host({"pause", "imprt"}).err, Contains("there is: import"));
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
