// SPDX-License-Identifier: MIT
// The host, killed before and after every single step that is durable or seen by the shop, with and without a
// power cut: one more run, and everything is as if nothing had happened.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "checks.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"
#include "power_cut.hpp"
#include "seed.hpp"
#include "shimmed.hpp"

using orderbridge::sandbox::SandboxShop;

namespace {

namespace fs = std::filesystem;

enum class Power { kStays, kLosesAll, kLosesSome };

/// Twelve recorded orders: eight that can be staged, 210 without lines, 169 and 227 that must be refused, and 80,
/// which is cancelled.
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
    REQUIRE(undisturbed_.import().exit_code <= 1);
    CHECK(crash::check_all(bridge, undisturbed_) == crash::Problems{});
    return crash::read_steps(list);
  }

  /// True if it came to a kill.
  bool kill(crash::Moment moment, Power power, std::uint64_t seed) {
    e2e::Bridge bridge(shop_.url());
    begin(bridge);
    bridge.environment = crash::shimmed(bridge.folder(), moment);
    const auto killed = bridge.import();
    if (power != Power::kStays)
      crash::apply_power_cut(bridge.folder(), seed,
                             power == Power::kLosesAll ? crash::Loss::kAll : crash::Loss::kSome);
    bridge.environment = crash::shimmed(bridge.folder());
    const auto last = bridge.import();
    INFO(moment.text() << ", power cut " << static_cast<int>(power) << "\n" << last.out << last.err);
    CHECK(last.exit_code <= 1);
    CHECK(crash::check_all(bridge, undisturbed_) == crash::Problems{});
    CHECK((killed.exit_code == crash::kKilled || killed.exit_code <= 1));
    return killed.exit_code == crash::kKilled;
  }

 private:
  static void set_up(e2e::Bridge& bridge) { bridge.shop_attributes = " connections=\"1\""; }

  void begin(e2e::Bridge& bridge) {
    set_up(bridge);
    for (const auto* name : {"journal.db", "eazybusiness.db", "connectors.cache"})
      if (fs::exists(start_.folder() / name)) fs::copy_file(start_.folder() / name, bridge.folder() / name);
  }

  SandboxShop& shop_;
  e2e::Bridge start_, undisturbed_;
};

void kill_at_each(Steps& steps) {
  const auto seed = crash::seed();
  const auto kinds = steps.count();
  const auto has = [&](const char* step) { return std::count(kinds.begin(), kinds.end(), step) > 0; };
  CHECK(has("fdatasync journal.db-wal"));
  CHECK(has("fdatasync eazybusiness.db-wal"));
  int kills = 0;
  for (int step = 1; step <= static_cast<int>(kinds.size()); ++step)
    for (const bool after : {false, true})
      for (const auto power : {Power::kStays, Power::kLosesAll, Power::kLosesSome}) {
        INFO("OB_SEED=" << seed << ", step of the counting run: " << kinds[static_cast<std::size_t>(step - 1)]);
        kills += steps.kill({step, after}, power, seed + static_cast<std::uint64_t>(step)) ? 1 : 0;
      }
  // How orders fall into batches is a matter of time: a run may have a few steps less than the one that counted.
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
