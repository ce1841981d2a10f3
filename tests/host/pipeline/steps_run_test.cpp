// SPDX-License-Identifier: MIT
// Steps inside a run: what a rule refuses has its fate and the rule's place in the ledger, and is judged
// again when the rule or the order changes, never otherwise.
#include <catch2/catch.hpp>

#include "support/world.hpp"

using Catch::Contains;
using host_test::World;
using orderbridge::journal::Fate;
using orderbridge::journal::RunOutcome;
using Ids = std::vector<std::string>;

namespace {

const std::string kOnlyAustria = "<filter test=\"order/billing/country = 'AT'\"/>";

}  // namespace

TEST_CASE("a filter keeps its orders out and says which line did") {
  World world;
  world.script("order 4 open country=AT\n");
  world.setup.steps = "<filter test=\"order/billing/country = 'DE'\"/>";
  const auto first = world.run();
  CHECK(first.record.outcome == RunOutcome::kOk);
  CHECK(first.record.counts.written == 9);
  CHECK(first.record.counts.filtered == 1);
  const auto row = world.row("4");
  REQUIRE(row);
  CHECK(row->fate == Fate::kFiltered);
  CHECK(row->reason.code == "filter");
  CHECK_THAT(row->reason.place, Contains("host.xml:"));
  const auto second = world.run();
  CHECK(second.record.counts.filtered == 0);  // same rule, same order: nothing to judge
  CHECK(second.record.counts.unchanged == 10);
}

TEST_CASE("a changed filter judges again what the old one refused, and leaves alone what is staged") {
  World world;
  world.script("order 4 open country=AT\n");
  world.setup.steps = "<filter test=\"order/billing/country = 'DE'\"/>";
  world.run();
  world.setup.steps = kOnlyAustria;
  const auto next = world.run();
  CHECK(next.record.counts.written == 1);
  CHECK(world.ids_with(Fate::kWritten).size() == 10);
  CHECK(world.ids_with(Fate::kFiltered).empty());
}

TEST_CASE("a filtered order that changes is judged again") {
  World world;
  world.setup.steps = kOnlyAustria;
  CHECK(world.run().record.counts.filtered == 10);
  world.script("order 4 open country=AT\norder 5 open version=2\n");
  const auto next = world.run();
  CHECK(next.record.counts.written == 1);
  CHECK(next.record.counts.filtered == 1);
  CHECK(next.record.counts.unchanged == 8);
  CHECK(world.ids_with(Fate::kWritten) == Ids{"4"});
}

TEST_CASE("a filter that refuses all of twenty orders is a warning that names it") {
  World world;
  world.setup.steps = kOnlyAustria;
  SECTION("19 may be right") {
    world.setup.source_options = "orders='19'";
    CHECK(world.run().record.outcome == RunOutcome::kOk);
  }
  SECTION("20 are suspicious") {
    world.setup.source_options = "orders='20'";
    const auto report = world.run();
    CHECK(report.record.outcome == RunOutcome::kWarning);
    REQUIRE(report.warnings.size() == 1);
    CHECK_THAT(report.warnings[0], Contains("20") && Contains("host.xml:"));
  }
  SECTION("one that passes is enough") {
    world.setup.source_options = "orders='40' script='script.txt'";
    world.script("order 4 open country=AT\n");
    CHECK(world.run().record.outcome == RunOutcome::kOk);
  }
}

TEST_CASE("a lookup without a row rejects the order until the table has one") {
  World world;
  const auto table = [](const std::string& rows) {
    return "<tables><table id='countries'>" + rows + "</table></tables>";
  };
  world.script("order 4 open country=AT\n");
  world.setup.steps = "<lookup field='billing/country' table='countries'/>";
  world.setup.tables = table("<row from='DE' to='D'/>");
  const auto first = world.run();
  CHECK(first.record.outcome == RunOutcome::kWarning);
  CHECK(first.record.counts.rejected == 1);
  CHECK(world.fate("4") == Fate::kRejected);
  CHECK(world.reason("4") == "lookup");
  CHECK(world.run().record.outcome == RunOutcome::kWarning);
  world.setup.tables = table("<row from='DE' to='D'/><row from='AT' to='A'/>");
  CHECK(world.run().record.counts.written == 1);
  CHECK(world.ids_with(Fate::kWritten).size() == 10);
}

TEST_CASE("what a step sets is what the sink gets, and the versions stay those of the shop") {
  World plain, changed;
  changed.setup.steps = "<set field='number' value='W-1'/><set field='total/gross' value='12.34'/>";
  plain.run();
  changed.run();
  CHECK(changed.erp().front().number == "W-1");
  CHECK(changed.erp().front().total == "12.34");
  CHECK(changed.erp().front().content_version == plain.erp().front().content_version);
  CHECK(changed.run().record.counts.unchanged == 10);
}

TEST_CASE("a choice sends each order its way") {
  World world;
  world.setup.steps =
      "<choice><when test=\"order/id = '3'\"><set field='number' value='three'/></when>"
      "<when test=\"order/id = '4'\"><filter test='false()'/></when>"
      "<otherwise><set field='number' value='other'/></otherwise></choice>";
  const auto report = world.run();
  CHECK(report.record.counts.written == 9);
  CHECK(world.ids_with(Fate::kFiltered) == Ids{"4"});
  for (const auto& line : world.erp()) CHECK(line.number == (line.id == "3" ? "three" : "other"));
}
