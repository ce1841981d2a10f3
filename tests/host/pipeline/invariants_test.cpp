// SPDX-License-Identifier: MIT
// Every promise that invariants.hpp holds is broken here once, and noticed; a run that meets a broken one
// ends as an internal error and stores nothing.
#include "pipeline/invariants.hpp"

#include <catch2/catch.hpp>
#include <functional>

#include "support/world.hpp"

using namespace orderbridge;
using namespace orderbridge::pipeline;
using Catch::Matchers::Contains;
using journal::Counts;
using journal::Fate;
using journal::LedgerRow;

namespace {

LedgerRow row(Fate fate) {
  LedgerRow row;
  row.id = "1";
  row.fate = fate;
  row.hint = 42;
  row.first_seen = row.last_seen = row.fate_since = 1000;
  return row;
}

Decision decided(Fate fate, std::int64_t Counts::*count) {
  Decision decision;
  decision.row = row(fate);
  decision.count = count;
  return decision;
}

struct Breach {
  const char* promise;
  std::optional<Fate> before;
  Fate after;
  std::int64_t Counts::*count;
  std::function<void(Decision&)> how = [](Decision&) {};
};

const RunFacts kOrders = [] {
  RunFacts facts;
  facts.kind = OB_KIND_ORDER;
  return facts;
}();

}  // namespace

TEST_CASE("each promise of the ledger, broken once") {
  const auto breach = GENERATE(
      Breach{"a row has an id", {}, Fate::kWritten, &Counts::written, [](Decision& d) { d.row.id = ""; }},
      Breach{"nine fates", {}, static_cast<Fate>(10), &Counts::written},
      Breach{"stays its order's", Fate::kPending, Fate::kWritten, &Counts::written,
             [](Decision& d) { d.row.id = "2"; }},
      Breach{"is in doubt", {}, Fate::kFailed, &Counts::failed, [](Decision& d) { d.row.in_doubt = true; }},
      Breach{"hint 0", Fate::kWritten, Fate::kWritten, &Counts::failed,
             [](Decision& d) { d.row.in_doubt = true; }},
      Breach{"attempts", {}, Fate::kWritten, &Counts::written, [](Decision& d) { d.row.attempts = 1; }},
      Breach{"first seen", Fate::kPending, Fate::kWritten, &Counts::written,
             [](Decision& d) { d.row.first_seen = 7; }},
      Breach{"written stays written", Fate::kWritten, Fate::kPending, &Counts::failed},
      Breach{"written stays written", Fate::kWritten, Fate::kGone, &Counts::gone},
      Breach{"written stays written", Fate::kWritten, Fate::kRejected, &Counts::rejected,
             [](Decision& d) { d.letter = "sink"; }},
      Breach{"gave up", Fate::kSuperseded, Fate::kPending, &Counts::failed},
      Breach{"exactly one count", {}, Fate::kWritten, nullptr},
      Breach{"says what the fate says", Fate::kPending, Fate::kFailed, &Counts::written},
      Breach{"says what the fate says", Fate::kPending, Fate::kWritten, &Counts::filtered},
      Breach{"says what the fate says", Fate::kPending, Fate::kFailed, &Counts::not_selected},
      Breach{"says what the fate says", Fate::kPending, Fate::kFailed, &Counts::not_ready},
      Breach{"says what the fate says", Fate::kPending, Fate::kFailed, &Counts::gone},
      Breach{"says what the fate says", Fate::kPending, Fate::kFailed, &Counts::rejected},
      Breach{"says what the fate says", {}, Fate::kGone, &Counts::failed},
      Breach{"changes no fate", Fate::kFailed, Fate::kWritten, &Counts::written,
             [](Decision& d) { d.touch_only = true; }},
      Breach{"dead letter", Fate::kPending, Fate::kRejected, &Counts::rejected},
      Breach{"dead letter", Fate::kPending, Fate::kFailed, &Counts::failed,
             [](Decision& d) { d.row.attempts = 9; }},
      Breach{"unchanged keeps", Fate::kFailed, Fate::kPending, &Counts::unchanged});
  INFO(breach.promise);
  auto before = row(breach.before.value_or(Fate::kPending));
  if (before.fate == Fate::kWritten) before.first_seen = 1000;
  auto decision = decided(breach.after, breach.count);
  breach.how(decision);
  CHECK_THROWS_WITH(hold_to_promises(breach.before ? &before : nullptr, decision, kOrders),
                    Contains(breach.promise));
}

TEST_CASE("what the ledger allows passes") {
  auto reused = decided(Fate::kRejected, &Counts::rejected);
  reused.letter = "source";
  reused.row.reason.code = kIdReused;
  const auto written = row(Fate::kWritten);
  CHECK_NOTHROW(hold_to_promises(&written, reused, kOrders));
  // A status update has no ground that it stands on: told, and not shown any more.
  auto facts = kOrders;
  facts.kind = OB_KIND_STATUS;
  CHECK_NOTHROW(hold_to_promises(&written, decided(Fate::kFailed, &Counts::failed), facts));
  auto doubt = decided(Fate::kWritten, &Counts::failed);
  doubt.row.in_doubt = true, doubt.row.hint = 0;
  CHECK_NOTHROW(hold_to_promises(&written, doubt, kOrders));
}

TEST_CASE("a run that would break a promise ends as an internal error, names both rows and stores nothing") {
  host_test::World world;
  world.script("");
  REQUIRE(world.run().record.outcome == journal::RunOutcome::kOk);
  auto known = world.row("1");
  REQUIRE(known);
  known->attempts = 3;  // as no transition leaves it
  {
    auto journal = world.journal();
    journal::Changes changes;
    changes.stream = journal->streams().front().id;
    changes.rows.push_back(*known);
    journal->commit(changes);
  }
  world.script("order 11\n");
  const auto report = world.run(host_test::Sums::kMayLack);
  CHECK(report.status == OB_INTERNAL);
  CHECK_THAT(report.failure,
             Contains("order 1 (written -> written)") && Contains("only failures have attempts"));
  CHECK_FALSE(world.row("11"));
  CHECK(world.erp().size() == 10);
  CHECK(world.row("1")->last_run == known->last_run);
}
