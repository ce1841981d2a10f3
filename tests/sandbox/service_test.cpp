// SPDX-License-Identifier: MIT
// Versions, login modes, compression, keep-alive, many clients at once, and the control endpoint.
#include <Poco/InflatingStream.h>
#include <Poco/Net/HTTPBasicCredentials.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "http_client.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using namespace orderbridge::sandbox_test;
namespace sandbox = orderbridge::sandbox;
using nlohmann::json;

namespace {

sandbox::Settings version(const std::string& text) {
  sandbox::Settings settings;
  settings.version = text;
  return settings;
}

}  // namespace

TEST_CASE("older versions lack what came later") {
  sandbox::SandboxShop shop(version("5.4.6"));
  shop.start();
  const auto order = json::parse(get(shop.port(), "/api/orders/63").body)["data"];
  for (const char* key : {"changed", "invoiceShippingTaxRate", "isProportionalCalculation"})
    CHECK(!order.contains(key));
  CHECK(!order["details"][0].contains("articleDetailID"));
  CHECK(order["orderStatus"]["description"] == "Komplett ausgeliefert");
  CHECK(!json::parse(get(shop.port(), "/api/orders/999999").body).contains("code"));
  CHECK(get(shop.port(), "/api/orders?filter[changed]=1").status == 500);
  CHECK(get(shop.port(), "/api/version").body.find("5.4.6") != std::string::npos);
  CHECK(put(shop.port(), "/api/orders/63", R"({"orderStatusId":1})").status == 200);
}

TEST_CASE("before 5.7.4 the shipping rate is a text") {
  sandbox::SandboxShop shop(version("5.6.10"));
  shop.start();
  CHECK(json::parse(get(shop.port(), "/api/orders/63").body)["data"]["invoiceShippingTaxRate"] == "19");
}

TEST_CASE("login modes") {
  const Request basic{"GET", "/api/version", "", sandbox::kDemoUser, sandbox::kDemoKey, true, {}};
  Request digest = basic;
  digest.basic = false;
  const auto headers = [&](sandbox::Settings settings, int expected_basic) {
    sandbox::SandboxShop shop(std::move(settings));
    shop.start();
    CHECK(ask(shop.port(), basic).status == expected_basic);
    CHECK(ask(shop.port(), digest).status == 200);
    return ask(shop.port(), {"GET", "/api/version", "", "", "", false, {}}).headers.count("WWW-Authenticate");
  };
  CHECK(headers(version("5.7.19"), 200) == 1);
  CHECK(headers(version("5.2.0"), 401) == 1);
  sandbox::Settings only_digest;
  only_digest.auth = sandbox::AuthMode::kDigestOnly;
  CHECK(headers(only_digest, 401) == 1);
}

TEST_CASE("Basic is offered beside Digest where the version did") {
  sandbox::Settings settings;
  settings.auth = sandbox::AuthMode::kBasicOffered;
  sandbox::SandboxShop shop(settings);
  shop.start();
  const Reply reply = ask(shop.port(), {"GET", "/api/version", "", "", "", false, {}});
  CHECK(reply.status == 401);
  CHECK(reply.headers.count("WWW-Authenticate") == 2);
}

TEST_CASE("answers are packed for clients that can unpack") {
  sandbox::SandboxShop shop;
  shop.start();
  const Reply packed = ask(
      shop.port(),
      {"GET", "/api/orders/166", "", sandbox::kDemoUser, sandbox::kDemoKey, true, {"Accept-Encoding: gzip"}});
  CHECK(packed.header("Content-Encoding") == "gzip");
  std::istringstream in(packed.body);
  Poco::InflatingInputStream unpacked(in, Poco::InflatingStreamBuf::STREAM_GZIP);
  std::string body;
  Poco::StreamCopier::copyToString(unpacked, body);
  CHECK(body == get(shop.port(), "/api/orders/166").body);
}

TEST_CASE("many clients with kept connections at once") {
  constexpr int kClients = 16, kRequests = 50;
  sandbox::Settings settings;
  settings.orders = 500;
  sandbox::SandboxShop shop(settings);
  shop.start();
  std::atomic<int> good{0};
  std::vector<std::thread> clients;
  for (int c = 0; c < kClients; ++c) {
    clients.emplace_back([&, c] {
      Poco::Net::HTTPClientSession session("127.0.0.1", shop.port());
      session.setKeepAlive(true);
      for (int i = 0; i < kRequests; ++i) {
        const std::string id = std::to_string(231 + 3 * (c * 7 + i));
        Poco::Net::HTTPRequest request("GET", "/api/orders/" + id, "HTTP/1.1");
        Poco::Net::HTTPBasicCredentials(sandbox::kDemoUser, sandbox::kDemoKey).authenticate(request);
        session.sendRequest(request);
        Poco::Net::HTTPResponse response;
        std::string body;
        Poco::StreamCopier::copyToString(session.receiveResponse(response), body);
        if (response.getStatus() == 200 && body.starts_with("{\"data\":{\"id\":" + id + ",")) ++good;
      }
    });
  }
  for (auto& client : clients) client.join();
  CHECK(good == kClients * kRequests);
  CHECK(shop.counters().values().requests == kClients * kRequests);
  shop.stop();  // an answer is read by the client a moment before the server counts it as over
  CHECK(shop.counters().values().in_flight == 0);
}

TEST_CASE("the control endpoint needs no login and says what is wrong") {
  sandbox::SandboxShop shop;
  shop.start();
  const auto report = [&](const std::string& path) {
    return json::parse(ask(shop.port(), {"GET", "/_sandbox/" + path, "", "", "", false, {}}).body);
  };
  CHECK(post(shop.port(), "/_sandbox/fault", "429:count=1\nlatency:ms=1").status == 200);
  CHECK(get(shop.port(), "/api/version").status == 429);
  CHECK(post(shop.port(), "/_sandbox/faults/clear", "").status == 200);
  CHECK(post(shop.port(), "/_sandbox/change", "cancel:id=60").status == 200);
  CHECK(put(shop.port(), "/api/orders/60", R"({"orderStatusId":2})").status == 200);
  CHECK(get(shop.port(), "/api/orders/60").status == 200);
  CHECK(report("counters")["detail"] == 1);
  CHECK(report("counters")["byStatus"]["429"] == 1);
  CHECK(report("counters")["maxInFlight"] == 1);
  CHECK(report("puts")[0]["body"] == R"({"orderStatusId":2})");
  CHECK(report("orders/60")["history"][0]["previousOrderStatusId"] == 4);
  CHECK(report("orders").size() == 62);
  CHECK(report("log").back() == "GET /api/orders/60 200");
  const Reply refused = post(shop.port(), "/_sandbox/fault", "nonsense");
  CHECK(refused.status == 400);
  CHECK(refused.body.find("there is no fault") != std::string::npos);
  CHECK(post(shop.port(), "/_sandbox/nothing", "").status == 404);
  CHECK(post(shop.port(), "/_sandbox/counters/reset", "").status == 200);
  CHECK(report("counters")["requests"] == 0);
}

TEST_CASE("bad settings are refused when the shop is made") {
  CHECK_THROWS(sandbox::SandboxShop(version("6.4")));
  sandbox::Settings settings;
  settings.data_dir = "/nowhere";
  CHECK_THROWS(sandbox::SandboxShop(settings));
  settings = {};
  settings.faults = {"nonsense"};
  CHECK_THROWS(sandbox::SandboxShop(settings));
}
