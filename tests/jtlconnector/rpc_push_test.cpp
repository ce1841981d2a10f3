// SPDX-License-Identifier: MIT
// What Wawi tells: status changes, delivery notes and payments.
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

// As JTL's own connectors answer (connector-shopware5, Mapper/StatusChange.php).
TEST_CASE("what is unknown here comes back as it came, with a warning; the rest of the batch is applied") {
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
  const auto changes = json::array(
      {change("15", "shipped"), change("99", "shipped"), change("16", "eaten"), change("16", "new")});
  auto answer = w.call("status_change.push", changes);
  CHECK(answer.at("result") == changes);
  REQUIRE(answer.at("warnings").size() == 2);
  CHECK_THAT(answer.at("warnings").at(0).get<std::string>(), Catch::Contains("order 99"));
  CHECK_THAT(answer.at("warnings").at(1).get<std::string>(), Catch::Contains("order 16"));
  CHECK_THAT(w.log.logged(), Catch::Contains("order 99"));
  CHECK(w.store.changes == std::vector<std::string>{"15 shipped ", "16 new "});

  auto note = [](const char* order, int host, const json& quantity) {
    auto model = R"({"id":["",0],"customerOrderId":["",1],"items":[{"customerOrderItemId":["a",1]}]})"_json;
    model["id"][1] = host;
    model["customerOrderId"][0] = order;
    model["items"][0]["quantity"] = quantity;
    return model;
  };
  answer = w.call("delivery_note.push", json::array({note("99", 1, 1), note("15", 3, 1)}));
  CHECK(answer.at("result").at(0) == note("99", 1, 1));
  CHECK(answer.at("warnings").size() == 1);
  CHECK(w.store.notes.size() == 1);
  CHECK(w.store.notes.contains(3));
  // What cannot be read is an error, as in the core; it holds up nothing else.
  answer = w.call("delivery_note.push", json::array({note("15", 4, "many"), note("15", 5, 1)}));
  CHECK(answer.at("error").at("code") == 500);
  CHECK(w.store.notes.contains(5));
  CHECK_FALSE(w.store.notes.contains(4));
}

TEST_CASE("a status of an order that only Wawi's id names, and that is not acknowledged yet, is kept") {
  World w;
  w.store.add_order("15", "1");
  w.log_in();
  const auto change = R"([{"customerOrderId":["",4711],"orderStatus":"","paymentStatus":"completed"}])"_json;
  CHECK(w.result("status_change.push", change) == change);
  CHECK(w.store.changes.empty());
  CHECK(w.store.parked == std::vector<std::string>{"4711  completed"});
}

TEST_CASE("a payment that Wawi booked itself is taken, and gone when Wawi deletes it") {
  World w;
  w.store.add_order("15", "1");
  w.log_in();
  const auto payment = [](const json& order, int host, const json& sum) {
    return json{{"id", {"", host}}, {"customerOrderId", order}, {"totalSum", sum}, {"transactionId", "T1"}};
  };
  const auto answer = w.call(
      "payment.push",
      json::array({payment({"15", 4711}, 9, 19.9), payment({"99", 5}, 8, 1), payment({"", 77}, 7, "5.00")}));
  CHECK(answer.at("result").at(0).at("id") == json({"w_9", 9}));
  CHECK(answer.at("result").at(1) == payment({"99", 5}, 8, 1));
  CHECK(answer.at("warnings").size() == 1);
  REQUIRE(w.store.payments.size() == 2);
  CHECK(w.store.payments.at(9).order == "15");
  CHECK(w.store.payments.at(9).amount == "19.9");
  CHECK(w.store.payments.at(9).transaction == "T1");
  CHECK(w.store.payments.at(7).order_host == 77);  // may become known with its acknowledgement
  w.result("payment.delete", R"([{"id":["w_9",9]}])"_json);
  CHECK_FALSE(w.store.payments.contains(9));
  for (const auto* bad : {R"({"id":["",9],"customerOrderId":["15",1]})",
                          R"({"id":["",9],"customerOrderId":["15",1],"totalSum":"much"})",
                          R"({"id":["",0],"customerOrderId":["15",1],"totalSum":1})"})
    CHECK(w.error("payment.push", json::array({json::parse(bad)})) == -32600);
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
