// SPDX-License-Identifier: MIT
// The shop changes while it is read: each change shows in list and detail, now or at the moment asked for.
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "http_client.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using namespace orderbridge::sandbox_test;
namespace sandbox = orderbridge::sandbox;
using nlohmann::json;

namespace {

struct Shop {
  Shop() { shop.start(); }
  void change(const std::string& text) { shop.changes().add(text); }
  int status(std::int64_t id) { return get(shop.port(), "/api/orders/" + std::to_string(id)).status; }
  json detail(std::int64_t id) {
    return json::parse(get(shop.port(), "/api/orders/" + std::to_string(id)).body)["data"];
  }
  json page(int start) {
    return json::parse(
        get(shop.port(), "/api/orders?sort[0][property]=id&limit=10&start=" + std::to_string(start)).body);
  }
  bool has(std::int64_t id) { return shop.store().state(id).has_value(); }
  sandbox::SandboxShop shop;
};

}  // namespace

TEST_CASE("orders appear, also with a low id") {
  Shop shop;
  shop.change("appear:id=64,number=X-1,time=2026-11-01 10:00:00,status=0,payment=12");
  const auto order = shop.detail(64);
  CHECK(order["number"] == "X-1");
  CHECK(order["orderTime"] == "2026-11-01T10:00:00+0100");
  CHECK(order["paymentStatus"]["id"] == 12);
  CHECK(shop.page(0)["total"] == 63);
  CHECK(shop.page(0)["data"][6]["id"] == 64);
  shop.change("appear");
  CHECK(shop.shop.store().ids().back() == 229);
  CHECK_THROWS_AS(shop.change("appear:id=64"), std::invalid_argument);
}

TEST_CASE("a half saved order has neither lines nor addresses until it is complete") {
  Shop shop;
  shop.change("appear:id=300,like=67,half=1");
  CHECK(shop.detail(300)["details"].empty());
  CHECK(shop.detail(300)["billing"].is_null());
  shop.change("complete:id=300");
  const auto order = shop.detail(300);
  CHECK(order["details"].size() == shop.detail(67)["details"].size());
  CHECK(order["details"][0]["orderId"] == 300);
  CHECK(order["billing"]["orderId"] == 300);
}

// The sequence is that of sOrder::sSaveOrder in Shopware 5.7, which commits each of these by itself.
TEST_CASE("an order is written part by part, in the order in which the checkout commits") {
  Shop shop;
  const auto finished = [&shop] {
    shop.change("appear:id=299,like=67,number=X-1,time=2026-11-20 10:00:00");
    return shop.detail(299);
  }();
  shop.change("appear:id=300,like=67,half=1");
  auto before = shop.detail(300);
  CHECK(before["paymentInstances"].empty());
  for (const char* part : {"attribute", "billing", "shipping"}) CHECK(before[part].is_null());
  std::vector<std::string> written;
  for (; shop.shop.store().write_next_part(300); before = shop.detail(300)) {
    const auto after = shop.detail(300);
    CHECK(after["changed"] == before["changed"]);
    std::vector<std::string> differing;
    for (const auto& [key, value] : after.items())
      if (value != before[key]) differing.push_back(key);
    REQUIRE(differing.size() == 1);
    written.push_back(differing.front());
  }
  std::vector<std::string> expected{"paymentInstances", "attribute"};
  for (std::size_t i = 0; i < 2 * finished["details"].size(); ++i) expected.emplace_back("details");
  for (const char* part : {"billing", "billing", "shipping", "shipping"}) expected.emplace_back(part);
  CHECK(written == expected);
  CHECK(before["details"].size() == finished["details"].size());
  CHECK(before["shipping"]["attribute"]["text1"] == finished["shipping"]["attribute"]["text1"]);
  CHECK_THROWS_AS(shop.change("next:id=300"), std::invalid_argument);
}

TEST_CASE("a slow order gets its parts while the shop is read") {
  Shop shop;
  shop.change("appear:id=300,like=67,slow=2");
  CHECK(shop.detail(300)["paymentInstances"].empty());
  CHECK(shop.detail(300)["paymentInstances"].empty());
  CHECK(shop.detail(300)["attribute"].is_null());
  CHECK(!shop.detail(300)["paymentInstances"].empty());
  json order;
  for (int reads = 0; reads < 100 && shop.shop.changes().waiting() > 0; ++reads) order = shop.detail(300);
  CHECK(shop.shop.changes().waiting() == 0);
  CHECK(order["shipping"]["attribute"].is_object());
}

