// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "fake_host.hpp"

using namespace ob_test;

TEST_CASE("check of a database in use") {
  Folder folder;
  Wawi wawi(folder);
  REQUIRE(wawi.open() == OB_OK);
  orderbridge::OrderBuilder builder;
  fill_order(builder, 1);
  REQUIRE(wawi.write(builder.finish()) == OB_OK);
  REQUIRE(wawi.check() == OB_OK);
  REQUIRE(wawi.findings.size() == 4);
  CHECK(wawi.findings[0] == "0 database database " + folder.file("wawi.db") + " can be written");
  CHECK(wawi.findings[1] == "0 version tables of JTL-Wawi 1.7.0.0, embedded version 3");
  CHECK(wawi.findings[2] == "0 shop shop \"Onlineshop\" is kShop 1");
  CHECK(wawi.findings[3] == "1 counts 1 orders and 1 customers are staged");
}

TEST_CASE("versions that could not take over by themselves are warned of") {
  Folder folder;
  Wawi wawi(folder);
  REQUIRE(wawi.open() == OB_OK);
  const auto warned = [&](const char* version) {
    run_sql(folder.file("wawi.db"), std::string("UPDATE tversion SET cVersion='") + version + "'");
    REQUIRE(wawi.check() == OB_OK);
    for (const auto& finding : wawi.findings)
      if (finding.find("version-takeover") != std::string::npos) return true;
    return false;
  };
  for (const auto* version : {"1.0.9.3", "1.0.10.0", "1.1.0.0", "1.1.4.7"}) CHECK(warned(version));
  for (const auto* version : {"1.0.9.2", "1.1.4.8", "1.1.10.0", "1.7.0.0", "0.9", ""})
    CHECK_FALSE(warned(version));
}

TEST_CASE("check before the first run makes no file") {
  Folder folder;
  Wawi wawi(folder, {}, "de");
  REQUIRE(wawi.check() == OB_OK);
  REQUIRE(wawi.findings.size() == 1);
  CHECK(wawi.findings[0].find("1 database Datenbank") == 0);
  CHECK_FALSE(std::filesystem::exists(folder.file("wawi.db")));
}

TEST_CASE("check of a folder that is not there is an error") {
  Folder folder;
  Wawi wawi(folder, {{"database", "sqlite:nowhere/wawi.db"}});
  REQUIRE(wawi.check() == OB_OK);
  REQUIRE(wawi.findings.size() == 1);
  CHECK(wawi.findings[0].find("3 database") == 0);
}
