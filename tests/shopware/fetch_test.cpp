// SPDX-License-Identifier: MIT
// The connector against the sandbox shop, through its C table: which orders come, which do not and why, where
// a sweep goes on.
#include <atomic>
#include <catch2/catch.hpp>
#include <ctime>
#include <thread>

#include "fake_host.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"
#include "orderbridge/text.hpp"

using namespace shopware_test;
using orderbridge::sandbox::RequestKind;
using orderbridge::sandbox::SandboxShop;

namespace {

/// A request counts when its answer was sent, which may be after the client has it.
orderbridge::sandbox::CounterValues settled(SandboxShop& shop) {
  while (shop.counters().values().in_flight > 0) std::this_thread::yield();
  return shop.counters().values();
}

struct Shop : SandboxShop {
  explicit Shop(orderbridge::sandbox::Settings settings = {}) : SandboxShop(std::move(settings)) { start(); }
};

}  // namespace

TEST_CASE("the recorded shop: 39 orders come, every other one has a reason") {
  Shop shop;
  FakeHost host(settings_for(shop.url()));
  REQUIRE(host.created().status == OB_OK);
  REQUIRE(host.open().status == OB_OK);
  const auto seen = host.fetch();
  INFO(seen.failure.text);
  REQUIRE(seen.status == OB_OK);
  CHECK(seen.emitted.size() == 39);
  CHECK(seen.each_once());
  CHECK_FALSE(seen.foreign_thread);
  CHECK(seen.note_codes() ==
        std::map<std::string, int>{
            {"no-number", 1}, {"incomplete", 2}, {"order-state", 16}, {"aborted-checkout", 1}});
  CHECK(seen.note("210")->outcome == OB_NOTE_FAILED_FINAL);
  CHECK(seen.note("169")->outcome == OB_NOTE_NOT_READY);
  CHECK(seen.note("227")->outcome == OB_NOTE_NOT_READY);
  CHECK(seen.note("227")->grace_ms == 86'400'000);
  CHECK(seen.note("63")->text == "order state 7 (completely delivered) is not among order-states: 0");
  CHECK(seen.checkpoints.back().first.empty());
  CHECK_THAT(seen.checkpoints.back().second, Catch::StartsWith("highest=228 changed=20"));
  CHECK(seen.finding("aborted-checkouts").find("3 checkouts") == 0);
}