TEST_CASE("a swapped variant shows in the line alone") {
  Shop shop;
  const auto before = shop.detail(67), rows = shop.page(0)["data"];
  shop.change("swap:id=67,line=2,sku=SW-NEU,name=Größe L");
  auto after = shop.detail(67);
  CHECK(after["details"][1]["articleNumber"] == "SW-NEU");
  CHECK(after["details"][1]["articleName"] == "Größe L");
  CHECK(shop.page(0)["data"] == rows);
  for (const char* key : {"articleNumber", "articleName"})
    after["details"][1][key] = before["details"][1][key];
  CHECK(after == before);
  shop.change("swap:id=67");
  CHECK(shop.detail(67)["details"][0]["articleNumber"] != before["details"][0]["articleNumber"]);
  CHECK_THROWS_AS(shop.change("swap:id=67,line=99"), std::invalid_argument);
}

TEST_CASE("a person cancels and pays in one change, and the history tells who it was") {
  Shop shop;
  const auto changed = shop.detail(67)["changed"];
  shop.change("person:id=67,status=4,payment=12");
  const auto state = *shop.shop.store().state(67);
  CHECK(state.status == 4);
  CHECK(state.payment == 12);
  CHECK(shop.detail(67)["changed"] != changed);
  REQUIRE(state.history.size() == 1);
  CHECK(state.history[0].user == "backend");
  CHECK(state.history[0].status == 4);
  CHECK(state.history[0].payment == 12);
  shop.change("person:id=67,status=1,user=Erika");
  CHECK(shop.shop.store().state(67)->payment == 12);
  CHECK(shop.shop.store().state(67)->history[1].user == "Erika");
  CHECK_THROWS_AS(shop.change("person:id=67,status=12"), std::invalid_argument);  // no order state
}

TEST_CASE("an aborted checkout is only in the list, and is converted with its old id and time") {
  Shop shop;
  shop.change("appear:id=300,status=-1,time=2026-11-02 08:00:00");
  CHECK(shop.status(300) == 404);
  CHECK(shop.shop.store().state(300)->number == "0");
  shop.change("convert:id=300,number=40001");
  const auto order = shop.detail(300);
  CHECK(order["number"] == "40001");
  CHECK(order["orderTime"] == "2026-11-02T08:00:00+0100");
  CHECK(order["orderStatusId"] == 1);
  CHECK(order["paymentStatusId"] == 0);
  CHECK(order["paymentStatus"]["group"] == "state");
  CHECK(order["billing"]["orderId"] == 300);
  CHECK(!order["details"].empty());
  for (const std::int64_t recorded : {52, 190}) {
    shop.change("convert:id=" + std::to_string(recorded));
    CHECK(shop.detail(recorded)["shipping"]["orderId"] == recorded);
  }
}

TEST_CASE("states, payment, lines and deletion") {
  Shop shop;
  const auto changed = shop.detail(63)["changed"];
  shop.change("pay:id=63,payment=11");
  CHECK(shop.detail(63)["paymentStatus"]["name"] == "partially_paid");
  CHECK(shop.detail(63)["changed"] == changed);
  shop.change("reopen:id=63");
  CHECK(shop.detail(63)["orderStatusId"] == 0);
  CHECK(shop.detail(63)["changed"] != changed);
  shop.change("cancel:id=63");
  CHECK(shop.detail(63)["orderStatus"]["name"] == "cancelled_rejected");
  const int quantity = shop.detail(67)["details"][0]["quantity"];
  shop.change("lines:id=67");
  CHECK(shop.detail(67)["details"][0]["quantity"] == quantity + 1);
  shop.change("abort:id=67");
  CHECK(shop.status(67) == 404);
  shop.change("delete:id=63");
  CHECK(shop.status(63) == 404);
  CHECK(shop.page(0)["total"] == 61);
  CHECK_THROWS_AS(shop.change("delete:id=63"), std::invalid_argument);
}

TEST_CASE("an id can be reused by another order") {
  Shop shop;
  const auto before = shop.detail(63);
  shop.change("reuse:id=63,number=50001,time=2026-11-20 12:00:00");
  const auto after = shop.detail(63);
  CHECK(after["id"] == 63);
  CHECK(after["number"] == "50001");
  CHECK(after["orderTime"] == "2026-11-20T12:00:00+0100");
  CHECK(after["details"][0]["id"] != before["details"][0]["id"]);
}

TEST_CASE("changes wait for a page or for a number of requests") {
  Shop shop;
  shop.change("delete:id=15,page=2");
  shop.change("appear:id=500,after=4");
  shop.page(0);
  CHECK(shop.has(15));
  shop.page(10);
  CHECK(!shop.has(15));
  shop.status(60);
  CHECK(!shop.has(500));
  shop.status(60);
  CHECK(shop.has(500));
  CHECK(shop.shop.changes().waiting() == 0);
}

TEST_CASE("misspelt changes are refused") {
  Shop shop;
  for (const char* text : {"vanish:id=63", "pay", "pay:id=63,pages=2", "status:id=63", "pay:id=4711",
                           "person:id=63,state=4", "next:id=63"})
    CHECK_THROWS_AS(shop.change(text), std::invalid_argument);
}
