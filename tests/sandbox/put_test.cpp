// SPDX-License-Identifier: MIT
// What a PUT does to the shop, beyond its answer (which the recorded exchanges cover).
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "http_client.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using namespace orderbridge::sandbox_test;
namespace sandbox = orderbridge::sandbox;
using nlohmann::json;

namespace {

constexpr std::int64_t kNoon = 1796036400;  // 2026-11-30 11:00:00 UTC

struct Shop {
  Shop() : shop(at_noon()) { shop.start(); }
  static sandbox::Settings at_noon() {
    sandbox::Settings settings;
    settings.now = [] { return kNoon; };
    return settings;
  }
  int write(const std::string& body) { return put(shop.port(), "/api/orders/60", body).status; }
  json detail() { return json::parse(get(shop.port(), "/api/orders/60").body)["data"]; }
  sandbox::SandboxShop shop;
};

}  // namespace

TEST_CASE("a status change is seen in detail, history and changed") {
  Shop shop;
  REQUIRE(shop.write(R"({"orderStatusId":1})") == 200);
  const auto state = *shop.shop.store().state(60);
  CHECK(state.status == 1);
  CHECK(state.changed == "2026-11-30T12:00:00+0100");
  REQUIRE(state.history.size() == 1);
  CHECK(state.history[0].user == "demo");
  CHECK(state.history[0].previous_status == 0);
  CHECK(state.history[0].payment == 17);
  CHECK(shop.detail()["orderStatus"]["name"] == "in_process");
  REQUIRE(shop.write(R"({"orderStatusId":1})") == 200);
  CHECK(shop.shop.store().state(60)->history.size() == 1);
}

TEST_CASE("equal values and attributes leave changed alone") {
  Shop shop;
  const std::string before = shop.shop.store().state(60)->changed;
  for (const char* body : {R"({"orderStatusId":0})", R"({"attribute":{"attribute1":"x","unknown":1}})",
                           R"({"number":"9"})", "{}", "[1,2]", ""})
    CHECK(shop.write(body) == 200);
  CHECK(shop.shop.store().state(60)->changed == before);
  CHECK(shop.detail()["attribute"]["attribute1"] == "x");
  CHECK(shop.detail()["number"] == "20003");
}

TEST_CASE("a refused PUT changes nothing") {
  Shop shop;
  CHECK(shop.write(R"({"trackingCode":"T","orderStatusId":12})") == 404);
  CHECK(shop.write(R"({"trackingCode":"T","paymentStatusId":1})") == 404);
  CHECK(shop.write(R"({"trackingCode":"T")") == 400);
  CHECK(shop.shop.store().state(60)->tracking_code.empty());
}

TEST_CASE("texts are stored as the shop stores them") {
  Shop shop;
  CHECK(
      shop.write(
          R"({"internalComment":"a <b>b</b> \ud83d\ude00 \u00e4/","clearedDate":"2026-11-01T10:00:00Z"})") ==
      200);
  const auto state = *shop.shop.store().state(60);
  CHECK(state.internal_comment == "a b ? ä/");
  CHECK(state.cleared_date == "2026-11-01T10:00:00+0100");
  CHECK(shop.write(R"({"clearedDate":null})") == 200);
  CHECK(shop.detail()["clearedDate"].is_null());
}

TEST_CASE("before 5.5.4 tracking numbers end after 255 characters, without a word; since then they do not") {
  for (const auto* version : {"5.5.3", "5.5.4", "5.7.19"}) {
    INFO(version);
    auto settings = Shop::at_noon();
    settings.version = version;
    sandbox::SandboxShop shop(settings);
    shop.start();
    const std::string code(300, 'x');
    CHECK(put(shop.port(), "/api/orders/60", R"({"trackingCode":")" + code + R"("})").status == 200);
    CHECK(shop.store().state(60)->tracking_code.size() == (version == std::string("5.5.3") ? 255 : 300));
  }
}

TEST_CASE("lines that a PUT does not list are removed") {
  Shop shop;
  const auto lines = shop.detail()["details"];
  REQUIRE(lines.size() > 1);
  const std::string one = R"("details":[{"id":)" + lines[0]["id"].dump() + R"(,"shipped":1}])";
  REQUIRE(shop.write(R"({"__options_details":{"replace":false},)" + one + "}") == 200);
  CHECK(shop.detail()["details"].size() == lines.size());
  CHECK(shop.detail()["details"][0]["shipped"] == 1);
  REQUIRE(shop.write("{" + one + "}") == 200);
  CHECK(shop.detail()["details"].size() == 1);
}

TEST_CASE("received PUTs are kept for the test") {
  Shop shop;
  shop.write(R"({"orderStatusId":1})");
  shop.write(R"({"orderStatusId":4711})");
  const auto puts = shop.shop.counters().puts();
  REQUIRE(puts.size() == 2);
  CHECK(puts[0].id == 60);
  CHECK(puts[0].body == R"({"orderStatusId":1})");
  CHECK(puts[1].status == 404);
}
