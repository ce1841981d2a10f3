// SPDX-License-Identifier: MIT
// The service over a store in memory, with a clock that tests move. For the tests of the protocol without
// HTTP.
#pragma once
#include <catch2/catch.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "log_host.hpp"
#include "memory_store.hpp"
#include "samples.hpp"

namespace ob_test {

using nlohmann::json;
using orderbridge::jtlconnector::Moment;
using orderbridge::jtlconnector::Service;
using orderbridge::jtlconnector::ServiceSettings;

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

}  // namespace ob_test
