// SPDX-License-Identifier: MIT
// The demo's promise: all importable open orders once, a reason for each other one, nothing twice.
#include <catch2/catch.hpp>

#include "bridge.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using Catch::Matchers::Contains;

TEST_CASE("39 of the 42 open orders arrive, and each other one is explained") {
  orderbridge::sandbox::SandboxShop shop;
  shop.start();
  e2e::Bridge bridge(shop.url());

  const auto first = bridge.import();
  INFO(first.out << first.err);
  CHECK(first.exit_code == 1);  // done, three orders need attention
  CHECK(bridge.staged().size() == 39);
  CHECK_THAT(first.out, Contains("39  staged"));
  CHECK_THAT(first.out, Contains("id 210") && Contains("id 169") && Contains("id 227"));

  const auto second = bridge.import();
  INFO(second.out << second.err);
  CHECK(second.exit_code == 1);  // nothing new, but three orders still need attention
  CHECK_THAT(second.out, Contains("Since earlier runs") && Contains("3 orders need attention"));
  CHECK_THAT(second.out, Contains(" 0  staged"));
  CHECK(bridge.staged().size() == 39);
}

TEST_CASE("an incomplete order arrives once it is complete") {
  orderbridge::sandbox::SandboxShop shop;
  shop.start();
  e2e::Bridge bridge(shop.url());
  shop.changes().add("appear:id=300,half=1");
  CHECK(bridge.import().exit_code == 1);
  CHECK_FALSE(bridge.is_staged(300));
  shop.changes().add("complete:id=300");
  bridge.import();
  CHECK(bridge.is_staged(300));
}

TEST_CASE("a filter refuses by country and names its place") {
  orderbridge::sandbox::SandboxShop shop;
  shop.start();
  e2e::Bridge bridge(shop.url());
  bridge.steps = "\n      <filter test=\"order/billing/country = 'CH'\"/>\n      ";
  const auto finished = bridge.import();
  INFO(finished.out << finished.err);
  CHECK(bridge.staged("SELECT DISTINCT cLandISO FROM \"DbeS.tRechnungadresse\"") ==
        std::vector<std::string>{"CH"});
  CHECK_THAT(finished.out, Contains("filtered"));
}

TEST_CASE("tap shows orders and leaves no trace") {
  orderbridge::sandbox::SandboxShop shop;
  shop.start();
  e2e::Bridge bridge(shop.url());
  const auto masked = bridge.host({"tap", "import", "--limit", "3"});
  INFO(masked.err);
  CHECK(masked.exit_code == 0);
  CHECK_THAT(masked.out, Contains("<order>") && Contains("<country>DE</country>") && !Contains("@example"));
  CHECK_THAT(bridge.host({"tap", "import", "--limit", "5", "--show-personal"}).out, Contains("@"));
  CHECK_FALSE(std::filesystem::exists(bridge.wawi_file()));
  CHECK_FALSE(std::filesystem::exists(bridge.folder() / "journal.db"));
  CHECK(shop.counters().puts().empty());
}
