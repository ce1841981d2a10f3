// SPDX-License-Identifier: MIT
// The host, killed before and after every single step that is durable or seen by the shop, with and without a
// power cut: one more run, and everything is as if nothing had happened.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "checks.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"
#include "power_cut.hpp"
#include "seed.hpp"
#include "shimmed.hpp"

using orderbridge::sandbox::SandboxShop;

namespace {

namespace fs = std::filesystem;

// A run has settled what is in doubt, and begun to write, within so many steps.
constexpr int kSettled = 12;

enum class Power { kStays, kLosesAll, kLosesSome };

/// Twelve recorded orders: eight that can be staged, 210 without lines, 169 and 227 that must be refused, and
/// 80, which is cancelled.
void make_small(SandboxShop& shop) {
  const std::set<std::int64_t> kept{57, 60, 77, 95, 102, 110, 125, 131, 210, 169, 227, 80};
  for (const auto id : shop.store().ids())
    if (!kept.count(id)) shop.store().remove(id);
}

/// Bridges to one small shop, each starting from the same files.
class Steps {
 public:
  explicit Steps(SandboxShop& shop) : shop_(shop), start_(shop.url()), undisturbed_(shop.url()) {
    set_up(start_);
    set_up(undisturbed_);
  }

  /// Everything so far is imported before the run that will be killed.
  void import_first() { REQUIRE(start_.import().exit_code <= 1); }

  std::vector<std::string> count() {
    e2e::Bridge bridge(shop_.url());
    begin(bridge);
    const auto list = bridge.folder() / "steps";
    bridge.environment = crash::counting(bridge.folder(), list);
    REQUIRE(bridge.import().exit_code <= 1);
    fs::copy_file(bridge.folder() / "connectors.cache", start_.folder() / "connectors.cache",
                  fs::copy_options::overwrite_existing);
    begin(undisturbed_);
    REQUIRE(undisturbed_.import().exit_code <= 1);
    CHECK(crash::check_all(bridge, undisturbed_) == crash::Problems{});
    return crash::read_steps(list);
  }

  /// True if it came to a kill.
  bool kill(crash::Moment moment, Power power, std::uint64_t seed) {
    INFO("killed at " << moment.text() << ", power cut " << static_cast<int>(power));
    e2e::Bridge bridge(shop_.url());
    begin(bridge);
    const bool killed = import_killed(bridge, moment, power, seed);
    finish(bridge);
    return killed;
  }

  /// Killed, and killed again in the run that follows, this time by a power cut. True if it came to both.
  bool kill_twice(crash::Moment first, crash::Moment second, std::uint64_t seed) {
    INFO("killed at " << first.text() << ", then at " << second.text());
    e2e::Bridge bridge(shop_.url());
    begin(bridge);
    const bool killed = import_killed(bridge, first, Power::kStays, seed);
    const bool again = import_killed(bridge, second, Power::kLosesAll, seed);
    finish(bridge);
    return killed && again;
  }

 private:
  static void set_up(e2e::Bridge& bridge) {
    bridge.shop_attributes = " connections=\"1\"";
    bridge.on_written = "<onWritten status=\"in_process\"/>";
  }

  /// The shop as it stood before the first run that is to be killed.
  void set_back_shop() {
    for (const auto id : shop_.store().ids()) {
      const auto state = shop_.store().state(id);
      before_.statuses.try_emplace(id, state->status);
      shop_.store().set_status(id, before_.statuses.at(id), false);
    }
    before_.histories = crash::histories_of(shop_);
  }

  void begin(e2e::Bridge& bridge) {
    set_back_shop();
    set_up(bridge);
    for (const auto* name : {"journal.db", "eazybusiness.db", "connectors.cache"})
      if (fs::exists(start_.folder() / name)) fs::copy_file(start_.folder() / name, bridge.folder() / name);
  }

  static bool import_killed(e2e::Bridge& bridge, crash::Moment moment, Power power, std::uint64_t seed) {
    bridge.environment = crash::shimmed(bridge.folder(), moment);
    const auto run = bridge.import();
    CHECK((run.exit_code == crash::kKilled || run.exit_code <= 1));
    if (power != Power::kStays)
      crash::apply_power_cut(bridge.folder(), seed,
                             power == Power::kLosesAll ? crash::Loss::kAll : crash::Loss::kSome);
    return run.exit_code == crash::kKilled;
  }

