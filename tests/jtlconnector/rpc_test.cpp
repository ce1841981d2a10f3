// SPDX-License-Identifier: MIT
// The protocol without HTTP: every method and every error, against the sample exchanges.
#include <catch2/catch.hpp>
#include <thread>

#include "log_host.hpp"
#include "memory_store.hpp"
#include "samples.hpp"

using namespace orderbridge::jtlconnector;
using namespace ob_test;
using nlohmann::json;

namespace {

struct World {
  explicit World(ServiceSettings settings = sample_settings())
      : service(std::move(settings), store, log.host(), [this] { return now; }) {}

  json say(const std::string& rpc, std::optional<std::string> with, const std::string& client = "1.2.3.4") {
    const auto answer = json::parse(service.answer({rpc, std::move(with), client}));
    // Whatever happens, an answer has all of its members and nothing else.
    CHECK(answer.size() == 5);
    CHECK(answer.at("jtlrpc") == "2.0");
    CHECK(answer.at("warnings").is_array());
    CHECK(answer.at("id").is_string());
    CHECK(answer.at("result").is_null() != answer.at("error").is_null());
    return answer;
  }
  std::string rpc(const std::string& method, const json& params = json::object()) {
    return json{{"jtlrpc", "2.0"}, {"id", "n1"}, {"method", method}, {"params", params}}.dump();
  }
  json authenticate(const std::string& token, const std::string& client = "1.2.3.4") {
    return say(rpc("core.connector.auth", {{"token", token}}), std::nullopt, client);
  }
  void log_in() { session = authenticate(kToken).at("result").at("sessionId").get<std::string>(); }
  json call(const std::string& method, const json& params = json::object()) {
    return say(rpc(method, params), session);
  }
  json result(const std::string& method, const json& params = json::object()) {
    const auto answer = call(method, params);
    INFO(method << " " << answer.dump());
    REQUIRE(answer.at("error").is_null());
    return answer.at("result");
  }
  int error(const std::string& method, const json& params = json::object()) {
    return call(method, params).at("error").value("code", 0);
  }
  void sample_order() {
    store.add(Model::kCustomer, "1", sample("06_customer_pull.response.json").at("result").at(0).dump());
    store.add(Model::kCustomerOrder, "15",
              sample("07_customer_order_pull.response.json").at("result").at(0).dump(), "1");
    store.add(Model::kPayment, "15",
              R"({"id":["15",0],"customerOrderId":["15",0],"billingInfo":"","creationDate":)"
              R"("2026-11-20T08:16:02+01:00","paymentModuleCode":"pm_paypal_standard","totalSum":144.87,)"
              R"("transactionId":"7AB12345CD678901E"})",
              "15");
  }

  MemoryStore store;
  LogHost log;
  Moment now = Moment(std::chrono::hours(1));
  Service service;
  std::optional<std::string> session;
};

}  // namespace

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
  CHECK(w.result("customer_order.statistic").at("available") == 0);  // its customer first
  w.result("core.connector.ack", R"({"identities":{"Customer":[["1",903]]},"checksums":[]})"_json);
  same("04_customer_order_statistic.request.json", "04_customer_order_statistic.response.json");

  std::tie(answer, expected) =
      exchange("07_customer_order_pull.request.json", "07_customer_order_pull.response.json");
  auto& order = expected["result"][0];  // the sample's customer had no link yet
  for (auto* customer : {&order["customerId"], &order["billingAddress"]["customerId"],
                         &order["shippingAddress"]["customerId"]})
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
  for (const auto* method :
       {"customer", "a.b.c", "core.customer.pull.now", ".pull", "customer.", "customer. pull"})
    CHECK(code(w.rpc(method)) == -32701);
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

TEST_CASE("a session ends after 1440 seconds without a call") {
  World w;
  const auto answer = w.authenticate(kToken);
  CHECK(answer.at("result").at("lifetime") == 1440);
  w.session = answer.at("result").at("sessionId").get<std::string>();
  w.now += std::chrono::seconds(1439);
  w.result("connector.identify");
  w.now += std::chrono::seconds(1439);
  w.result("connector.identify");
  w.now += std::chrono::seconds(1440);
  CHECK(w.error("connector.identify") == -32000);
}

