// SPDX-License-Identifier: MIT
// The protocol without HTTP: the sample exchanges, names of methods, requests that are none.
#include "rpc_world.hpp"

using namespace ob_test;

TEST_CASE("the sample exchanges, one after the other") {
  World w;
  w.sample_order();
  auto exchange = [&](const std::string& request, const std::string& response) {
    INFO(request);
    const auto answer = w.say(sample_text(request), w.session);
    auto expected = sample(response);
    expected["id"] = sample(request).at("id");
    return std::pair(answer, expected);
  };
  auto same = [&](const std::string& request, const std::string& response) {
    const auto [answer, expected] = exchange(request, response);
    CHECK(answer == expected);
  };

  auto [answer, expected] = exchange("01_auth.request.json", "01_auth.response.json");
  w.session = answer.at("result").at("sessionId").get<std::string>();
  CHECK(w.session->size() == 32);
  answer["result"]["sessionId"] = expected["result"]["sessionId"];
  CHECK(answer == expected);

  same("02_features.request.json", "02_features.response.json");
  std::tie(answer, expected) = exchange("03_identify.request.json", "03_identify.response.json");
  CHECK(answer.at("result").at("protocolVersion") == 7);
  for (auto* info : {&answer, &expected}) {  // what we are called, and how much we take, is ours to say
    (*info)["result"]["platformName"] = "";
    (*info)["result"]["serverInfo"]["postMaxSize"] = (*info)["result"]["serverInfo"]["uploadMaxFilesize"] = 0;
  }
  CHECK(answer == expected);

  same("05_global_data_pull.request.json", "05_global_data_pull.response.json");
  same("06_customer_pull.request.json", "06_customer_pull.response.json");
  w.result("core.connector.ack", R"({"identities":{"Customer":[["1",903]]},"checksums":[]})"_json);
  same("04_customer_order_statistic.request.json", "04_customer_order_statistic.response.json");

  std::tie(answer, expected) =
      exchange("07_customer_order_pull.request.json", "07_customer_order_pull.response.json");
  auto& order = expected["result"][0];  // the sample's customer had no link yet
  for (auto* customer : {&order["customerId"], &order["shippingAddress"]["customerId"]})
    *customer = {"1", 903};
  CHECK(answer == expected);

  same("09_ack.request.json", "09_ack.response.json");
  CHECK(w.store.host_of(68, "15_ship") == 9003);
  same("08_payment_pull.request.json", "08_payment_pull.response.json");

  same("10_status_change_push_3_shipped_completed.request.json", "10_status_change_push.response.json");
  for (const auto* other :
       {"1_new_completed", "2_partially_shipped_completed", "4_cancelled_unpaid", "5_new_partially_paid"}) {
    const auto request = "10_status_change_push_" + std::string(other) + ".request.json";
    CHECK(w.say(sample_text(request), w.session).at("result") == sample(request).at("params"));
  }
  CHECK(w.store.changes == std::vector<std::string>{"15 shipped completed", "15 new completed",
                                                    "15 partially_shipped completed", "15 cancelled unpaid",
                                                    "15 new partially_paid"});

  same("11_delivery_note_push_partial.request.json", "11_delivery_note_push.response.json");
  const auto& note = w.store.notes.at(555);
  CHECK(note.order == "15");
  CHECK(note.created == "2026-11-21T10:00:00+01:00");
  REQUIRE(note.items.size() == 1);
  CHECK(note.items[0].line == "201");
  CHECK(note.items[0].quantity == "1");
  REQUIRE(note.trackings.size() == 1);
  CHECK(note.trackings[0].carrier == "DHL");
  CHECK(note.trackings[0].codes == std::vector<std::string>{"00340434161094042557"});
  CHECK(note.trackings[0].urls ==
        std::vector<std::string>{"https://tracking.example.org/?code=00340434161094042557"});

  same("12_finish.request.json", "12_finish.response.json");
  CHECK(w.error("core.connector.features") == -32000);
}

TEST_CASE("the sample errors") {
  World w;
  auto check = [&](const std::string& name, json answer) {
    INFO(name);
    answer["id"] = sample(name).at("id");
    CHECK(answer == sample(name));
  };
  check("90_error_no_session.response.json", w.call("customer.pull"));
  check("91_error_auth_failed.response.json", w.authenticate("WRONG"));
  w.session = "0f3c9f0a7c1e4b1f9d2a";
  check("92_error_invalid_session.response.json", w.call("customer.pull"));
  check("93_error_unknown_controller.response.json", w.call("wishlist.pull"));
  check("94_error_invalid_method.response.json", w.call("customer"));
}

TEST_CASE("requests that are none") {
  World w;
  auto code = [&](const std::string& rpc) { return w.say(rpc, w.session).at("error").at("code").get<int>(); };
  CHECK(code("") == -32600);
  CHECK(code("{") == -32700);
  CHECK(code("nonsense") == -32700);
  CHECK(code("{\"id\":\"\xff\"}") == -32700);
  CHECK(code("[]") == -32600);
  CHECK(code("{}") == -32600);
  CHECK(code(R"({"jtlrpc":"1.0","id":"1","method":"connector.identify"})") == -32600);
  CHECK(code(R"({"jtlrpc":"2.0","id":"","method":"connector.identify"})") == -32600);
  CHECK(code(R"({"jtlrpc":"2.0","id":null,"method":"connector.identify"})") == -32600);
  CHECK(code(R"({"jtlrpc":"2.0","id":"1","method":7})") == -32600);
  CHECK(code(R"({"jtlrpc":"2.0","id":"1","method":"connector.identify","params":"x"})") == -32600);
  CHECK(code(std::string(100, '[') + std::string(100, ']')) == -32700);  // deeper than any model
  for (const auto* method : {"a.b.c", "core.customer.pull.now", ".pull", "customer.", "customer. pull"})
    CHECK(code(w.rpc(method)) == -32701);
  CHECK(code(w.rpc("customer")) == -32600);  // as jtl/connector-core, asked the same
  CHECK(code(w.rpc("wishlist.pull")) == 33000);
  CHECK(code(w.rpc("customer.steal")) == 33001);
  CHECK(code(w.rpc("customer.ack")) == 33001);
  CHECK(code(w.rpc("connector.pull")) == 33001);

  const auto refused = json::parse(Service::refuse("too long"));
  CHECK(refused.at("error").at("code") == 400);
  CHECK(refused.at("error").at("message") == "too long");
}

TEST_CASE("an id comes back as it was, a number as text") {
  World w;
  CHECK(w.say(R"({"jtlrpc":"2.0","id":42,"method":"customer.pull"})", w.session).at("id") == "42");
  CHECK(w.say(R"({"jtlrpc":"2.0","id":"ä\"\n","method":"customer.pull"})", w.session).at("id") == "ä\"\n");
}

TEST_CASE("method names with core. and without, in either case") {
  World w;
  w.log_in();
  for (const auto* name : {"connector.identify", "core.connector.identify", "connector.init",
                           "core.connector.init", "connector.features", "core.customer.statistic",
                           "customer_order.statistic", "CustomerOrder.statistic"})
    w.result(name);
  for (const auto* name : {"core.linker.clear", "linker.clear", "connector.clear", "core.connector.clear"})
    CHECK(w.result(name) == true);
  CHECK(w.result("core.connector.finish") == true);
}
