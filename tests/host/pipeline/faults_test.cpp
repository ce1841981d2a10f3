// SPDX-License-Identifier: MIT
// Runs that break: the source goes away, the sink puts off, refuses, keeps silent, lies or dies. What was
// committed stays, the next run goes on where it must, and nothing comes twice.
#include <catch2/catch.hpp>
#include <csignal>

#include "support/world.hpp"

using Catch::Contains;
using host_test::once_each;
using host_test::Setup;
using host_test::World;
using orderbridge::journal::Fate;
using orderbridge::journal::RunOutcome;
using Ids = std::vector<std::string>;

namespace {

Setup from(const std::string& source, const std::string& options = {}) {
  Setup setup;
  setup.source = source;
  setup.source_options = options;
  return setup;
}
Setup into(const std::string& sink, const std::string& options = {}) {
  Setup setup;
  setup.sink = sink;
  setup.sink_options = options;
  return setup;
}

bool has_warning(const orderbridge::pipeline::RunReport& report, const std::string& text) {
  for (const auto& warning : report.warnings)
    if (warning.find(text) != warning.npos) return true;
  return false;
}

}  // namespace

TEST_CASE("the source breaks off in the middle, and the next run goes on from the cursor") {
  World world;
  world.setup.source_options = "orders='60' page='10' script='script.txt'";
  world.script("break-after 25 retry\n");
  const auto first = world.run();
  CHECK(first.record.outcome == RunOutcome::kFailed);
  CHECK_THAT(first.failure, Contains("'shop'") && Contains("host.xml:") && Contains("25"));
  CHECK(world.times_staged() == once_each(1, 25));
  world.script("");
  const auto second = world.run();
  CHECK(second.record.outcome == RunOutcome::kOk);
  CHECK(second.record.counts.written == 35);
  CHECK(world.times_staged() == once_each(1, 60));
  CHECK(world.run().record.counts.unchanged == 60);
}

TEST_CASE("a source that fails for good stops the run and says what to look at") {
  World world(from("fails_in_open", "status='bad-config'"));
  const auto report = world.run();
  CHECK(report.record.outcome == RunOutcome::kFailed);
  CHECK(report.status == OB_BAD_CONFIG);
  CHECK_THAT(report.failure, Contains("'shop'") && Contains("the test wants open() to fail"));
  CHECK(report.record.counts.listed == 0);
}

TEST_CASE("the sink puts some off: failed, and the next run stages them") {
  World world;
  world.faults("retry 3\nretry 7\n");
  const auto first = world.run();
  CHECK(first.record.outcome == RunOutcome::kWarning);
  CHECK(first.record.counts.failed == 2);
  CHECK(first.record.counts.written == 8);
  CHECK(world.ids_with(Fate::kFailed) == Ids{"3", "7"});
  world.faults("");
  const auto second = world.run();
  CHECK(second.record.outcome == RunOutcome::kOk);
  CHECK(second.record.counts.written == 2);
  CHECK(world.times_staged() == once_each(1, 10));
}

TEST_CASE("the sink refuses one: its neighbours stay") {
  World world;
  world.faults("reject 5\n");
  const auto first = world.run();
  CHECK(first.record.outcome == RunOutcome::kWarning);
  CHECK(first.record.counts.rejected == 1);
  CHECK(first.record.counts.written == 9);
  REQUIRE(first.tally.attention.size() == 1);
  CHECK(first.tally.attention[0].id == "5");
  CHECK(first.tally.attention[0].reason.text == "as the test wants it");
  CHECK(world.run().record.outcome == RunOutcome::kWarning);
  world.faults("");
  world.script("order 5 open version=2\n");  // a new content version gives it another chance
  CHECK(world.run().record.counts.written == 1);
  CHECK(world.ids_with(Fate::kRejected).empty());
}

TEST_CASE("the whole write fails: nothing is lost and nothing is pending for long") {
  World world;
  world.faults("fail not-connected\n");
  const auto first = world.run();
  CHECK(first.record.outcome == RunOutcome::kFailed);
  CHECK_THAT(first.failure, Contains("'erp'"));
  CHECK(world.erp().empty());
  world.faults("");
  const auto second = world.run();
  CHECK(second.record.outcome == RunOutcome::kOk);
  CHECK(second.record.counts.written == 10);
  CHECK(world.times_staged() == once_each(1, 10));
  CHECK(world.ids_with(Fate::kPending).empty());
}

TEST_CASE("the process dies with orders durable and not reported: settled by lookup, nothing twice") {
  World world;
  world.setup.source_options = "orders='40' page='10' script='script.txt'";
  const int after = GENERATE(1, 3, 20, 40);
  world.faults("crash-after " + std::to_string(after) + "\n");
  const auto died = world.run_program();
  CHECK(died.signal == SIGABRT);
  const auto durable = world.erp().size();
  CHECK(durable == static_cast<std::size_t>(after));
  CHECK_FALSE(world.ids_with(Fate::kPending).empty());

  world.faults("");
  const auto next = world.run();
  INFO(next.record.text);
  CHECK(next.record.outcome == RunOutcome::kOk);
  CHECK(next.record.counts.listed == 40);
  CHECK(next.record.counts.written + next.record.counts.unchanged == 40);  // no duplicate, no update
  CHECK(world.times_staged() == once_each(1, 40));
  CHECK(world.ids_with(Fate::kPending).empty());
  CHECK(world.ids_with(Fate::kWritten).size() == 40);
  CHECK(world.run().record.counts.unchanged == 40);
}