TEST_CASE("one session more than there may be ends the one used longest ago") {
  auto settings = sample_settings();
  settings.sessions = 2;
  World w(settings);
  w.log_in();
  const auto first = w.session;
  w.now += std::chrono::seconds(1);
  w.log_in();
  const auto second = w.session;
  CHECK(first != second);
  w.now += std::chrono::seconds(1);
  w.session = first;
  w.result("connector.identify");
  w.log_in();
  w.result("connector.identify");
  w.session = first;
  w.result("connector.identify");
  w.session = second;
  CHECK(w.error("connector.identify") == -32000);
}

TEST_CASE("a session's end does not touch the others") {
  World w;
  w.log_in();
  const auto first = w.session;
  w.log_in();
  w.result("connector.finish");
  CHECK(w.error("connector.identify") == -32000);
  w.session = first;
  w.result("connector.identify");
}

TEST_CASE("an empty session is none") {
  World w;
  w.session = "";
  CHECK(w.error("connector.identify") == 789);
}

TEST_CASE("wrong tokens are limited for who sends them, and for nobody else") {
  World w;
  for (int i = 0; i < 10; ++i)
    CHECK(w.authenticate("guess").at("error").at("message") == "Authentication failed");
  auto limited = w.authenticate(kToken);
  CHECK(limited.at("error").at("code") == 790);
  CHECK(limited.at("error").at("message") != "Authentication failed");
  CHECK(w.authenticate(kToken, "5.6.7.8").at("error").is_null());

  w.now += std::chrono::seconds(6);
  CHECK(w.authenticate("guess").at("error").at("message") == "Authentication failed");
  CHECK(w.authenticate(kToken).at("error").at("code") == 790);
  w.now += std::chrono::seconds(6);
  CHECK(w.authenticate(kToken).at("error").is_null());  // and all is forgiven
  for (int i = 0; i < 10; ++i)
    CHECK(w.authenticate("guess").at("error").at("message") == "Authentication failed");
}

TEST_CASE("tokens that nearly fit") {
  World w;
  const std::string token = kToken;
  int client = 0;
  for (const auto& wrong : {std::string(), token.substr(1), token + "X", token + token, "X" + token.substr(1),
                            token.substr(0, token.size() - 1) + "X", std::string(token.size(), '\0')})
    CHECK(w.authenticate(wrong, std::to_string(++client)).at("error").at("code") == 790);
  CHECK(w.say(w.rpc("core.connector.auth"), std::nullopt, "x").at("error").at("code") == 790);
  CHECK(w.say(w.rpc("core.connector.auth", {{"token", 1}}), std::nullopt, "x").at("error").at("code") == 790);
}

TEST_CASE("without a token, or without global data, there is no service") {
  auto settings = sample_settings();
  settings.token.clear();
  CHECK_THROWS_AS(World(settings), orderbridge::Error);
  settings = sample_settings();
  settings.global_data.tax_rates.clear();
  CHECK_THROWS_AS(World(settings), orderbridge::Error);
  settings = sample_settings();
  settings.global_data.tax_rates[0].rate = "19,0";
  CHECK_THROWS_WITH(World(settings), Catch::Contains("19,0"));
}

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
  CHECK(w.result("customer_order.pull").empty());
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
                              "Spaceship":[["1",1]],"ProductImage":null}})"_json);
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
    CHECK(w.error("core.connector.ack", json::parse(bad)) == -32600);
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
  CHECK(w.error("core.linker.clear", R"({"identities":{"customer":[]}})"_json) == 500);
  CHECK(w.result("customer.pull").empty());
  w.result("core.linker.clear");
  CHECK(w.result("customer.pull").size() == 1);
}

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

TEST_CASE("no secret and no person is in the log") {
  World w;
  w.sample_order();
  w.authenticate("GUESSED-TOKEN");
  w.log_in();
  w.result("customer.pull");
  w.call("status_change.push", R"([{"customerOrderId":["99",1]}])"_json);
  w.result("core.linker.clear");
  w.store.broken = "full";
  w.call("customer.pull");
  CHECK_THAT(w.log.logged(), Catch::Contains("wrong token"));
  for (const auto& secret : {std::string("GUESSED-TOKEN"), std::string(kToken), *w.session,
                             std::string("Groß"), std::string("1.2.3.4")})
    CHECK_THAT(w.log.logged(), !Catch::Contains(secret));
}

TEST_CASE("who has no session gets nothing long read") {
  World w;
  const std::string rpc = w.rpc("core.connector.auth", {{"token", std::string(70000, 'x')}});
  CHECK(w.say(rpc, std::nullopt).at("error").at("code") == 789);
  CHECK(w.say(rpc, "unknown").at("error").at("code") == -32000);
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
