// SPDX-License-Identifier: MIT
// Old and newer connectors with today's host, and today's connectors with a later host: both directions of
// "minor versions append", through real libraries.
#include <orderbridge/order_builder.hpp>

#include "fake_host.hpp"

namespace {

std::string library(const std::string& name) {
  return OB_BUILD_DIR "/test-connectors/" + name + "/" + name + ".so";
}

void check_works(fake::Host& host) {
  REQUIRE(host.start() == OB_OK);
  const auto all = host.fetch();
  CHECK(all.status == OB_OK);
  CHECK(all.wanted == std::vector<std::string>{"1", "2"});
  REQUIRE(all.orders.size() == 2);
  CHECK(all.orders[1].id == "2");
  REQUIRE(all.orders[1].skus.size() == 1);
  REQUIRE(all.checkpoints.size() == 1);
  CHECK(all.checkpoints[0].first.empty());

  orderbridge::OrderBuilder builder;
  builder.order().head.id = builder.keep("77");
  const auto written = host.write({&builder.finish()});
  CHECK(written.status == OB_OK);
  REQUIRE(written.reports.size() == 1);
  CHECK(written.reports[0].outcome == OB_WRITTEN);
}

}  // namespace

TEST_CASE("a connector built against the frozen header works in today's host") {
  const auto& tables = fake::load(library("old_connector"));
  CHECK(orderbridge::view(tables.connectors[0]->id) == "old-connector");
  fake::Host host(tables, {}, "/");
  check_works(host);
}

TEST_CASE("a connector built against the frozen header works in a later host") {
  fake::Host host(fake::load(library("old_connector")), {}, "/", true);
  check_works(host);
}

TEST_CASE("a connector of a later minor version works in today's host") {
  const auto& tables = fake::load(library("newer_connector"));
  CHECK(tables.size > sizeof(ob_library));
  CHECK(tables.abi_minor > OB_ABI_MINOR);
  CHECK(tables.connectors[0]->size > sizeof(ob_connector));
  CHECK(tables.connectors[0]->options[0]->size > sizeof(ob_option));
  fake::Host host(tables, {}, "/");
  check_works(host);
}

TEST_CASE("today's C++ wrapper works in a later host") {
  fake::Host host(fake::load(library("memory_source")), {{"orders", "2"}, {"lines", "0"}}, "/", true);
  REQUIRE(host.start() == OB_OK);
  CHECK(host.fetch().orders.size() == 2);
}

TEST_CASE("OB_HAS sees what is there and nothing more") {
  ob_connector today{};
  today.size = sizeof today;
  CHECK(OB_HAS(&today, extension));
  today.size = offsetof(ob_connector, extension);
  CHECK_FALSE(OB_HAS(&today, extension));
  CHECK(OB_HAS(&today, interrupt));
  today.size = offsetof(ob_connector, extension) + 1;
  CHECK_FALSE(OB_HAS(&today, extension));
  today.size = 0;
  CHECK_FALSE(OB_HAS(&today, size));
}
