// SPDX-License-Identifier: MIT
// What Wawi tells: status changes and delivery notes.
#include "rpc_world.hpp"

using namespace ob_test;

TEST_CASE("Wawi may name an order and its lines by its own ids alone") {
  World w;
  w.store.add_order("15", "1");
  w.log_in();
  w.result("core.connector.ack",
           R"({"identities":{"CustomerOrder":[["15",4711]],"CustomerOrderItem":[["i15",9001]]}})"_json);
  CHECK(w.result("status_change.push", R"([{"customerOrderId":["",4711],"orderStatus":"shipped"}])"_json) ==
        R"([{"customerOrderId":["15",4711],"orderStatus":"shipped"}])"_json);
  CHECK(w.store.changes == std::vector<std::string>{"15 shipped "});

  const auto answer = w.result("delivery_note.push", R"([{"id":["",5],"customerOrderId":[null,4711],
      "items":[{"customerOrderItemId":["",9001],"quantity":2},
               {"customerOrderItemId":["",9999],"quantity":1}]}])"_json);
  CHECK(answer.at(0).at("id") == json({"5", 5}));
  CHECK(answer.at(0).at("customerOrderId") == json({"15", 4711}));
  CHECK(answer.at(0).at("items").at(0).at("customerOrderItemId") == json({"i15", 9001}));
  REQUIRE(w.store.notes.at(5).items.size() == 1);  // Wawi's own line is none of ours
  CHECK(w.store.notes.at(5).items[0].line == "i15");
}

TEST_CASE("a push for an order whose ack was lost acknowledges it") {
  World w;
  w.store.add_order("15", "1");
  w.log_in();
  w.result("status_change.push", R"([{"customerOrderId":["15",4711],"paymentStatus":"completed"}])"_json);
  CHECK(w.store.links.at({4, "15"}) == 4711);
  // An order that Wawi split: the first one stays its counterpart.
  w.result("status_change.push", R"([{"customerOrderId":["15",4800],"orderStatus":"shipped"}])"_json);
  CHECK(w.store.links.at({4, "15"}) == 4711);
}

TEST_CASE("one model that cannot be applied fails the push, the others are applied") {
  World w;
  w.store.add_order("15", "1");
  w.store.add_order("16", "1");
  w.log_in();
  auto change = [](const char* order, const char* status) {
    auto model = R"({"customerOrderId":["",1],"paymentStatus":""})"_json;
    model["customerOrderId"][0] = order;
    model["orderStatus"] = status;
    return model;
  };
  auto answer = w.call("status_change.push", json::array({change("15", "shipped"), change("99", "shipped"),
                                                          change("16", "eaten"), change("16", "new")}));
  CHECK(answer.at("error").at("code") == 500);
  CHECK_THAT(answer.at("error").at("message").get<std::string>(),
             Catch::Contains("order 99") && Catch::Contains("order 16"));
  CHECK(w.store.changes == std::vector<std::string>{"15 shipped ", "16 new "});

  auto note = [](const char* order, int host, const json& quantity) {
    auto model = R"({"id":["",0],"customerOrderId":["",1],"items":[{"customerOrderItemId":["a",1]}]})"_json;
    model["id"][1] = host;
    model["customerOrderId"][0] = order;
    model["items"][0]["quantity"] = quantity;
    return model;
  };
  answer =
      w.call("delivery_note.push", json::array({note("99", 1, 1), note("15", 2, "many"), note("15", 3, 1)}));
  CHECK(answer.at("error").at("code") == 500);
  CHECK(w.store.notes.size() == 1);
  CHECK(w.store.notes.contains(3));
}

TEST_CASE("a push that cannot be read applies nothing") {
  World w;
  w.store.add_order("15", "1");
  w.log_in();
  const auto good = R"({"customerOrderId":["15",1],"orderStatus":"new"})"_json;
  for (const auto* bad : {R"({"orderStatus":"new"})", R"({"customerOrderId":"15"})", "7"})
    CHECK(w.error("status_change.push", json::array({good, json::parse(bad)})) == -32600);
  CHECK(w.error("status_change.push", good) == -32600);
  const auto note = R"({"id":["",5],"customerOrderId":["15",1]})"_json;
  for (const auto* bad : {R"({"customerOrderId":["15",1]})", R"({"id":["",0],"customerOrderId":["15",1]})",
                          R"({"id":["",6],"customerOrderId":["15",1],"items":"x"})",
                          R"({"id":["",6],"customerOrderId":["15",1],"items":[{"quantity":1}]})"})
    CHECK(w.error("delivery_note.push", json::array({note, json::parse(bad)})) == -32600);
  CHECK(w.store.changes.empty());
  CHECK(w.store.notes.empty());
  CHECK(w.store.links.empty());
}

TEST_CASE("a delivery note comes again, changed, and goes") {
  World w;
  w.store.add_order("15", "1");
  w.log_in();
  auto note =
      R"([{"id":["",5],"customerOrderId":["15",1],"trackingLists":[{"name":"DHL","codes":["A"]}]}])"_json;
  w.result("delivery_note.push", note);
  note[0]["trackingLists"][0]["codes"] = {"A", "B", ""};
  w.result("delivery_note.push", note);
  REQUIRE(w.store.notes.size() == 1);
  CHECK(w.store.notes.at(5).trackings.at(0).codes == std::vector<std::string>{"A", "B"});
  note[0]["id"] = {"5", 5};
  CHECK(w.result("delivery_note.delete", note) == note);
  CHECK(w.store.notes.empty());
  CHECK(w.result("delivery_note.delete", note) == note);  // gone is gone
}
