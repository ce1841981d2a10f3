// SPDX-License-Identifier: MIT
// Sources against the rules: they forget, do not ask, repeat themselves, do not stop, hand over records that
// are none or far too much. One order is refused with its reason, its neighbours are staged.
#include <catch2/catch.hpp>

#include "support/world.hpp"

using Catch::Contains;
using host_test::once_each;
using host_test::Setup;
using host_test::Sums;
using host_test::World;
using orderbridge::journal::Fate;
using orderbridge::journal::RunOutcome;

namespace {

Setup from(const std::string& source, const std::string& options = {}) {
  Setup setup;
  setup.source = source;
  setup.source_options = options;
  return setup;
}

bool has_warning(const orderbridge::pipeline::RunReport& report, const std::string& text) {
  for (const auto& warning : report.warnings)
    if (warning.find(text) != warning.npos) return true;
  return false;
}

}  // namespace

TEST_CASE("a source that lists orders and then forgets them is named with their ids") {
  World world(from("lies_about_counts"));
  const auto report = world.run(Sums::kMayLack);
  CHECK(report.record.outcome == RunOutcome::kWarning);
  CHECK(has_warning(report, "4, 5"));
  CHECK(has_warning(report, "does not add up"));
  CHECK(report.record.counts.listed == 5);
  CHECK(report.record.counts.written == 3);
  CHECK(world.times_staged() == once_each(1, 3));
}

TEST_CASE("a source that does not ask, or asks and does not listen") {
  World world(from("emits_without_want", GENERATE("", "asks='true'")));
  CHECK(world.run().record.counts.written == 3);
  for (int again = 0; again < 3; ++again) {
    const auto next = world.run();
    CHECK(next.record.outcome == RunOutcome::kOk);
    CHECK(next.record.counts.listed == 3);
    CHECK(next.record.counts.unchanged == 3);
  }
  CHECK(world.times_staged() == once_each(1, 3));
  CHECK(world.ids_with(Fate::kWritten).size() == 3);
}

TEST_CASE("one id twice in a sweep is handled once") {
  const std::string second = GENERATE("equal", "changed", "other");
  INFO(second);
  World world(from("emits_same_id_twice", "second='" + second + "'"));
  const auto first = world.run();
  CHECK(first.record.outcome == RunOutcome::kOk);
  CHECK(first.record.counts.listed == 1);
  CHECK(first.record.counts.written == 1);
  for (int again = 0; again < 3; ++again) CHECK(world.run().record.counts.listed == 1);
  CHECK(world.times_staged() == once_each(1, 1));
  CHECK(world.fate("1") == Fate::kWritten);
}

TEST_CASE("a source that does not stop when the sink failed") {
  World world(from("emits_after_stop"));
  world.faults("fail not-connected\n");
  const auto report = world.run();
  CHECK(report.record.outcome == RunOutcome::kFailed);
  CHECK_THAT(report.failure, Contains("'erp'"));
}

TEST_CASE("a source that does not stop when the run is stopped") {
  World world(from("emits_after_stop"));
  const auto report = world.run_with([](const auto&, auto& stop) { stop.request(); });
  CHECK(report.record.outcome == RunOutcome::kCancelled);
  CHECK(report.record.counts.written == static_cast<std::int64_t>(world.erp().size()));
  CHECK(world.ids_with(Fate::kPending).empty());
}

TEST_CASE("one order with bytes that are no text is rejected alone") {
  const std::string where = GENERATE("id", "id-control", "number", "city");
  INFO(where);
  World world(from("bad_utf8", "where='" + where + "'"));
  const auto report = world.run();
  CHECK(report.record.outcome == RunOutcome::kWarning);
  CHECK(report.record.counts.rejected == 1);
  CHECK(report.record.counts.written == 1);
  REQUIRE(report.tally.attention.size() == 1);
  CHECK(report.tally.attention[0].reason.code == "bad-record");
  CHECK(world.fate("2") == Fate::kWritten);
}

TEST_CASE("a cursor or a note that is no text") {
  const std::string where = GENERATE("cursor", "note");
  INFO(where);
  World world(from("bad_utf8", "where='" + where + "'"));
  const auto report = world.run();
  if (where == "cursor") {  // the host cannot go on from there, and says so
    CHECK(report.record.outcome == RunOutcome::kFailed);
    CHECK(report.record.counts.written == 2);
  } else {
    CHECK(report.record.counts.written == 1);
    CHECK(world.fate("2") == Fate::kWritten);
  }
}

TEST_CASE("one order against the rules is rejected alone") {
  const std::string what = GENERATE("no-billing", "size-zero", "size-small", "bad-scale", "null-line",
                                    "line-size-zero", "wrong-kind");
  INFO(what);
  World world(from("malformed_orders", "what='" + what + "'"));
  const auto report = world.run();
  CHECK(report.record.outcome == RunOutcome::kWarning);
  CHECK(report.record.counts.rejected == 1);
  CHECK(report.record.counts.written == 1);
  CHECK(world.reason("1") == "bad-record");
  CHECK(world.fate("2") == Fate::kWritten);
  CHECK(world.run().record.outcome == RunOutcome::kWarning);  // said once
}

TEST_CASE("an order that comes under another id than it was listed") {
  const std::string what = GENERATE("no-id", "empty-id", "other-id-than-row");
  INFO(what);
  World world(from("malformed_orders", "what='" + what + "'"));
  const auto report = world.run(Sums::kMayLack);
  CHECK(report.record.outcome == RunOutcome::kWarning);
  CHECK(has_warning(report, "said nothing more"));
  CHECK(world.fate("2") == Fate::kWritten);
  CHECK(world.times_staged().count("1") == 0);
}

TEST_CASE("too much of everything: refused, or taken whole") {
  const std::string where = GENERATE("comment", "id", "lines", "extras");
  INFO(where);
  const auto size = where == "lines" || where == "extras" ? "100001" : "17000000";
  World world(from("huge_strings", "where='" + where + "' size='" + size + "'"));
  const auto report = world.run();
  CHECK(report.record.outcome == RunOutcome::kWarning);
  CHECK(report.record.counts.rejected == 1);
  CHECK(report.record.counts.written == 1);
  REQUIRE(report.tally.attention.size() == 1);
  CHECK(report.tally.attention[0].reason.code == "bad-record");
  CHECK(report.tally.attention[0].id.size() <= 200);
  CHECK(world.fate("2") == Fate::kWritten);
}

TEST_CASE("a cursor or bookmark beyond all size fails the run after its orders are staged") {
  World world(from("huge_strings", std::string("where='") + GENERATE("cursor", "bookmark") + "'"));
  const auto report = world.run();
  CHECK(report.record.outcome == RunOutcome::kFailed);
  CHECK(world.times_staged() == once_each(1, 2));
}