  void finish(e2e::Bridge& bridge) {
    bridge.environment = crash::shimmed(bridge.folder());
    const auto last = bridge.import();
    INFO(last.out << last.err);
    CHECK(last.exit_code <= 1);
    CHECK(crash::check_all(bridge, undisturbed_) == crash::Problems{});
    CHECK(crash::check_marks(bridge, shop_, before_.histories) == crash::Problems{});
  }

  struct Before {
    std::map<std::int64_t, long> statuses;
    crash::Histories histories;
  } before_;
  SandboxShop& shop_;
  e2e::Bridge start_, undisturbed_;
};

void kill_at_each(Steps& steps) {
  const auto seed = crash::seed();
  const auto kinds = steps.count();
  const auto has = [&](const char* step) { return std::count(kinds.begin(), kinds.end(), step) > 0; };
  CHECK(std::any_of(kinds.begin(), kinds.end(), [](const auto& kind) { return kind.starts_with("put"); }));
  CHECK(has("fdatasync journal.db-wal"));
  CHECK(has("fdatasync eazybusiness.db-wal"));
  int kills = 0;
  for (int step = 1; step <= static_cast<int>(kinds.size()); ++step)
    for (const bool after : {false, true})
      for (const auto power : {Power::kStays, Power::kLosesAll, Power::kLosesSome}) {
        INFO("OB_SEED=" << seed
                        << ", step of the counting run: " << kinds[static_cast<std::size_t>(step - 1)]);
        kills += steps.kill({step, after}, power, seed + static_cast<std::uint64_t>(step)) ? 1 : 0;
      }
  // How orders fall into batches is a matter of time: a run may have a few steps less than the one that
  // counted.
  CHECK(kills >= static_cast<int>(kinds.size()) * 6 * 3 / 4);
  WARN(kinds.size() << " steps, " << kills << " kills");
}

}  // namespace

TEST_CASE("killed at every step of a first import") {
  SandboxShop shop;
  make_small(shop);
  shop.start();
  Steps steps(shop);
  kill_at_each(steps);
}

TEST_CASE("killed at every step of a run that follows changes in the shop") {
  SandboxShop shop;
  make_small(shop);
  shop.start();
  Steps steps(shop);
  steps.import_first();
  shop.changes().add("lines:id=60");
  shop.changes().add("pay:id=57,payment=12");
  shop.changes().add("complete:id=210");
  shop.changes().add("appear:id=61");
  shop.changes().add("appear:id=300,half=1");
  kill_at_each(steps);
}

// What the sink holds after kill -9 in its commit, the next run sees, but it need not be on the disk yet.
TEST_CASE("killed in the sink's commit, then a power cut at every step of the next run") {
  SandboxShop shop;
  make_small(shop);
  shop.start();
  Steps steps(shop);
  const auto kinds = steps.count();
  int kills = 0;
  for (int step = 1; step <= static_cast<int>(kinds.size()); ++step) {
    if (kinds[static_cast<std::size_t>(step - 1)] != "fdatasync eazybusiness.db-wal") continue;
    for (int second = 1; second <= kSettled; ++second)
      kills += steps.kill_twice({step, false}, {second, true}, 1) ? 1 : 0;
  }
  CHECK(kills >= kSettled);
  WARN(kills << " double kills");
}

TEST_CASE("a disk under the sink that only says that it synced is noticed by these checks") {
  SandboxShop shop;
  make_small(shop);
  shop.start();
  e2e::Bridge bridge(shop.url()), undisturbed(shop.url());
  REQUIRE(undisturbed.import().exit_code <= 1);
  bridge.environment = crash::shimmed(bridge.folder());
  bridge.environment.emplace_back("OB_CRASH_LYING", "eazybusiness.db");
  REQUIRE(bridge.import().exit_code <= 1);
  CHECK(crash::check_all(bridge, undisturbed) == crash::Problems{});
  crash::apply_power_cut(bridge.folder(), 1, crash::Loss::kAll);
  bridge.environment = crash::shimmed(bridge.folder());
  bridge.import();
  const auto problems = crash::check_all(bridge, undisturbed);
  REQUIRE_FALSE(problems.empty());
  CHECK_THAT(problems.front(), Catch::Contains("written by the ledger, not in the sink (8)"));
}
