// SPDX-License-Identifier: MIT
// Plays all recorded exchanges again, in the order they were recorded, and compares status, framing and body
// byte by byte with what the real shop answered. The clock runs as it ran then, so recorded nonces are valid
// and `changed` is the same.
#include <atomic>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "orderbridge/sandbox/sandbox_shop.hpp"
#include "recorded.hpp"

using namespace orderbridge::sandbox_test;
namespace sandbox = orderbridge::sandbox;
using Json = nlohmann::ordered_json;

namespace {

// What the sandbox does not play: the storefront, other resources, a stopped database, and packed bodies
// (tested in their own place).
bool played(const std::string& name) {
  static const std::set<std::string> kNot{
      "db_hangs_5s",          "db_down_api",          "update_running_api",    "gzip_detail",
      "other_shops",          "other_customers",      "other_countries",       "other_users",
      "other_paymentMethods", "other_customerGroups", "other_customer_detail", "other_article_detail",
      "other_variant"};
  return !kNot.contains(name) && name.find("storefront") == std::string::npos &&
         !name.starts_with("details/");
}

// The data folder holds the state at the end of the recording; this takes back what its PUTs did.
void rewind(sandbox::OrderStore& store) {
  const Json before = Json::parse(read_recorded("filter_injection").reply.body)["data"];
  const Json after = Json::parse(read_recorded("list_all_sort_id").reply.body)["data"];
  REQUIRE(before.size() == after.size());
  for (std::size_t i = 0; i < before.size(); ++i)
    for (const auto& [key, value] : before[i].items())
      if (after[i][key] != value) store.set(before[i]["id"].get<std::int64_t>(), key, value.dump());
}

// Equal values of the sort key may come in any order.
void check_sorted_by_changed(const Reply& got, const Reply& expected) {
  const Json left = Json::parse(got.body), right = Json::parse(expected.body);
  CHECK(left["total"] == right["total"]);
  REQUIRE(left["data"].size() == right["data"].size());
  for (std::size_t i = 0; i < left["data"].size(); ++i)
    CHECK(left["data"][i]["changed"] == right["data"][i]["changed"]);
}

void check_same(const Recorded& recorded, const Reply& got) {
  INFO(recorded.name << ": " << recorded.request.method << " " << recorded.request.target);
  CHECK(got.complete);
  CHECK(got.status == recorded.reply.status);
  CHECK(got.version == recorded.reply.version);
  for (const char* header : {"Content-Type", "WWW-Authenticate", "Cache-Control", "Content-Length", "Vary"})
    CHECK(got.header(header) == recorded.reply.header(header));
  CHECK(got.header("Transfer-Encoding").empty() == recorded.reply.header("X-Recorded-Chunked").empty());
  if (recorded.name == "sort_changed")
    check_sorted_by_changed(got, recorded.reply);
  else
    CHECK(got.body == recorded.reply.body);
}

}  // namespace

TEST_CASE("recorded exchanges get the recorded answers") {
  std::atomic<std::int64_t> clock{0};
  sandbox::Settings settings;
  settings.now = [&clock] { return clock.load(); };
  sandbox::SandboxShop shop(settings);
  shop.start();
  rewind(shop.store());
  int count = 0;
  for (const auto& name : recorded_names()) {
    if (!played(name)) continue;
    Recorded recorded = read_recorded(name);
    clock = recorded.time;
    // The recording client named itself; the nonce depends on it.
    bool named = false;
    for (const auto& line : recorded.request.headers) named = named || line.starts_with("User-Agent:");
    if (!named) recorded.request.headers.push_back("User-Agent: curl/7.88.1");
    check_same(recorded, ask(shop.port(), recorded.request));
    ++count;
  }
  CHECK(count > 110);
}

TEST_CASE("all recorded details are served byte by byte") {
  sandbox::SandboxShop shop;
  shop.start();
  int count = 0;
  for (const auto& name : recorded_names()) {
    if (!name.starts_with("details/")) continue;
    INFO(name);
    const std::string expected = data_file(name + ".json");
    const Reply got = get(shop.port(), "/api/orders/" + name.substr(8));
    CHECK(got.status == (expected.starts_with("{\"data\"") ? 200 : 404));
    CHECK(got.body == expected);
    ++count;
  }
  CHECK(count == 62);
}
