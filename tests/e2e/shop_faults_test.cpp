// SPDX-License-Identifier: MIT
// Faults of the shop during a run: the run says what happened, the next one brings what is missing, nothing
// twice.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "bridge.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

TEST_CASE("orders that cannot be read do not keep new ones away") {
  orderbridge::sandbox::SandboxShop shop;
  shop.start();
  e2e::Bridge bridge(shop.url());
  bridge.shop_attributes = " connections=\"1\"";
  for (const auto* id : {"57", "77", "102", "110", "125", "134"})
    shop.faults().add(std::string("500-empty:on=detail,id=") + id);
  bridge.import();
  CHECK(bridge.staged().size() == 33);
  shop.changes().add("appear:id=400");
  const auto second = bridge.import();
  INFO(second.out << second.err);
  CHECK(bridge.is_staged(400));
  shop.faults().clear();
  bridge.import();
  CHECK(bridge.staged().size() == 40);
}

TEST_CASE("orders that hang are asked for once a run, after the new ones") {
  // Three orders of 45 s made a run of a genuine shop take 341 s.
  orderbridge::sandbox::SandboxShop shop;
  shop.start();
  e2e::Bridge bridge(shop.url());
  bridge.shop_attributes = " timeout=\"300ms\"";
  bridge.redelivery = "redeliveryDelay=\"1ms\" maximumRedeliveryTime=\"590ms\"";
  const std::vector<int> hanging{57, 110, 134};
  for (const auto id : hanging) shop.faults().add("hang:on=detail,id=" + std::to_string(id));
  for (std::uint64_t run = 1; run <= 3; ++run) {
    if (run > 1) shop.changes().add("appear:id=" + std::to_string(400 + run));
    const auto told = bridge.import();
    INFO(told.out << told.err);
    CHECK(told.exit_code == 1);
    CHECK(bridge.staged().size() == 36 + run - 1);
    // The sandbox may come to read a request only when its client has given up.
    for (const auto id : hanging)
      for (int i = 0; i < 500 && shop.counters().detail_requests(id) < run; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    for (const auto id : hanging) CHECK(shop.counters().detail_requests(id) == run);
  }
  const auto log = shop.counters().log();
  const auto at = [&](const std::string& order) {
    return std::find_if(
               log.rbegin(), log.rend(),
               [&](const auto& line) { return line.find("GET /api/orders/" + order) != std::string::npos; }) -
           log.rbegin();
  };
  CHECK(at("403") > at("57"));  // the last run read the new one first
  shop.faults().clear();
  bridge.import();
  CHECK(bridge.staged().size() == 41);
}

TEST_CASE("after each fault of the shop the next run completes the import") {
  const auto fault = GENERATE(
      as<std::string>{}, "429:count=3,on=detail,retry-after=1", "500-empty:count=2,on=detail",
      "503-html:count=1,on=list", "hang:count=1,on=detail", "reset:count=2,on=detail",
      "cut-length:count=2,on=detail", "cut-chunk:count=1,on=list", "truncated-json:count=2,on=detail",
      "not-json:count=1,on=detail", "empty-200:count=1,on=detail",
      "redirect:count=1,on=detail,host=elsewhere.example", "oversize:count=1,on=detail",
      "nonce-rollover:count=2", "500-empty:count=1,on=list", "hang:count=1,on=list", "reset:count=1,on=list");
  orderbridge::sandbox::SandboxShop shop;
  shop.start();
  e2e::Bridge bridge(shop.url());
  bridge.shop_attributes = " timeout=\"1s\"";
  shop.faults().add(fault);
  const auto first = bridge.import();
  INFO(fault << "\n" << first.out << first.err);
  CHECK(first.exit_code <= 3);
  shop.faults().clear();
  // An answer over the limit is final until the admin raises the limit.
  if (fault.starts_with("oversize")) bridge.shop_attributes += " answer-limit-mib=\"32\"";
  const auto second = bridge.import();
  INFO(second.out << second.err);
  CHECK(second.exit_code <= 1);
  CHECK(bridge.staged().size() == 39);
}
