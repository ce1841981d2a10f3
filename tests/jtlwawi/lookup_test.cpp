// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "fake_host.hpp"

using namespace ob_test;

TEST_CASE("lookup says what became of each key") {
  Folder folder;
  Wawi wawi(folder);
  REQUIRE(wawi.open() == OB_OK);
  orderbridge::OrderBuilder builder;
  for (int id : {1, 2, 3}) {
    fill_order(builder, id);
    REQUIRE(wawi.write(builder.finish()) == OB_OK);
  }
  run_sql(folder.file("wawi.db"), "UPDATE \"orderbridge.tBestellung\" SET nZustand=kInetBestellung");
  REQUIRE(wawi.lookup({"3", "nonsense", "1", "4", "2", ""}) == OB_OK);
  const std::vector<std::int32_t> expected{OB_FOUND_CANCELLED, OB_FOUND_ABSENT,     OB_FOUND_STAGED,
                                           OB_FOUND_ABSENT,    OB_FOUND_TAKEN_OVER, OB_FOUND_ABSENT};
  for (std::size_t i = 0; i < expected.size(); ++i) CHECK(wawi.found[i].state == expected[i]);
  const Found& staged = wawi.found[2];
  CHECK(staged.remote_id == "1:1");
  CHECK(staged.number == "20001");
  CHECK(staged.ordered_at == 1795248930000000);
  CHECK(staged.content_version == "c1");
  CHECK(staged.payment_version == "p1");
  CHECK(wawi.found[3].remote_id.empty());
  REQUIRE(wawi.lookup({}) == OB_OK);
}

TEST_CASE("shops share a file without sharing orders") {
  Folder folder;
  Wawi first(folder), second(folder, {{"shop", "Zweitshop"}});
  REQUIRE(first.open() == OB_OK);
  REQUIRE(second.open() == OB_OK);
  orderbridge::OrderBuilder builder;
  fill_order(builder, 1);
  REQUIRE(first.write(builder.finish()) == OB_OK);
  REQUIRE(second.lookup({"1"}) == OB_OK);
  CHECK(second.found[0].state == OB_FOUND_ABSENT);
  REQUIRE(second.write(builder.finish()) == OB_OK);
  CHECK(second.reported[0].outcome == OB_WRITTEN);
  CHECK(second.reported[0].remote_id == "2:1");
}

TEST_CASE("an instance that is not open asks to be opened") {
  Folder folder;
  Wawi wawi(folder);
  CHECK(wawi.lookup({"1"}) == OB_NOT_CONNECTED);
  orderbridge::OrderBuilder builder;
  fill_order(builder, 1);
  CHECK(wawi.write(builder.finish()) == OB_NOT_CONNECTED);
}