TEST_CASE("an order that the checkout is writing waits for its delivery address, by the shop's clock") {
  std::atomic<std::int64_t> now{std::time(nullptr) - 86'400};  // the shop's clock is a day slow
  orderbridge::sandbox::Settings settings;
  settings.now = [&now] { return now.load(); };
  Shop shop(std::move(settings));
  FakeHost host(settings_for(shop.url()));
  const auto id = shop.store().appear({});
  const auto key = std::to_string(id);
  REQUIRE(shop.store().set(id, "shipping", "null"));
  const auto row_before = host.fetch_keys({key}).hints[key];

  const auto early = host.fetch_keys({key});
  REQUIRE(early.note(key) != nullptr);
  CHECK(early.note(key)->outcome == OB_NOTE_NOT_READY);
  CHECK(early.note(key)->grace_ms == 0);  // never fails: it is complete enough one day
  CHECK_THAT(early.note(key)->text, Catch::Contains("no delivery address yet"));
  CHECK(early.hints.at(key) == row_before);

  SECTION("it comes with its own address") {
    REQUIRE(shop.store().set(id, "shipping",
                             R"({"firstName":"Eva","lastName":"Anders","street":"Weg 9",)"
                             R"("zipCode":"50667","city":"Köln","attribute":{"id":1}})"));
    std::string street;
    host.on_emit = [&](const ob_order& order, const ob_listed*) {
      street = order.shipping ? orderbridge::copy(order.shipping->street) : "billing";
    };
    const auto complete = host.fetch_keys({key});
    CHECK(complete.emitted == std::vector<std::string>{key});
    CHECK(complete.hints.at(key) == row_before);  // which is why it must not be staged before
    CHECK(street == "Weg 9");
  }
  SECTION("it has none: after three hours it comes as it is") {
    now += 3 * 3600 + 1;
    CHECK(host.fetch_keys({key}).emitted == std::vector<std::string>{key});
  }
  SECTION("delivery-address-grace 0 does not wait") {
    auto at_once = settings_for(shop.url());
    at_once["delivery-address-grace"] = "0";
    CHECK(FakeHost(at_once).fetch_keys({key}).emitted == std::vector<std::string>{key});
  }
}

TEST_CASE("at whatever step of the checkout an order is seen, it comes when it is whole") {
  Shop shop;
  FakeHost host(settings_for(shop.url()));
  orderbridge::sandbox::NewOrder header;
  header.half = true;
  header.like = 67;
  const auto id = shop.store().appear(header);
  const auto key = std::to_string(id);
  int steps = 0;
  for (;; ++steps) {
    const auto seen = host.fetch_keys({key});
    if (!seen.emitted.empty()) break;
    INFO(*shop.store().detail(id));
    REQUIRE(seen.note(key)->outcome == OB_NOTE_NOT_READY);
    REQUIRE(shop.store().write_next_part(id));
  }
  CHECK(steps > 6);
  CHECK_FALSE(shop.store().write_next_part(id));  // nothing was missing
}

TEST_CASE("any page size, one or many connections: the same orders, each once") {
  Shop shop;
  const auto with = [&](const char* page_size, const char* connections) {
    auto settings = settings_for(shop.url());
    settings["page-size"] = page_size;
    settings["connections"] = connections;
    FakeHost host(settings);
    auto seen = host.fetch();
    CHECK(seen.status == OB_OK);
    CHECK(seen.each_once());
    CHECK(seen.emitted.size() + seen.notes.size() == 59);
    return seen.emitted_ids();
  };
  const auto expected = with("100", "8");
  CHECK(expected.size() == 39);
  CHECK(with("1", "1") == expected);
  CHECK(with("7", "64") == expected);
  CHECK(with("59", "2") == expected);
}

TEST_CASE("every version and login scheme") {
  for (const auto* version : {"5.1.6", "5.2.27", "5.4.6", "5.5.10", "5.6.10", "5.7.0"}) {
    INFO(version);
    orderbridge::sandbox::Settings of_version;
    of_version.version = version;
    Shop shop(of_version);
    for (const auto* auth : {"auto", "digest"}) {
      auto settings = settings_for(shop.url());
      settings["auth"] = auth;
      FakeHost host(settings);
      CHECK(host.fetch().emitted.size() == 39);
    }
  }
  Shop shop;
  auto settings = settings_for(shop.url());
  settings["auth"] = "basic";
  FakeHost basic(settings);
  CHECK(basic.fetch().emitted.size() == 39);
  CHECK(shop.counters().values().challenges == 0);
}

TEST_CASE("one challenge serves all connections, what is known costs no detail") {
  orderbridge::sandbox::Settings slow;
  slow.latency_ms = 5;
  Shop shop(slow);
  FakeHost host(settings_for(shop.url()));
  REQUIRE(host.open().status == OB_OK);
  REQUIRE(host.fetch().emitted.size() == 39);
  auto counters = settled(shop);
  CHECK(counters.challenges == 1);
  CHECK(counters.of(RequestKind::kDetail) == 42);
  CHECK(counters.max_in_flight > 1);
  CHECK(counters.max_in_flight <= 8);
  shop.counters().reset();
  host.want = [](const ob_listed&) { return OB_KNOWN; };
  const auto again = host.fetch("", "highest=1228 changed=2026-11-24T10:00:00+0100");
  CHECK(again.status == OB_OK);
  CHECK(again.emitted.empty());
  counters = settled(shop);
  CHECK(counters.of(RequestKind::kDetail) == 0);
  // aborted, highest, newest change, open and whether that was all, converted, changed, coverage
  CHECK(counters.of(RequestKind::kList) == 8);
}

TEST_CASE("late openers are found by the next run") {
  Shop shop;
  auto settings = settings_for(shop.url());
  settings["look-back"] = "0";
  FakeHost host(settings, {{"payment-states", {"12"}}});
  const auto first = host.fetch();
  CHECK(first.note("110")->code == "payment-state");
  CHECK(first.note("74")->code == "order-state");
  const auto bookmark = first.checkpoints.back().second;
  shop.changes().add("pay:id=110");
  shop.changes().add("reopen:id=67");       // was completed, is paid
  shop.changes().add("status:id=87,to=0");  // leaves clarification
  shop.changes().add("pay:id=87");
  const auto second = host.fetch("", bookmark).emitted_ids();
  for (const auto* id : {"110", "67", "87"}) {
    INFO(id);
    CHECK(first.emitted_ids().count(id) == 0);
    CHECK(second.count(id) == 1);
  }
}

TEST_CASE("a basket converted with its old id is reported, or imported") {
  for (const auto* mode : {"report", "import"}) {
    INFO(mode);
    Shop shop;
    shop.changes().add("convert:id=190");
    auto settings = settings_for(shop.url());
    settings["converted-baskets"] = mode;
    settings["look-back"] = "10";
    FakeHost host(settings);
    for (const auto* bookmark : {"", "highest=228"}) {
      const auto seen = host.fetch("", bookmark);
      CHECK(seen.each_once());
      if (std::string(mode) == "report")
        CHECK(seen.note("190")->code == "converted-basket");
      else
        CHECK(seen.emitted_ids().count("190") == 1);
    }
  }
}

TEST_CASE("the shop changes between two pages") {
  Shop shop;
  auto settings = settings_for(shop.url());
  settings["page-size"] = "10";
  settings["connections"] = "1";
  FakeHost host(settings);
  shop.changes().add("delete:id=228,page=3");
  shop.changes().add("abort:id=224,page=3");
  shop.changes().add("status:id=223,to=5,page=3");
  shop.changes().add("appear:id=230,page=4");
  const auto seen = host.fetch();
  REQUIRE(seen.status == OB_OK);
  CHECK(seen.each_once());
  const auto ids = seen.emitted_ids();
  CHECK(ids.count("228") == 0);
  CHECK(ids.count("224") == 0);
  CHECK(seen.note("223")->code == "order-state");
  CHECK(ids.count("230") == 1);
  CHECK(ids.size() == 37);
}

TEST_CASE("an order deleted after it was listed is gone, one that changed is judged again") {
  Shop shop;
  FakeHost host(settings_for(shop.url()));
  host.want = [&](const ob_listed& row) {
    if (orderbridge::view(row.id) == "222") shop.store().set_status(222, -1);
    if (orderbridge::view(row.id) == "221") shop.store().set_status(221, 4);
    return OB_WANT;
  };
  const auto seen = host.fetch();
  CHECK(seen.note("222")->outcome == OB_NOTE_GONE);
  CHECK(seen.note("221")->outcome == OB_NOTE_NOT_SELECTED);
  CHECK(seen.note("221")->text == "order state 4 (cancelled or rejected) is not among order-states: 0");
  CHECK(seen.emitted.size() == 37);
}

TEST_CASE("small helpings: a sweep goes on at its cursor and meets each order once") {
  Shop shop;
  auto settings = settings_for(shop.url());
  settings["page-size"] = "10";
  settings["connections"] = "2";
  FakeHost host(settings);
  for (const auto* bookmark : {"", "highest=150"}) {
    std::multiset<std::string> met;
    std::string cursor;
    int helpings = 0;
    do {
      const auto seen = host.fetch(cursor, bookmark, 5);
      REQUIRE(seen.status == OB_OK);
      REQUIRE_FALSE(seen.checkpoints.empty());
      for (const auto& id : seen.emitted) met.insert(id);
      cursor = seen.checkpoints.back().first;
    } while (!cursor.empty() && ++helpings < 50);
    CHECK(met.size() == 39);
    CHECK(std::set<std::string>(met.begin(), met.end()).size() == 39);
    CHECK(helpings > 3);
  }
}

TEST_CASE("coverage: above the last highest id every state gets a word, a late commit below it, too") {
  Shop shop;
  shop.changes().add("appear:id=229,status=2");
  shop.changes().add("appear:id=218,status=0");  // committed late: its id is lower than the highest seen
  auto settings = settings_for(shop.url());
  settings["look-back"] = "12";
  settings["selection"] = "all-since";
  FakeHost host(settings);
  const auto seen = host.fetch("", "highest=228");
  CHECK(seen.note("229")->code == "order-state");
  CHECK(seen.emitted_ids().count("218") == 1);
  CHECK(seen.emitted_ids().count("110") == 0);
  CHECK_THAT(seen.checkpoints.back().second, Catch::StartsWith("highest=229 "));
}

TEST_CASE("a highest id below the last one seen is said aloud, once") {
  Shop shop;
  FakeHost host(settings_for(shop.url()));
  const auto seen = host.fetch("", "highest=5000");
  CHECK_THAT(seen.finding("lower-highest-id"), Catch::Contains("228") && Catch::Contains("5000"));
  CHECK(seen.emitted.size() == 39);
  CHECK_THAT(seen.checkpoints.back().second,
             Catch::StartsWith("highest=0 "));  // the next sweep gives every id a word
  const auto next = host.fetch("", seen.checkpoints.back().second);
  CHECK(next.finding("lower-highest-id").empty());
  CHECK(next.emitted.size() + next.notes.size() == 59);
  // A little lower: the newest were deleted, which is no backup and no warning.
  const auto deleted = host.fetch("", "highest=230");
  CHECK_THAT(deleted.checkpoints.back().second, Catch::StartsWith("highest=228 "));
  CHECK(deleted.finding("lower-highest-id").empty());
  CHECK_THAT(deleted.finding("newest-deleted"), Catch::Contains("228") && !Catch::Contains("backup"));
}

TEST_CASE("what somebody changed far below the look-back is listed, in any state") {
  Shop shop;
  auto settings = settings_for(shop.url());
  settings["look-back"] = "1";
  FakeHost host(settings);
  const auto* bookmark = "highest=228 changed=2026-11-25T10:00:00+0100";
  REQUIRE(host.fetch("", bookmark).note("63") == nullptr);  // delivered long ago
  shop.store().change_lines(63, true);
  const auto seen = host.fetch("", bookmark);
  REQUIRE(seen.note("63") != nullptr);
  CHECK(seen.note("63")->code == "order-state");
}

TEST_CASE("a shop before 5.5 does not know changes and is not asked for them") {
  orderbridge::sandbox::Settings old;
  old.version = "5.4.6";
  Shop shop(old);
  FakeHost host(settings_for(shop.url()));
  const auto seen = host.fetch();
  REQUIRE(seen.status == OB_OK);
  CHECK(seen.checkpoints.back().second == "highest=228");
  CHECK(host.fetch("", "highest=228").status == OB_OK);
}

TEST_CASE("by key: listed, gone, aborted, impossible") {
  Shop shop;
  FakeHost host(settings_for(shop.url()));
  const auto seen = host.fetch_keys({"110", "63", "999999", "52", "abc", "0", "063", "110", "210"});
  REQUIRE(seen.status == OB_OK);
  CHECK(seen.emitted == std::vector<std::string>{"110"});
  CHECK(seen.note("63")->code == "order-state");
  CHECK(seen.note("999999")->outcome == OB_NOTE_GONE);
  CHECK(seen.note("52")->outcome == OB_NOTE_GONE);
  for (const auto* id : {"abc", "0", "063"}) CHECK(seen.note(id)->code == "bad-id");
  CHECK(seen.note("210")->code == "no-number");
  CHECK(seen.checkpoints.empty());
}

TEST_CASE("thousands of clones: all of them, by sweep and by key") {
  orderbridge::sandbox::Settings many;
  many.orders = 3000;
  Shop shop(many);
  FakeHost host(settings_for(shop.url()));
  const auto seen = host.fetch();
  REQUIRE(seen.status == OB_OK);
  CHECK(seen.each_once());
  std::vector<std::string> ids;
  for (const auto id : shop.store().ids()) ids.push_back(std::to_string(id));
  std::size_t listed = 0;
  for (const auto id : shop.store().ids()) listed += shop.store().state(id)->status >= 0 ? 1 : 0;
  CHECK(seen.emitted.size() + seen.notes.size() == listed);
  const auto by_key = host.fetch_keys(ids);
  CHECK(by_key.each_once());
  CHECK(by_key.emitted_ids() == seen.emitted_ids());
}
