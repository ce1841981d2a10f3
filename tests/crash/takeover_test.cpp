// SPDX-License-Identifier: MIT
// The worker killed at every durable step of a takeover, with and without a power cut: each order is taken
// over whole or not at all, and the next worker takes the rest.
#include <catch2/catch.hpp>
#include <set>

#include "bridge.hpp"
#include "checks.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"
#include "power_cut.hpp"
#include "seed.hpp"
#include "shimmed.hpp"

using orderbridge::sandbox::SandboxShop;
namespace fs = std::filesystem;

namespace {

const std::vector<std::string> kTakeOver{"action", "wawi", "take-over", "--yes"};

void copy_files(const e2e::Bridge& from, e2e::Bridge& to) {
  for (const auto* name : {"journal.db", "eazybusiness.db", "connectors.cache"})
    fs::copy_file(from.folder() / name, to.folder() / name, fs::copy_options::overwrite_existing);
}

/// Every sales order has all its parts, and the staged order knows of it; each staged order has one at most.
void check_whole(const e2e::Bridge& bridge) {
  const auto none = [&](const std::string& sql) {
    INFO(sql);
    CHECK(bridge.staged(sql).front() == "0");
  };
  const std::string orders = "\"Verkauf.tAuftrag\" a";
  none("SELECT count(*) FROM " + orders +
       " WHERE (SELECT count(*) FROM \"Verkauf.tAuftragPosition\" p WHERE p.kAuftrag=a.kAuftrag) <> "
       "(SELECT count(*) FROM tinetbestellpos p WHERE p.kInetBestellung=a.kShopauftrag AND p.kShop=a.kShop)");
  none("SELECT count(*) FROM " + orders +
       " WHERE (SELECT count(*) FROM \"Verkauf.tAuftragAdresse\" d WHERE d.kAuftrag=a.kAuftrag) <> 2");
  none("SELECT count(*) FROM " + orders +
       " LEFT JOIN \"Verkauf.tAuftragEckdaten\" e ON e.kAuftrag=a.kAuftrag LEFT JOIN "
       "\"orderbridge.tStand\" s ON s.kInetBestellung=a.kShopauftrag AND s.kShop=a.kShop LEFT JOIN tkunde k "
       "ON "
       "k.kKunde=a.kKunde LEFT JOIN \"orderbridge.tBestellung\" b ON b.kInetBestellung=a.kShopauftrag AND "
       "b.kShop=a.kShop "
       "WHERE e.kAuftrag IS NULL OR s.nAenderung IS NULL OR k.kKunde IS NULL OR b.nZustand<>2 OR "
       "b.kAuftrag<>a.kAuftrag");
  none("SELECT count(*) FROM \"orderbridge.tBestellung\" b WHERE nZustand=2 AND NOT EXISTS (SELECT 1 FROM " +
       orders + " WHERE a.kAuftrag=b.kAuftrag)");
  none("SELECT count(*)-count(DISTINCT kShopauftrag) FROM \"Verkauf.tAuftrag\"");
}

}  // namespace

TEST_CASE("the worker killed at every step: none or whole") {
  SandboxShop shop;
  const std::set<std::int64_t> kept{57, 77, 95, 125};
  for (const auto id : shop.store().ids())
    if (!kept.count(id)) shop.store().remove(id);
  shop.start();
  e2e::Bridge start(shop.url());
  REQUIRE(start.import().exit_code <= 1);

  e2e::Bridge counted(shop.url());
  copy_files(start, counted);
  const auto list = counted.folder() / "steps";
  counted.environment = crash::counting(counted.folder(), list);
  REQUIRE(counted.host(kTakeOver).exit_code == 0);
  const auto steps = crash::read_steps(list);
  REQUIRE(counted.staged("SELECT count(*) FROM \"Verkauf.tAuftrag\"").front() == "4");

  const auto seed = crash::seed();
  int kills = 0;
  for (int step = 1; step <= static_cast<int>(steps.size()); ++step)
    for (const bool after : {false, true})
      for (const bool power_cut : {false, true}) {
        INFO("OB_SEED=" << seed << ", step " << step << (after ? " after " : " before ")
                        << steps[static_cast<std::size_t>(step - 1)] << ", power cut " << power_cut);
        e2e::Bridge bridge(shop.url());
        copy_files(start, bridge);
        bridge.environment = crash::shimmed(bridge.folder(), {step, after});
        const auto run = bridge.host(kTakeOver);
        kills += run.exit_code == crash::kKilled ? 1 : 0;
        if (power_cut)
          crash::apply_power_cut(bridge.folder(), seed + static_cast<std::uint64_t>(step), crash::Loss::kAll);
        bridge.environment = crash::shimmed(bridge.folder());
        if (!bridge.staged("SELECT count(*) FROM sqlite_master").empty()) check_whole(bridge);
        const auto again = bridge.host(kTakeOver);
        INFO(again.out << again.err);
        CHECK(again.exit_code == 0);
        check_whole(bridge);
        CHECK(bridge.staged("SELECT count(*) FROM \"Verkauf.tAuftrag\"").front() == "4");
      }
  CHECK(kills >= static_cast<int>(steps.size()) * 3);
  WARN(steps.size() << " steps, " << kills << " kills");
}
