// SPDX-License-Identifier: MIT
// What run after run makes of a shop that changes in between: each order that shall be in the ERP is there
// once, and the ledger says of each other one why it is not.
#include <catch2/catch.hpp>

#include "support/world.hpp"

using host_test::once_each;
using host_test::World;
using orderbridge::journal::Fate;
using orderbridge::journal::RunOutcome;
using Ids = std::vector<std::string>;

TEST_CASE("the first run stages everything, the second nothing again") {
  World world;
  const auto first = world.run();
  CHECK(first.record.outcome == RunOutcome::kOk);
  CHECK(first.record.counts.listed == 10);
  CHECK(first.record.counts.written == 10);
  CHECK(world.times_staged() == once_each(1, 10));

  const auto second = world.run();
  CHECK(second.record.outcome == RunOutcome::kOk);
  CHECK(second.record.counts.listed == 10);
  CHECK(second.record.counts.unchanged == 10);
  CHECK(world.times_staged() == once_each(1, 10));
  const auto row = world.row("7");
  REQUIRE(row);
  CHECK(row->fate == Fate::kWritten);
  CHECK(row->remote_id == "file-7");
  CHECK(row->number == "20007");
  CHECK(row->last_seen > row->first_seen);
}

TEST_CASE("a late opener, behind which the sweep has passed, is found by the next run") {
  World world;
  world.script("order 3 clarification\norder 5 open payment=review\nnot-selected 8\n");
  world.run();
  CHECK(world.times_staged().count("3") == 0);
  CHECK(world.fate("8") == Fate::kNotSelected);
  world.script("");
  const auto next = world.run();
  CHECK(next.record.counts.written == 2);
  CHECK(world.times_staged()["3"] == 1);
  CHECK(world.times_staged()["8"] == 1);
}

TEST_CASE("an order reset to open by a person is not staged again") {
  World world;
  world.run();
  world.script("order 4 in_process\n");
  CHECK(world.run().record.outcome == RunOutcome::kOk);
  world.script("order 4 open\n");  // its list row changed, the order did not
  const auto next = world.run();
  CHECK(next.record.outcome == RunOutcome::kOk);
  CHECK(next.record.counts.written == 0);
  CHECK(world.times_staged() == once_each(1, 10));
  CHECK(world.fate("4") == Fate::kWritten);
}

TEST_CASE("an order with a lower id than all that were seen") {
  World world;
  world.script("absent 1\nabsent 2\n");
  world.run();
  CHECK(world.times_staged() == once_each(3, 10));
  world.script("absent 1\n");
  world.run();
  world.script("");
  world.run();
  CHECK(world.times_staged() == once_each(1, 10));
}

TEST_CASE("gone before it was staged, and there again") {
  World world;
  world.script("gone 7\n");
  CHECK(world.run().record.counts.gone == 1);
  CHECK(world.fate("7") == Fate::kGone);
  world.script("absent 7\n");
  CHECK(world.run().record.counts.gone == 0);
  world.script("");
  CHECK(world.run().record.counts.written == 1);
  CHECK(world.fate("7") == Fate::kWritten);
}

TEST_CASE("what is staged stays staged when the shop deletes it") {
  World world;
  world.run();
  world.script("gone 7\nabsent 8\nnot-ready 9\nfail-final 10\n");
  world.run();
  for (const auto* id : {"7", "8", "9", "10"}) CHECK(world.fate(id) == Fate::kWritten);
  world.script("");
  world.run();
  CHECK(world.times_staged() == once_each(1, 10));
}

TEST_CASE("not ready, then complete") {
  World world;
  world.script("not-ready 8 grace=3600000\n");
  const auto first = world.run();
  CHECK(first.record.counts.not_ready == 1);
  CHECK(first.record.counts.written == 9);
  const auto before = world.row("8");
  REQUIRE(before);
  CHECK(before->fate == Fate::kNotReady);
  CHECK(before->reason.code == "not-ready");
  world.run();
  CHECK(world.row("8")->first_seen == before->first_seen);
  world.script("");
  CHECK(world.run().record.counts.written == 1);
  CHECK(world.times_staged() == once_each(1, 10));
}

TEST_CASE("not ready beyond its grace is rejected once, with a warning") {
  World world;
  world.script("not-ready 8 grace=1\n");
  world.run();
  const auto second = world.run();  // more than a millisecond later
  CHECK(second.record.outcome == RunOutcome::kWarning);
  CHECK(second.record.counts.rejected == 1);
  CHECK(world.fate("8") == Fate::kRejected);
  CHECK(world.reason("8") == "not-ready");
  CHECK(world.run().record.outcome == RunOutcome::kWarning);  // said once
  world.script("");
  CHECK(world.run().record.counts.written == 1);
}

