// SPDX-License-Identifier: MIT
// Connection: typed access to options; a missing or malformed one names itself.
#include <catch2/catch.hpp>
#include <orderbridge/options.hpp>

using orderbridge::Connection;
using orderbridge::to_abi;

namespace {

/// A connection with one option of each form, as a host hands it over.
struct Fixture {
  ob_pair first[2]{{to_abi("from"), to_abi("paypal")}, {to_abi("to"), to_abi("PP")}};
  ob_pair second[1]{{to_abi("item"), to_abi("b")}};
  ob_row rows[3]{{first, 2}, {second, 1}, {nullptr, 0}};
  ob_setting settings[8]{scalar("url", "https://shop.example/"),
                         scalar("pages", "100"),
                         scalar("verify", "true"),
                         scalar("timeout", "30000"),
                         scalar("broken", "12x"),
                         scalar("empty", ""),
                         {sizeof(ob_setting), 0, to_abi("absent"), {}, nullptr, 0},
                         {sizeof(ob_setting), 0, to_abi("mapping"), {}, rows, 3}};
  const ob_setting* pointers[8]{};
  ob_connection abi{};

  Fixture() {
    for (int i = 0; i < 8; ++i) pointers[i] = &settings[i];
    abi.size = sizeof abi;
    abi.roles = OB_FETCH_ORDERS;
    abi.id = to_abi("shop");
    abi.base_dir = to_abi("/etc/orderbridge");
    abi.source_identity = to_abi("s-1");
    abi.settings = pointers;
    abi.setting_count = 8;
  }
  static ob_setting scalar(std::string_view name, std::string_view value) {
    return {sizeof(ob_setting), 0, to_abi(name), to_abi(value), nullptr, 0};
  }
};

template <class Fn>
std::string refused_option(Fn&& fn) {
  try {
    fn();
  } catch (const orderbridge::Error& e) {
    CHECK(e.status() == OB_BAD_CONFIG);
    CHECK(std::string(e.what()).find(e.option()) != std::string::npos);
    return e.option();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("a connection says who it is") {
  Fixture f;
  const Connection c(f.abi);
  CHECK(c.id() == "shop");
  CHECK(c.base_dir() == "/etc/orderbridge");
  CHECK(c.source_identity() == "s-1");
  CHECK(c.roles() == OB_FETCH_ORDERS);
}

TEST_CASE("options arrive in their type") {
  Fixture f;
  const Connection c(f.abi);
  CHECK(c.text("url") == "https://shop.example/");
  CHECK(c.integer("pages") == 100);
  CHECK(c.flag("verify"));
  CHECK(c.duration("timeout") == std::chrono::seconds(30));
  CHECK_FALSE(c.flag("url"));
}

TEST_CASE("empty is there, absent and unknown are not") {
  Fixture f;
  const Connection c(f.abi);
  CHECK(c.has("empty"));
  CHECK(c.text("empty").empty());
  CHECK(c.text_or("empty", "other").empty());
  CHECK_FALSE(c.has("absent"));
  CHECK_FALSE(c.has("never-heard-of"));
  CHECK(c.text_or("absent", "other") == "other");
  CHECK_FALSE(c.has("ur"));
  CHECK_FALSE(c.has("urls"));
}

TEST_CASE("a missing or malformed option is named") {
  Fixture f;
  const Connection c(f.abi);
  CHECK(refused_option([&] { c.text("absent"); }) == "absent");
  CHECK(refused_option([&] { c.integer("never-heard-of"); }) == "never-heard-of");
  CHECK(refused_option([&] { c.flag("absent"); }) == "absent");
  CHECK(refused_option([&] { c.integer("broken"); }) == "broken");
  CHECK(refused_option([&] { c.integer("empty"); }) == "empty");
  CHECK(refused_option([&] { c.duration("url"); }) == "url");
}

TEST_CASE("lists and tables keep their order") {
  Fixture f;
  const Connection c(f.abi);
  CHECK(c.list("mapping") == std::vector<std::string>{"paypal", "b"});
  const auto table = c.table("mapping");
  REQUIRE(table.size() == 3);
  CHECK(table[0] == std::vector<std::pair<std::string, std::string>>{{"from", "paypal"}, {"to", "PP"}});
  CHECK(table[2].empty());
  CHECK(c.list("never-heard-of").empty());
  CHECK(c.table("url").empty());
}
