// SPDX-License-Identifier: MIT
// A small JTL-Wawi at the endpoint: whole exchanges, and what may go wrong in them.
#include <catch2/catch.hpp>

#include "endpoint.hpp"

using namespace ob_test;

TEST_CASE("a whole sync: everything comes once, what became of it goes back") {
  Endpoint endpoint;
  for (int i = 1; i <= 7; ++i) endpoint.store.add_order(std::to_string(i), std::to_string(i % 3));
  auto settings = endpoint.wawi();
  settings.limit = 2;
  settings.multipart = GENERATE(false, true);
  settings.own_ids_only = settings.multipart;
  settings.session_in_query = GENERATE(false, true);
  WawiSimulator wawi(settings);
  wawi.sync();
  CHECK(wawi.authentications == 1);
  CHECK(wawi.customers.size() == 3);
  REQUIRE(wawi.orders.size() == 7);
  CHECK(wawi.payments.size() == 7);
  for (const auto* all : {&wawi.customers, &wawi.orders, &wawi.payments})
    for (const auto& [endpoint_id, taken] : *all) {
      CHECK(taken.deliveries == 1);
      CHECK(taken.acknowledged);
    }
  // Amounts are the store's to the digit; references carry Wawi's ids.
  const auto& order = wawi.orders.at("5").model;
  CHECK(order.find("totalSumGross")->text == "144.8700");
  CHECK(order.find("items")->items[0].find("price")->text == "16.7983000000001");
  CHECK(order.find("customerId")->items[1].text == std::to_string(wawi.customers.at("2").id));
  CHECK(wawi.payments.at("5").model.find("customerOrderId")->items[1].text ==
        std::to_string(wawi.orders.at("5").id));

  wawi.set_status("5", "partially_shipped", "completed");
  wawi.set_status("6", "cancelled", "");
  const auto note = wawi.deliver("5", {{"i5", "1.0"}}, {{"DHL", {"A1", "A2"}}, {"UPS", {"B"}}});
  wawi.sync();
  CHECK(wawi.orders.size() == 7);
  CHECK(endpoint.store.changes == std::vector<std::string>{"5 partially_shipped completed", "6 cancelled "});
  const auto& stored = endpoint.store.notes.at(note);
  CHECK(stored.order == "5");
  REQUIRE(stored.items.size() == 1);
  CHECK(stored.items[0].line == "i5");
  CHECK(stored.items[0].quantity == "1");
  REQUIRE(stored.trackings.size() == 2);
  CHECK(stored.trackings[0].codes.size() == 2);

  wawi.delete_note(note);
  wawi.sync();
  CHECK(endpoint.store.notes.empty());
  CHECK(endpoint.store.overlaps == 0);
}

TEST_CASE("a lost ack brings the same order again, the next one ends it") {
  Endpoint endpoint;
  endpoint.store.add_order("15", "1");
  WawiSimulator wawi(endpoint.wawi());
  wawi.lose_next_ack("customer_order");
  wawi.sync();
  CHECK(wawi.orders.at("15").deliveries == 1);
  CHECK(wawi.payments.empty());  // its order is not acknowledged
  wawi.sync();
  CHECK(wawi.orders.at("15").deliveries == 2);
  CHECK(wawi.payments.size() == 1);
  wawi.sync();
  CHECK(wawi.orders.at("15").deliveries == 2);
  CHECK(endpoint.store.links.at({4, "15"}) == wawi.orders.at("15").id);
}

TEST_CASE("an import that fails in Wawi is tried again") {
  Endpoint endpoint;
  endpoint.store.add_order("15", "1");
  WawiSimulator wawi(endpoint.wawi());
  wawi.fail_next_import("customer");
  wawi.sync();
  CHECK(wawi.customers.empty());
  CHECK(wawi.orders.size() == 1);  // it does not wait for its customer, as with JTL's own connectors
  wawi.sync();
  CHECK(wawi.customers.size() == 1);
  CHECK(wawi.orders.at("15").deliveries == 1);
}

