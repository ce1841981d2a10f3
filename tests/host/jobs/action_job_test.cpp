// SPDX-License-Identifier: MIT
// Actions as jobs: the schedule and people share one lease, the record says what came of it, and only the
// schedule's own failures halt it.
#include "jobs/action_job.hpp"

#include <catch2/catch.hpp>
#include <thread>

#include "config/config.hpp"
#include "journal/sqlite_journal.hpp"
#include "support/folder.hpp"

using namespace orderbridge;
using Catch::Contains;
using journal::RunOutcome;

namespace {

/// A bookshop with the action "nightly", its journal and its services.
class Shop {
 public:
  explicit Shop(const std::string& fail = "no", const std::string& copies = "7") {
    const auto file = folder.write(
        "shop.xml", "<orderbridge xmlns='urn:orderbridge:config:1'><connections><bookshop id='shop' fail='" +
                        fail +
                        "'/></connections><actions><action id='nightly' connection='shop' run='restock'>"
                        "<parameter name='copies' value='" +
                        copies + "'/></action></actions></orderbridge>");
    connectors::Registry::Settings where;
    where.folders = {host_test::library_folder("bookshop")};
    where.probe_program = OB_HOST;
    registry = std::make_unique<connectors::Registry>(where);
    registry->scan();
    std::vector<config::Finding> findings;
    const auto document = config::parse_file(file, findings);
    REQUIRE(document);
    settings = config::settings(*document, config::host_settings(*document, findings), registry->connectors(),
                                findings);
    REQUIRE(findings.empty());
    memory = journal::open_sqlite_journal(folder.file("journal.db"));
  }
  pipeline::Services services() const {
    return {settings, *registry, *memory, std::make_shared<connectors::StopSignal>()};
  }
  jobs::ActionReport nightly() { return jobs::run_action(services(), settings.actions.at(0)); }
  jobs::ActionReport by_hand(const std::string& action, std::vector<std::string> keys = {}) {
    return jobs::run_action_by_hand(services(), {"shop", action, std::move(keys), {}});
  }
  journal::RunRecord last(const std::string& job) const { return memory->runs(job, 1).at(0); }
  std::string halted() const { return memory->job("nightly").halted; }

  host_test::Folder folder;
  std::unique_ptr<connectors::Registry> registry;
  config::Settings settings;
  std::unique_ptr<journal::Journal> memory;
};

}  // namespace

TEST_CASE("the schedule's parameters reach the connector, the record counts") {
  Shop shop;
  const auto report = shop.nightly();
  CHECK(report.record.outcome == RunOutcome::kOk);
  CHECK(shop.folder.read("calls.txt") == "restock copies=7\n");
  CHECK(shop.last("nightly").kind == "action");
  CHECK(shop.last("nightly").counts.updated == 1);
  CHECK(shop.last("nightly").counts.adds_up());
}

TEST_CASE("a reference that leads nowhere is a failure with a place, and nothing is called") {
  Shop shop("no", "${env:OB_TEST_NO_SUCH_VARIABLE}");
  const auto report = shop.nightly();
  CHECK(report.record.outcome == RunOutcome::kFailed);
  CHECK_THAT(shop.last("nightly").text, Contains("shop.xml:1") && Contains("OB_TEST_NO_SUCH_VARIABLE"));
  CHECK(shop.halted() == "bad-config");
  CHECK(shop.folder.read("calls.txt").empty());
}

TEST_CASE("schedule and people share one lease; other actions need none") {
  Shop shop;
  {
    jobs::LeaseKeeper worker(*shop.memory, "nightly", [] {});
    CHECK_THROWS_AS(shop.nightly(), jobs::JobBusy);
    CHECK_THROWS_AS(shop.by_hand("restock"), jobs::JobBusy);
    CHECK(shop.by_hand("print", {"B-1"}).record.outcome == RunOutcome::kOk);
  }
  CHECK(shop.by_hand("restock").record.outcome == RunOutcome::kOk);
  CHECK(shop.last("nightly").kind == "by-hand");
  CHECK(shop.last("shop/print").kind == "by-hand");
}

TEST_CASE("a long action that gets on is no stall: its lease hears of it") {
  Shop shop("endless");
  const auto stop = std::make_shared<connectors::StopSignal>();
  const pipeline::Services services{shop.settings, *shop.registry, *shop.memory, stop};
  jobs::ActionReport report;
  std::thread action([&] {
    report = jobs::run_action(services, shop.settings.actions.at(0),
                              {std::chrono::seconds(30), std::chrono::milliseconds(1)});
  });
  // Ends when the connector's second progress has reached the journal; without it CTest's time runs out.
  for (Micros first = 0, latest = 0; first == 0 || latest <= first; std::this_thread::yield())
    for (const auto& lease : shop.memory->leases()) {
      latest = lease.progress;
      if (first == 0 && latest > lease.acquired) first = latest;
    }
  stop->request();
  action.join();
  CHECK(report.record.outcome == RunOutcome::kCancelled);
  CHECK(shop.memory->leases().empty());
}

TEST_CASE("what halts a schedule, and what lets it go on") {
  Shop shop("bad-auth");
  CHECK(shop.by_hand("restock").record.outcome == RunOutcome::kFailed);
  CHECK(shop.halted().empty());
  for (int attempt = 1; attempt <= 3; ++attempt) {
    CHECK(shop.nightly().status == OB_BAD_AUTH);
    CHECK(shop.halted().empty());
    CHECK(shop.memory->job("nightly").refused_logins == attempt);
  }
  CHECK(shop.nightly().status == OB_BAD_AUTH);
  CHECK(shop.halted() == "bad-auth");
  CHECK(shop.by_hand("restock").record.outcome == RunOutcome::kFailed);
  CHECK(shop.halted() == "bad-auth");
  Shop mended;
  mended.memory->change_job("nightly", [](journal::Job& job) { job.halted = "bad-auth"; });
  CHECK(mended.by_hand("restock").record.outcome == RunOutcome::kOk);
  CHECK(mended.halted().empty());
}

TEST_CASE("what needs attention makes the run a warning, each reason once, no key") {
  Shop shop;
  const auto report = shop.by_hand("print", {"B-1", "B-2", "B-3", "Ada", "Ada Reader"});
  CHECK(report.record.outcome == RunOutcome::kWarning);
  const auto last = shop.last("shop/print");
  CHECK(last.outcome == RunOutcome::kWarning);
  CHECK(last.counts.written == 1);
  CHECK(last.counts.filtered == 1);
  CHECK(last.counts.rejected == 2);
  CHECK(last.text == "no such book\nthe connector reported nothing of 1 of 5 rows; look what became of them");
  Shop dusty("finding");
  CHECK(dusty.nightly().record.outcome == RunOutcome::kWarning);
  CHECK(dusty.last("nightly").text == "the shelves are dusty");
}