TEST_CASE("one order whose detail fails holds up no other") {
  World world;
  world.script("fail-retry 2 after=500\nfail-final 5\n");
  const auto first = world.run();
  CHECK(first.record.outcome == RunOutcome::kWarning);
  CHECK(first.record.counts.written == 8);
  CHECK(first.record.counts.failed == 1);
  CHECK(first.record.counts.rejected == 1);
  CHECK(world.fate("2") == Fate::kFailed);
  CHECK(world.row("2")->attempts == 1);
  world.run();
  CHECK(world.row("2")->attempts == 2);
  world.script("");
  const auto next = world.run();
  CHECK(next.record.counts.written == 2);
  CHECK(next.record.outcome == RunOutcome::kOk);
  CHECK(world.row("2")->attempts == 0);
  CHECK(world.times_staged() == once_each(1, 10));
}

TEST_CASE("an id that the shop uses again is rejected, and stays so") {
  World world;
  world.run();
  const auto staged = world.erp();
  world.script("order 6 open number=99999 ordered-at=1800000000\n");
  const auto next = world.run();
  CHECK(next.record.outcome == RunOutcome::kWarning);
  CHECK(next.record.counts.rejected == 1);
  CHECK(world.fate("6") == Fate::kRejected);
  CHECK(world.reason("6") == "id-reused");
  REQUIRE(next.tally.attention.size() == 1);
  CHECK_THAT(next.tally.attention[0].reason.text, Catch::Contains("20006") && Catch::Contains("99999"));

  SECTION("when nothing changes") {
    CHECK(world.run().record.counts.unchanged == 10);
  }
  SECTION("when the new order changes") {
    world.script("order 6 open number=99999 ordered-at=1800000000 version=3\n");
    world.run();
  }
  SECTION("when the configuration changes") {
    world.setup.steps = "<filter test='true()'/>";
    world.run();
  }
  SECTION("when the new order is deleted and there again") {
    world.script("gone 6\n");
    world.run();
    world.script("order 6 open number=99999 ordered-at=1800000000 version=4\n");
    world.run();
  }
  CHECK(world.fate("6") == Fate::kRejected);
  CHECK(world.reason("6") == "id-reused");
  CHECK(world.erp().size() == staged.size());
}

TEST_CASE("a changed order is updated in the sink") {
  World world;
  world.run();
  const auto before = world.row("3");
  world.script("order 3 open version=5\n");
  const auto next = world.run();
  CHECK(next.record.outcome == RunOutcome::kOk);
  CHECK(next.record.counts.updated == 1);
  CHECK(next.record.counts.unchanged == 9);
  const auto after = world.row("3");
  CHECK(after->fate == Fate::kWritten);
  CHECK(after->content_version != before->content_version);
  CHECK(after->payment_version == before->payment_version);
  CHECK(world.erp().back().id == "3");
  CHECK(world.erp().back().total == "124.84");  // 5 x 19.99 + 19.99 + 4.90, exact
  CHECK(world.run().record.counts.updated == 0);
}

TEST_CASE("a new payment state is passed on") {
  World world;
  world.run();
  CHECK(world.row("3")->payment_open);
  const auto before = world.row("3");
  world.script("order 3 open payment=paid\n");
  CHECK(world.run().record.counts.updated == 1);
  const auto after = world.row("3");
  CHECK(after->fate == Fate::kWritten);
  CHECK(after->content_version == before->content_version);
  CHECK(after->payment_version != before->payment_version);
  CHECK_FALSE(after->payment_open);
}

TEST_CASE("a change after the takeover is reported once and changes nothing") {
  World world;
  world.setup.sink_children = "<taken-over><item>3</item></taken-over>";
  world.run();
  world.script("order 3 open version=5\n");
  const auto next = world.run();
  CHECK(next.record.outcome == RunOutcome::kWarning);
  CHECK(next.record.counts.duplicate == 1);
  REQUIRE(next.tally.attention.size() == 1);
  CHECK(next.tally.attention[0].id == "3");
  CHECK_FALSE(next.tally.attention[0].reason.text.empty());
  CHECK(world.fate("3") == Fate::kWritten);
  CHECK(world.run().record.outcome == RunOutcome::kOk);
  CHECK(world.times_staged() == once_each(1, 10));
}

TEST_CASE("known orders are recognised in the sink after the journal was lost") {
  World world;
  world.run();
  for (const auto* file : {"journal.db", "journal.db-wal", "journal.db-shm"})
    std::filesystem::remove(world.folder().file(file));
  const auto next = world.run();
  CHECK(next.record.outcome == RunOutcome::kOk);
  CHECK(next.record.counts.duplicate == 10);
  CHECK(world.times_staged() == once_each(1, 10));
  CHECK(world.fate("10") == Fate::kWritten);
}

TEST_CASE("an empty shop") {
  World world;
  world.setup.source_options = "orders='0'";
  const auto report = world.run();
  CHECK(report.record.outcome == RunOutcome::kOk);
  CHECK(report.record.counts.listed == 0);
}

TEST_CASE("thousands of orders, in many batches and pages") {
  World world;
  world.setup.source_options = "orders='3000' page='7'";
  CHECK(world.run().record.counts.written == 3000);
  CHECK(world.run().record.counts.unchanged == 3000);
  CHECK(world.times_staged() == once_each(1, 3000));
}
