// SPDX-License-Identifier: MIT
// What Wawi fetches: pull, ack, clear, delete, and what a failing store does to them.
#include <thread>

#include "rpc_world.hpp"

using namespace ob_test;

TEST_CASE("pull gives as many as asked for, byte for byte") {
  World w;
  const std::string odd = R"({ "id":["7",0], "discount":1.10000000000000000001, "note":"ä \/ \u00e4 😀" })";
  w.store.add(Model::kCustomer, "7", odd);
  w.store.add(Model::kCustomer, "8", R"({"id":["8",0]})");
  w.log_in();
  const auto text = w.service.answer({w.rpc("customer.pull", {{"limit", 1}}), w.session, ""});
  CHECK_THAT(text, Catch::Contains("\"result\":[" + odd + "],"));
  CHECK(w.result("customer.pull").size() == 2);
  CHECK(w.result("customer.pull", json::array()).size() == 2);
  CHECK(w.result("customer.pull", {{"limit", 0}}).size() == 2);
  CHECK(w.result("customer.pull", {{"limit", -3}}).size() == 2);
}

TEST_CASE("amounts keep their text where Wawi's ids are filled in") {
  World w;
  w.store.add_order("15", "1");
  w.log_in();
  w.result("core.connector.ack",
           R"({"identities":{"Customer":[["1",903]],"ShippingMethod":[["9",12]]}})"_json);
  const auto text = w.service.answer({w.rpc("customer_order.pull"), w.session, ""});
  for (const auto* part : {R"("customerId":["1",903])", R"("shippingMethodId":["9",12])", R"("id":["15",0])",
                           R"("totalSumGross":144.8700)", R"("price":16.7983000000001)", R"("quantity":2.0)"})
    CHECK_THAT(text, Catch::Contains(part));
  const auto global = w.result("global_data.pull").at(0);
  CHECK(global.at("shippingMethods").at(0).at("id") == json({"9", 12}));
  CHECK(global.at("taxRates").at(0).at("id") == json({"1", 0}));
}

TEST_CASE("an answer stays of a size; the rest comes with the next pull") {
  World w;
  const std::string note(11 << 20, 'x');
  for (const auto* id : {"1", "2", "3", "4"})
    w.store.add(Model::kCustomer, id, R"({"id":[")" + std::string(id) + R"(",0],"note":")" + note + "\"}");
  w.log_in();
  CHECK(w.result("customer.pull").size() == 2);
  w.result("core.connector.ack", R"({"identities":{"Customer":[["1",1],["2",2]]}})"_json);
  CHECK(w.result("customer.pull").size() == 2);
}

TEST_CASE("what is no JSON in the store is left out and logged, the rest is sent") {
  World w;
  w.store.add(Model::kCustomer, "7", "{\"id\":[\"7\",0],\"note\":\"\xff\"}");
  w.store.add(Model::kCustomer, "8", R"({"id":["8",0]})");
  w.log_in();
  CHECK(w.result("customer.pull").size() == 1);
  CHECK_THAT(w.log.logged(), Catch::Contains("Customer 7 cannot be handed"));
}

TEST_CASE("ack is the exactly-once mark") {
  World w;
  w.store.add_order("15", "1");
  w.log_in();
  CHECK(w.result("customer_order.pull").size() == 1);  // waits for nothing, as with JTL's own
  CHECK(w.result("payment.pull").empty());
  CHECK(w.result("customer.pull").size() == 1);
  CHECK(w.result("customer.pull").size() == 1);  // not acknowledged: again
  w.result(
      "core.connector.ack",
      R"({"identities":{"Payment":[["15",1]],"CustomerOrder":[["15",4711]],"Customer":[["1",903]]}})"_json);
  for (const auto* method : {"customer.pull", "customer_order.pull", "payment.pull"})
    CHECK(w.result(method).empty());
  for (const auto* method : {"customer.statistic", "customer_order.statistic", "payment.statistic"})
    CHECK(w.result(method).at("available") == 0);
  CHECK(w.store.links.at({4, "15"}) == 4711);
  // Whatever Wawi's order, a customer before its orders, an order before its payments.
  CHECK(w.store.acknowledged == std::vector<std::string>{"2 1", "4 15", "512 15"});
}