TEST_CASE("a status for an order whose ack was lost is taken, and ends its waiting") {
  Endpoint endpoint;
  endpoint.store.add_order("15", "1");
  WawiSimulator wawi(endpoint.wawi());
  wawi.lose_next_ack("customer_order");
  wawi.sync();
  wawi.set_status("15", "shipped", "completed");
  wawi.push();
  CHECK(endpoint.store.changes.size() == 1);
  CHECK(wawi.statistic("customer_order") == 0);
}

TEST_CASE("pulls and pushes may be repeated") {
  Endpoint endpoint;
  endpoint.store.add_order("15", "1");
  WawiSimulator wawi(endpoint.wawi());
  wawi.pull("customer");
  for (int i = 0; i < 3; ++i) {
    wawi.lose_next_ack("customer_order");
    CHECK(wawi.pull("customer_order") == 1);
  }
  CHECK(wawi.pull("customer_order") == 1);
  CHECK(wawi.pull("customer_order") == 0);
  CHECK(wawi.orders.at("15").deliveries == 4);
  for (int i = 0; i < 2; ++i) {
    wawi.set_status("15", "shipped", "completed");
    wawi.push();
  }
  CHECK(endpoint.store.changes == std::vector<std::string>(2, "15 shipped completed"));
}

TEST_CASE("a wrong token gets nothing") {
  Endpoint endpoint;
  endpoint.store.add_order("15", "1");
  auto settings = endpoint.wawi();
  settings.token = "wrong";
  WawiSimulator stranger(settings);
  CHECK_THROWS_WITH(stranger.sync(), "790 Authentication failed");
  CHECK_THROWS_WITH(stranger.pull("customer"), "790 Authentication failed");
  CHECK(endpoint.store.calls == 0);
  WawiSimulator(endpoint.wawi()).sync();
  CHECK(endpoint.store.calls > 0);
}

TEST_CASE("a session that ended amid a sync: Wawi authenticates again and nothing is lost or doubled") {
  Endpoint endpoint;
  endpoint.store.add_order("15", "1");
  WawiSimulator wawi(endpoint.wawi());
  wawi.introduce();
  wawi.pull("customer");
  wawi.spoil_session();
  CHECK(wawi.pull("customer_order") == 1);
  CHECK(wawi.authentications == 2);
  wawi.forget_session();
  wawi.sync();
  CHECK(wawi.orders.at("15").deliveries == 1);
  CHECK(wawi.authentications == 3);
}

TEST_CASE("cleared links: all comes once more") {
  Endpoint endpoint;
  endpoint.store.add_order("15", "1");
  WawiSimulator wawi(endpoint.wawi());
  wawi.sync();
  wawi.clear_links();
  wawi.sync();
  CHECK(wawi.orders.at("15").deliveries == 2);
}

TEST_CASE("a restarted endpoint goes on; Wawi only authenticates again") {
  Endpoint first;
  first.store.add_order("15", "1");
  WawiSimulator wawi(first.wawi());
  wawi.pull("customer");
  auto links = first.store.links;
  first.stop();
  Endpoint second;
  second.store.add_order("15", "1");
  second.store.links = links;
  WawiSimulator again(second.wawi());
  again.customers = wawi.customers;
  again.spoil_session();
  again.sync();
  CHECK(again.customers.at("1").deliveries == 1);
  CHECK(again.orders.at("15").deliveries == 1);
}

TEST_CASE("four Wawis at once") {
  Endpoint endpoint;
  for (int i = 0; i < 40; ++i) endpoint.store.add_order(std::to_string(i), "1");
  std::vector<std::future<std::size_t>> wawis;
  for (int i = 0; i < 4; ++i)
    wawis.push_back(std::async(std::launch::async, [&, i] {
      auto settings = endpoint.wawi();
      settings.first_id = 10000 * (i + 1);
      WawiSimulator wawi(settings);
      for (int k = 0; k < 20; ++k) wawi.introduce(), wawi.pull_global_data();
      wawi.finish();
      return static_cast<std::size_t>(wawi.calls);
    }));
  for (auto& wawi : wawis) CHECK(wawi.get() == 62);
  CHECK(endpoint.store.overlaps == 0);
}