TEST_CASE("orders settled after a crash are still watched for their payment") {
  World world;
  world.faults("crash-after 4\n");
  CHECK(world.run_program().signal == SIGABRT);
  const auto id = world.erp().back().id;  // durable, not reported
  world.faults("");
  world.run();  // settles, and compares what was settled with the shop
  CHECK(world.reason(id).empty());
  CHECK(world.row(id)->payment_open);
  world.script("order " + id + " open payment=paid\n");
  CHECK(world.run().record.counts.updated == 1);
  CHECK_FALSE(world.row(id)->payment_open);
}

TEST_CASE("an order in doubt that the shop deletes meanwhile") {
  World world;
  world.faults("fail not-connected\n");
  world.run();
  const auto in_doubt = world.ids_with(Fate::kPending);
  REQUIRE_FALSE(in_doubt.empty());
  world.faults("");
  world.script("absent " + in_doubt.front() + "\n");
  const auto next = world.run();
  CHECK(next.record.counts.gone == 1);
  CHECK(world.fate(in_doubt.front()) == Fate::kGone);
  CHECK(world.ids_with(Fate::kPending).empty());
}

TEST_CASE("a sink that says nothing: in doubt, a warning, and no end of trying") {
  World world(into("reports_nothing"));
  const auto report = world.run();
  CHECK(report.record.outcome == RunOutcome::kWarning);
  CHECK(report.record.counts.failed == 10);
  CHECK(world.ids_with(Fate::kPending).size() == 10);
  CHECK(world.row("1")->in_doubt);
  CHECK(world.run().record.counts.failed == 10);
}

TEST_CASE("a sink that reports part, then fails") {
  const std::string reports = GENERATE("none", "half", "all");
  const std::string lookup = GENERATE("absent", "staged", "fails");
  INFO(reports << ", lookup " << lookup);
  World world(into("reports_then_fails", "reports='" + reports + "' lookup='" + lookup + "'"));
  const auto first = world.run();
  CHECK(first.record.outcome == RunOutcome::kFailed);
  CHECK_THAT(first.failure, Contains("the test wants this write to fail") && !Contains("1205"));
  const auto written = world.ids_with(Fate::kWritten), pending = world.ids_with(Fate::kPending);
  CHECK(first.record.counts.written == static_cast<std::int64_t>(written.size()));
  if (reports == "none") CHECK(written.empty());
  if (reports == "all") CHECK(pending.empty());
  const auto second = world.run();
  const auto after = world.ids_with(Fate::kWritten);
  CHECK(std::includes(
      after.begin(), after.end(), written.begin(), written.end(),
      [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; }));
  if (lookup == "fails" && !pending.empty()) {
    CHECK(second.record.outcome == RunOutcome::kFailed);
    CHECK_THAT(second.failure, Contains("lookup"));
    CHECK(after == written);
  }
  if (lookup == "staged")
    for (const auto& id : pending) CHECK(world.fate(id) == Fate::kWritten);
}

TEST_CASE("two reports for one order are a bug of the connector, and said so") {
  World world(into("reports_twice"));
  const auto report = world.run();
  CHECK(report.record.outcome == RunOutcome::kWarning);
  CHECK(has_warning(report, "twice"));
  CHECK(report.record.counts.written == 10);
  CHECK(world.fate("1") == Fate::kWritten);  // the first report counts
}

TEST_CASE("reports out of range leave the other orders alone") {
  const std::string what = GENERATE("index", "outcome", "no-reason", "warn-index");
  World world(into("reports_out_of_range", "what='" + what + "'"));
  const auto report = world.run();
  INFO(what << ": " << report.record.text);
  CHECK(report.record.counts.written >= 9 - (what == "outcome" || what == "no-reason" ? 9 : 0));
  CHECK((report.record.outcome == RunOutcome::kWarning) == (what != "warn-index"));
  if (what == "index") CHECK(has_warning(report, "of a batch of"));
}

TEST_CASE("stopped in the middle: cancelled, consistent, and the next run completes it") {
  World world;
  world.setup.source_options = "orders='5000' page='50'";
  const auto first = world.run_with([](const auto&, auto& stop) { stop.request(); });
  CHECK(first.record.outcome == RunOutcome::kCancelled);
  CHECK(first.record.counts.written < 5000);
  CHECK(first.record.counts.written == static_cast<std::int64_t>(world.erp().size()));
  CHECK(world.ids_with(Fate::kPending).empty());
  CHECK(world.run().record.outcome == RunOutcome::kOk);
  CHECK(world.times_staged() == once_each(1, 5000));
}