TEST_CASE("ack: what cannot be remembered is a warning, the rest is remembered") {
  World w;
  w.store.add_order("15", "1");
  w.log_in();
  const auto answer =
      w.call("core.connector.ack",
             R"({"identities":{"customer_order":[["15",4711],["99",4712]],"Customer":[["1",0],["",5]],
                              "Spaceship":[["1",1]],"ProductImage":[]}})"_json);
  CHECK(answer.at("result") == true);
  CHECK(answer.at("warnings").size() == 4);
  CHECK(w.store.links == std::map<std::pair<int, std::string>, std::int64_t>{{{4, "15"}, 4711}});

  for (const json& nothing :
       {json::object(), json::array(), json{{"identities", json::array()}}, json{{"identities", nullptr}}})
    CHECK(w.result("core.connector.ack", nothing) == true);
  for (const auto* bad :
       {R"({"identities":"x"})", R"({"identities":{"Customer":"x"}})", R"({"identities":{"Customer":["x"]}})",
        R"({"identities":{"Customer":[["1",1.5]]}})", R"({"identities":{"Customer":[["1",-1]]}})",
        R"({"identities":{"Customer":[["1",1,1]]}})"})
    CHECK(w.error("core.connector.ack", json::parse(bad)) != 0);
  // jtl/connector-core, asked the same, has an error for a kind without a list.
  const auto half = R"({"identities":{"Customer":[["1",903]],"CustomerOrder":null}})"_json;
  CHECK(w.error("core.connector.ack", half) == 500);
  CHECK_FALSE(w.store.links.contains({2, "1"}));  // nothing of it is remembered: it comes again
}

TEST_CASE("clear: all waits again, or what is named") {
  World w;
  w.store.add_order("15", "1");
  w.log_in();
  w.result("core.connector.ack",
           R"({"identities":{"Customer":[["1",903]],"CustomerOrder":[["15",4711]]}})"_json);
  w.result("core.linker.clear", R"({"identities":{"customerOrder":[["",4711]],"product":[["1",1]]}})"_json);
  CHECK(w.result("customer.pull").empty());
  CHECK(w.result("customer_order.pull").size() == 1);
  // jtl/connector-core, ConnectorController::clear and RelationType.
  CHECK(w.error("core.linker.clear", R"({"identities":{"customer":[],"spaceship":[]}})"_json) == 110);
  CHECK(w.result("customer.pull").empty());
  w.result("core.connector.ack", R"({"identities":{"CustomerOrder":[["15",4711]]}})"_json);
  CHECK(w.result("core.linker.clear", R"({"identities":{"customer":[]}})"_json) == true);
  CHECK(w.result("customer.pull").size() == 1);
  CHECK(w.result("customer_order.pull").empty());  // of another kind
  w.result("core.linker.clear");
  CHECK(w.result("customer_order.pull").size() == 1);
}

TEST_CASE("delete forgets the link") {
  World w;
  w.store.add_order("15", "1");
  w.log_in();
  w.result("core.connector.ack", R"({"identities":{"Customer":[["1",9]],"CustomerOrder":[["15",4]]}})"_json);
  w.result("customer_order.delete", R"([{"id":["",4]}])"_json);
  CHECK(w.result("customer_order.pull").size() == 1);
  CHECK(w.error("customer_order.delete", R"([{"number":1}])"_json) == -32600);
  CHECK(w.error("customer_order.delete", R"({"id":["15",4]})"_json) == -32600);
}

TEST_CASE("nothing is kept of products, and Wawi is content") {
  World w;
  w.log_in();
  for (const auto* name : {"product", "category", "manufacturer", "specific", "image", "cross_selling",
                           "product_price", "product_stock_level"}) {
    const std::string controller = name;
    CHECK(w.result(controller + ".statistic").at("available") == 0);
    CHECK(w.result(controller + ".pull") == json::array());
    const auto models = R"([{"id":["",77],"sku":"ä","price":1.25}])"_json;
    CHECK(w.result(controller + ".push", models) == models);
    CHECK(w.result(controller + ".delete", models) == models);
    CHECK(w.error(controller + ".push", {{"id", 1}}) == -32600);
  }
  CHECK(w.result("status_change.statistic").at("controllerName") == "StatusChange");
  CHECK(w.result("delivery_note.pull") == json::array());
  CHECK(w.result("global_data.statistic").at("available") == 1);
  CHECK(w.store.links.empty());
}

TEST_CASE("a store that fails is an internal error, and tells its reason to the log only") {
  World w;
  w.store.add_order("15", "1");
  w.log_in();
  w.store.broken = "database is locked";
  const auto answer = w.call("customer.pull");
  CHECK(answer.at("error").at("code") == 500);
  CHECK_THAT(answer.dump(), !Catch::Contains("locked"));
  CHECK_THAT(w.log.logged(), Catch::Contains("locked"));
  w.store.broken.clear();
  CHECK(w.result("customer.pull").size() == 1);
}

TEST_CASE("many callers at once, one at a time in the store") {
  World w;
  for (int i = 0; i < 20; ++i) w.store.add_order(std::to_string(i), "1");
  w.log_in();
  w.store.on_call = [] { std::this_thread::yield(); };
  std::vector<std::thread> callers;
  for (int i = 0; i < 4; ++i)
    callers.emplace_back([&] {
      for (int k = 0; k < 50; ++k) w.service.answer({w.rpc("customer.pull"), w.session, ""});
    });
  for (auto& caller : callers) caller.join();
  CHECK(w.store.calls >= 200);
  CHECK(w.store.overlaps == 0);
}
