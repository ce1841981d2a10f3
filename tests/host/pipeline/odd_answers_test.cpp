// SPDX-License-Identifier: MIT
// What a connector tells the host is judged: a word that there is not is no answer, a sweep without its end
// is a warning, a wait without end does not overflow. Kinds of faults: those that were planted one by one
// into a connector of somebody else's (connector_abi.h says what each ought to be).
#include <catch2/catch.hpp>

#include "support/world.hpp"

using Catch::Contains;
using host_test::Setup;
using host_test::Sums;
using host_test::World;
using orderbridge::journal::Fate;
using orderbridge::journal::RunOutcome;

namespace {

Setup from(const std::string& what) {
  Setup setup;
  setup.source = "breaks_promises";
  setup.source_options = "what='" + what + "'";
  return setup;
}

Setup into(const std::string& options) {
  Setup setup;
  setup.source_options = "orders='3'";
  setup.sink = "odd_answers";
  setup.sink_options = "file='erp.txt' " + options;
  return setup;
}

bool says(const orderbridge::pipeline::RunReport& report, const std::string& text) {
  INFO(report.record.text);
  return report.record.text.find(text) != std::string::npos;
}

std::size_t times_in(const World& world, const std::string& id) {
  const auto text = "\n" + world.folder().read("erp.txt");
  std::size_t times = 0;
  for (auto at = text.find("\n" + id + "\n"); at != std::string::npos;
       at = text.find("\n" + id + "\n", at + 1))
    ++times;
  return times;
}

}  // namespace

TEST_CASE("a sweep that ends without its last word is a warning, and loses nothing that came") {
  const std::string what = GENERATE("no-checkpoint", "only-cursor", "half", "more-after");
  INFO(what);
  World world(from(what));
  const auto report = world.run();
  CHECK(report.record.outcome == RunOutcome::kWarning);
  CHECK(says(report, "without saying that it is complete"));
  CHECK(report.record.counts.written == (what == "half" ? 2 : 3));
  World good(from("nothing"));
  CHECK(good.run().record.outcome == RunOutcome::kOk);
}

TEST_CASE("a note with a word that there is not leads to nothing final") {
  World world(from("outcome"));
  const auto report = world.run();
  CHECK(report.record.outcome == RunOutcome::kWarning);
  CHECK(says(report, "noted an outcome 99"));
  CHECK(world.fate("2") == Fate::kFailed);  // tried again, not rejected
  CHECK(report.record.counts.written == 2);
}

TEST_CASE("a wait that never ends is a long one, not an overflow") {
  World world(from("for-ever"));
  world.run();
  const auto row = world.row("2");
  REQUIRE(row);
  CHECK(row->fate == Fate::kFailed);
  CHECK(row->next_check > orderbridge::now());
  CHECK(row->next_check < orderbridge::now() + 8LL * 24 * 3600 * 1000000);
  World sink(into("what='for-ever'"));
  sink.run();
  CHECK(sink.row("1")->next_check > orderbridge::now());
}

TEST_CASE("nothing where something is due is said, and the rest goes on") {
  World world(from("nulls"));
  const auto report = world.run();
  CHECK(report.record.outcome == RunOutcome::kWarning);
  CHECK(report.record.counts.written == 3);
  CHECK(says(report, "without a list row"));
  CHECK(says(report, "handed over no record"));
  CHECK(says(report, "noted nothing"));
}

TEST_CASE("a bookmark that is too long is not kept, and said") {
  World world(from("bookmark"));
  CHECK(says(world.run(), "longer than 4096 bytes"));
}

TEST_CASE("a result of an outcome that there is not leaves the order in doubt") {
  const std::string what = GENERATE("outcome", "small");
  INFO(what);
  World world(into("what='" + what + "'"));
  const auto report = world.run();
  CHECK(report.record.outcome == RunOutcome::kWarning);
  CHECK(says(report, what == "outcome" ? "an outcome 77" : "too small"));
  for (const auto* id : {"1", "2", "3"}) {
    CHECK(world.fate(id) == Fate::kPending);
    CHECK(world.row(id)->in_doubt);
  }
  world.setup = into("");
  world.run();  // asked, and found
  CHECK(world.fate("1") == Fate::kWritten);
  CHECK(times_in(world, "1") == 1);
}

TEST_CASE("a lookup that does not answer is not a no: nothing is handed over a second time") {
  const std::string what =
      GENERATE("lookup-silent", "lookup-state", "lookup-index", "lookup-null", "lookup-small");
  INFO(what);
  World world(into("silent='true'"));
  world.run();
  REQUIRE(world.fate("1") == Fate::kPending);
  REQUIRE(times_in(world, "1") == 1);
  world.setup = into("what='" + what + "'");
  const auto report = world.run();
  CHECK(report.record.outcome == RunOutcome::kWarning);
  CHECK(report.record.counts.failed == 3);
  REQUIRE(report.tally.attention.size() == 3);
  CHECK_THAT(report.tally.attention.front().reason.text, Contains("did not say"));
  if (what != "lookup-silent")
    CHECK(says(report, what == "lookup-index" ? "answered for key" : "the connector"));
  CHECK(world.fate("1") == Fate::kPending);
  CHECK(world.row("1")->in_doubt);
  CHECK(times_in(world, "1") == 1);
  world.setup = into("");
  world.run();
  CHECK(world.fate("1") == Fate::kWritten);
  CHECK(times_in(world, "1") == 1);
}

TEST_CASE("verify: no answer is not missing, and nothing is staged again for it") {
  World world(into(""));
  world.run();
  REQUIRE(world.fate("1") == Fate::kWritten);
  world.setup = into("what='lookup-silent'");
  const auto ended = host_test::run_host(world.arguments({"verify", "import", "--restage"}));
  CHECK(ended.code == 1);
  CHECK_THAT(ended.out, Contains("of 3 the sink did not say") && !Contains("missing"));
  CHECK(times_in(world, "1") == 1);
}

TEST_CASE("a refusal without a reason, an id that is no text") {
  World silent(into("what='no-reason'"));
  const auto report = silent.run();
  CHECK(report.record.outcome == RunOutcome::kWarning);
  REQUIRE_FALSE(report.tally.attention.empty());
  CHECK_THAT(report.tally.attention.front().reason.text, Contains("gave no reason"));
  World odd(into("what='remote-id'"));
  odd.run();
  const auto row = odd.row("1");
  REQUIRE(row);
  CHECK(row->fate == Fate::kWritten);
  CHECK(row->remote_id.size() <= 200);
  CHECK_THAT(row->remote_id, !Contains("\x1B"));
}
