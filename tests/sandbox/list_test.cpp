// SPDX-License-Identifier: MIT
// Lists beyond the recording: clones, paging with and without a unique sort, and filters the recording has
// not.
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "http_client.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using namespace orderbridge::sandbox_test;
namespace sandbox = orderbridge::sandbox;
using nlohmann::json;

namespace {

struct Shop {
  explicit Shop(std::size_t orders) : shop(with(orders)) { shop.start(); }
  static sandbox::Settings with(std::size_t orders) {
    sandbox::Settings settings;
    settings.orders = orders;
    return settings;
  }
  json list(const std::string& query) {
    const Reply reply = get(shop.port(), "/api/orders?" + query);
    REQUIRE(reply.status == 200);
    return json::parse(reply.body);
  }
  std::vector<std::int64_t> ids(const std::string& query) {
    std::vector<std::int64_t> found;
    const json answer = list(query);
    for (const auto& row : answer["data"]) found.push_back(row["id"].get<std::int64_t>());
    return found;
  }
  std::set<std::int64_t> paged(const std::string& sort, int limit) {
    std::set<std::int64_t> found;
    for (std::size_t start = 0; start < shop.store().size(); start += static_cast<std::size_t>(limit))
      for (const auto id : ids("limit=" + std::to_string(limit) + "&start=" + std::to_string(start) + sort))
        found.insert(id);
    return found;
  }
  sandbox::SandboxShop shop;
};

const std::string kById = "&sort[0][property]=id";

std::string where(int n, const std::string& property, const std::string& expression,
                  const std::string& value) {
  const std::string filter = "&filter[" + std::to_string(n) + "]";
  return filter + "[property]=" + property + filter + "[expression]=" + expression + filter +
         "[value]=" + value;
}

}  // namespace

TEST_CASE("a clone has its own id, number and line ids, and the content of its original") {
  Shop shop(200);
  const auto ids = shop.shop.store().ids();
  REQUIRE(ids.size() == 200);
  CHECK(std::is_sorted(ids.begin(), ids.end()));
  std::set<std::int64_t> lines;
  std::set<std::string> numbers;
  for (auto id = ids.begin() + 62; id != ids.end(); ++id) {
    const auto detail = json::parse(get(shop.shop.port(), "/api/orders/" + std::to_string(*id)).body)["data"];
    CHECK(detail["id"] == *id);
    CHECK(detail["orderStatusId"] == 0);
    CHECK(detail["billing"]["orderId"] == *id);
    CHECK(numbers.insert(detail["number"].get<std::string>()).second);
    for (const auto& line : detail["details"]) {
      CHECK(line["orderId"] == *id);
      CHECK(line["number"] == detail["number"]);
      CHECK(lines.insert(line["id"].get<std::int64_t>()).second);
      if (line["attribute"].is_object()) CHECK(line["attribute"]["orderDetailId"] == line["id"]);
    }
  }
  const auto rows = shop.list("limit=1000" + kById)["data"];
  REQUIRE(rows.size() == 200);
  CHECK(numbers.contains(rows[150]["number"].get<std::string>()));
  CHECK(rows[150]["attribute"]["orderId"] == rows[150]["id"]);
}

TEST_CASE("only a sort with a unique key sees every order when paging") {
  Shop shop(400);
  CHECK(shop.paged(kById, 50).size() == 400);
  CHECK(shop.paged("&sort[0][property]=status&sort[1][property]=id", 50).size() == 400);
  CHECK(shop.paged("&sort[0][property]=status", 50).size() < 400);
  CHECK(shop.ids("limit=5") != shop.ids("limit=400&start=0"));
}

TEST_CASE("keyset paging by id is complete") {
  Shop shop(300);
  std::vector<std::int64_t> found;
  std::int64_t last = 0;
  std::vector<std::int64_t> page;
  do {
    page = shop.ids("limit=70" + kById + where(0, "id", "%3E", std::to_string(last)));
    if (!page.empty()) last = page.back();
    found.insert(found.end(), page.begin(), page.end());
  } while (!page.empty());
  CHECK(found == shop.shop.store().ids());
}

TEST_CASE("filters compare as the database does") {
  Shop shop(0);
  CHECK(shop.ids("limit=100" + kById + where(0, "trackingCode", "LIKE", "jjd%25")) ==
        std::vector<std::int64_t>{74});
  CHECK(shop.ids("limit=100" + kById + where(0, "number", "IS+NULL", "")) == std::vector<std::int64_t>{210});
  CHECK(shop.ids("limit=100" + kById + where(0, "id", "%3E=", "226") + where(1, "id", "!=", "227")) ==
        std::vector<std::int64_t>{226, 228});
  CHECK(shop.ids("limit=100" + kById + where(0, "id", "=", "15") + where(1, "id", "=", "228") +
                 "&filter[1][operator]=1") == std::vector<std::int64_t>{15, 228});
  const std::string broken_off = "&filter[status]=-1&filter[cleared]=0";
  CHECK(shop.ids("limit=100" + kById + broken_off) == std::vector<std::int64_t>{52, 54, 190});
  CHECK(shop.ids("limit=100" + kById +
                 "&filter[0][property]=id&filter[0][expression]=NOT+IN&filter[0][value][]=15" +
                 where(1, "id", "%3C", "55")) == std::vector<std::int64_t>{52, 54});
}

TEST_CASE("a list row and its detail tell the same after a change") {
  Shop shop(100);
  const auto id = shop.shop.store().ids().back();
  const std::string path = "/api/orders/" + std::to_string(id);
  REQUIRE(
      put(shop.shop.port(), path, R"({"orderStatusId":5,"paymentStatusId":12,"trackingCode":"A1"})").status ==
      200);
  const auto row = shop.list("limit=1" + kById + where(0, "id", "=", std::to_string(id)))["data"][0];
  const auto detail = json::parse(get(shop.shop.port(), path).body)["data"];
  for (const auto& [key, value] : row.items())
    if (key != "customer") CHECK(detail[key] == value);
  CHECK(detail["orderStatus"]["name"] == "ready_for_delivery");
  CHECK(detail["paymentStatus"]["name"] == "completely_paid");
  CHECK(shop.ids("limit=9" + kById + "&filter[status]=5&filter[cleared]=12").back() == id);
}
