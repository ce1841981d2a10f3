// SPDX-License-Identifier: MIT
// What an admin reads when something is wrong: each message says what to do, none shows a secret.
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "bridge.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using Catch::Matchers::Contains;

TEST_CASE("a wrong key stops at once and names the option") {
  orderbridge::sandbox::SandboxShop shop;
  shop.start();
  e2e::Bridge bridge(shop.url());
  bridge.key = "wrongkeywrongkeywrongkey";
  const auto finished = bridge.import();
  INFO(finished.out << finished.err);
  CHECK(finished.exit_code == 3);
  CHECK_THAT(finished.out, Contains("api-key") && Contains("bridge.xml:"));
  CHECK_THAT(finished.out + finished.err, !Contains(bridge.key));
  CHECK(shop.counters().values().requests <= 4);  // no storm against the account
}

TEST_CASE("an unreachable shop is named with its address") {
  e2e::Bridge bridge("http://127.0.0.1:9");
  const auto finished = bridge.import();
  INFO(finished.out << finished.err);
  CHECK(finished.exit_code == 3);
  CHECK_THAT(finished.out, Contains("127.0.0.1:9"));
}

TEST_CASE("a database whose folder does not exist, and one that is no database") {
  orderbridge::sandbox::SandboxShop shop;
  shop.start();
  e2e::Bridge bridge(shop.url());
  std::string named = "eazybusiness.db";
  SECTION("missing folder") {
    named = "nowhere";
    bridge.database = "sqlite:nowhere/eazybusiness.db";
  }
  SECTION("not a database") {
    std::ofstream(bridge.wawi_file()) << "this is a text file, not a database, and it is long enough to be "
                                         "looked at as one by anybody who cares\n";
  }
  const auto finished = bridge.import();
  INFO(finished.out << finished.err);
  CHECK(finished.exit_code >= 2);
  CHECK_THAT(finished.out, Contains(named));
}

TEST_CASE("a read-only database says so") {
  if (::geteuid() == 0) {  // root may write everything; the connector's own tests drop their rights
    WARN("skipped: needs a user that is not root");
    return;
  }
  orderbridge::sandbox::SandboxShop shop;
  shop.start();
  e2e::Bridge bridge(shop.url());
  bridge.import();
  ::chmod(bridge.wawi_file().c_str(), 0444);
  const auto finished = bridge.import();
  CHECK(finished.exit_code >= 2);
  CHECK_THAT(finished.out, Contains("eazybusiness.db"));
}

TEST_CASE("check says what works and what is missing") {
  orderbridge::sandbox::SandboxShop shop;
  shop.start();
  e2e::Bridge bridge(shop.url());
  const auto good = bridge.host({"check"});
  INFO(good.out << good.err);
  CHECK_THAT(good.out, Contains("5.7.19"));
  CHECK(good.exit_code <= 1);  // http instead of https is worth a warning

  bridge.user = orderbridge::sandbox::kReadOnlyUser;
  bridge.key = orderbridge::sandbox::kReadOnlyKey;
  const auto read_only = bridge.host({"check"});
  INFO(read_only.out << read_only.err);
  CHECK_THAT(read_only.out, Contains("update"));
  CHECK(read_only.exit_code >= 1);

  bridge.user = orderbridge::sandbox::kNoRightsUser;
  bridge.key = orderbridge::sandbox::kNoRightsKey;
  const auto no_rights = bridge.host({"check"});
  INFO(no_rights.out << no_rights.err);
  CHECK_THAT(no_rights.out, Contains("read"));
  CHECK(no_rights.exit_code == 3);
}

TEST_CASE("a missing environment variable is named, not its content") {
  e2e::Bridge bridge("http://127.0.0.1:9");
  bridge.key_variable = "OB_TEST_OTHER_KEY";
  bridge.shop_attributes = " page-size=\"${env:OB_TEST_NOT_SET}\"";
  const auto finished = bridge.import();
  INFO(finished.out << finished.err);
  CHECK_THAT(finished.out + finished.err, Contains("OB_TEST_NOT_SET"));
  CHECK(finished.exit_code == 2);
}
