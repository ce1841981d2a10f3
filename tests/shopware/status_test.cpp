// SPDX-License-Identifier: MIT
// Telling the shop: what is written, what is left alone, and what the host hears of it.
#include <catch2/catch.hpp>

#include "fake_host.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using namespace shopware_test;
using orderbridge::sandbox::RequestKind;
using orderbridge::sandbox::SandboxShop;

namespace {

struct Shop : SandboxShop {
  explicit Shop(std::size_t orders = 0, int latency_ms = 0) : SandboxShop(with(orders, latency_ms)) {
    start();
  }
  static orderbridge::sandbox::Settings with(std::size_t orders, int latency_ms) {
    orderbridge::sandbox::Settings settings;
    settings.orders = orders;
    settings.latency_ms = latency_ms;
    return settings;
  }
  /// Ends the shop: a request is counted after its answer was sent.
  std::uint64_t asked(RequestKind kind) {
    stop();
    return counters().values().of(kind);
  }
  long status(std::int64_t id) { return store().state(id)->status; }
};

Seen tell(const SandboxShop& shop, const std::vector<Told>& updates, const FakeHost::Tables& tables = {}) {
  FakeHost host(settings_for(shop.url()), {}, "en", tables, OB_WRITE_STATUS);
  auto seen = host.write(updates);
  CHECK_FALSE(seen.foreign_thread);
  CHECK_FALSE(seen.late_warning);
  return seen;
}

}  // namespace

TEST_CASE("an open order becomes in process: one list, one PUT of one field, one list") {
  Shop shop;
  const auto seen = tell(shop, {{"110", "in_process"}});
  CHECK(seen.status == OB_OK);
  const auto result = seen.result(0);
  CHECK(result.outcome == OB_CONFIRMED);
  CHECK(result.code == "told");
  CHECK(result.found == "1");
  CHECK(result.remote_id == "110");
  CHECK(shop.status(110) == 1);
  REQUIRE(shop.counters().puts().size() == 1);
  CHECK(shop.counters().puts()[0].body == R"({"orderStatusId":1})");
  CHECK(shop.asked(RequestKind::kList) == 2);
  CHECK(shop.asked(RequestKind::kDetail) == 0);
}

TEST_CASE("order and payment state go in one PUT of header fields") {
  Shop shop;
  const auto seen = tell(shop, {{"110", "completely_delivered", "paid"}, {"113", "", "partially_paid"}});
  CHECK(seen.outcomes() == std::map<std::int32_t, int>{{OB_CONFIRMED, 2}});
  CHECK(seen.result(0).found == "7");
  CHECK(seen.result(1).found == "11");  // of what was asked
  CHECK(shop.store().state(110)->payment == 12);
  CHECK(shop.store().state(113)->status == 0);
  std::set<std::string> bodies;
  for (const auto& put : shop.counters().puts()) bodies.insert(put.body);
  CHECK(bodies ==
        std::set<std::string>{R"({"orderStatusId":7,"paymentStatusId":12})", R"({"paymentStatusId":11})"});
}

TEST_CASE("what is there already is confirmed without a PUT") {
  Shop shop;
  shop.store().set_status(110, 1);
  shop.store().set_payment(113, 12);
  const auto seen = tell(shop, {{"110", "in_process", "", {"0"}}, {"113", "", "paid"}});
  CHECK(seen.result(0).outcome == OB_CONFIRMED);
  CHECK(seen.result(0).code == "already-there");
  CHECK(seen.result(0).found == "1");
  CHECK(seen.result(1).outcome == OB_CONFIRMED);
  CHECK(seen.result(1).found == "12");
  CHECK(shop.asked(RequestKind::kPut) == 0);
  CHECK(shop.asked(RequestKind::kList) == 1);
}

TEST_CASE("a state of a person is left alone and reported") {
  Shop shop;
  shop.store().set_status(110, 8);
  shop.store().set_status(113, 7);
  shop.store().set_payment(125, 18);
  shop.store().set_payment(131, 18);
  const auto seen = tell(shop, {{"110", "in_process", "", {"in_process", "0"}},
                                {"113", "in_process", "", {"0", "open"}},
                                {"125", "", "paid"},
                                {"131", "in_process", "paid", {"0"}}});
  CHECK(seen.status == OB_OK);
  CHECK(seen.result(0).outcome == OB_CONFLICT);
  CHECK(seen.result(0).found == "8");
  CHECK_THAT(seen.result(0).text, Catch::Contains("8 (clarification required)"));
  CHECK(seen.result(1).outcome == OB_CONFLICT);
  CHECK(seen.result(1).found == "7");
  CHECK(seen.result(2).outcome == OB_CONFLICT);
  CHECK(seen.result(2).found == "18");
  CHECK(seen.result(0).kept == OB_KEPT_STATE);
  CHECK(seen.result(2).kept == OB_KEPT_PAYMENT);
  CHECK(seen.result(3).outcome == OB_CONFLICT);  // the order's state is told all the same
  CHECK(seen.result(3).kept == OB_KEPT_PAYMENT);
  CHECK(seen.result(3).code == "other-payment-state");
  CHECK(seen.result(3).found == "1");
  CHECK_THAT(seen.result(3).text,
             Catch::Contains("18 (reserved)") && Catch::Contains("12 (completely paid)"));
  CHECK(seen.warnings.empty());
  REQUIRE(shop.counters().puts().size() == 1);
  CHECK(shop.counters().puts()[0].body == R"({"orderStatusId":1})");
  CHECK(shop.store().state(131)->payment == 18);
}

TEST_CASE("an order that is deleted or aborted is gone; the others go on") {
  Shop shop;
  shop.store().remove(110);
  shop.store().set_status(113, -1);
  const auto seen = tell(
      shop, {{"110", "in_process"}, {"113", "in_process"}, {"125", "in_process"}, {"110abc", "in_process"}});
  for (const auto index : {0u, 1u}) {
    CHECK(seen.result(index).outcome == OB_WRITE_REJECTED);
    CHECK(seen.result(index).code == "gone");
    CHECK_FALSE(seen.result(index).text.empty());
  }
  CHECK(seen.result(2).outcome == OB_CONFIRMED);
  CHECK(seen.result(3).code == "bad-id");
  CHECK(shop.asked(RequestKind::kPut) == 1);
}

TEST_CASE("states are translated by the options, and what has no id is refused by name") {
  Shop shop;
  const FakeHost::Tables tables{
      {"states", {{{"state", "in_process"}, {"shop", "50"}}, {{"state", "completed"}, {"shop", "4711"}}}},
      {"payments", {{{"state", "paid"}, {"shop", "999"}}}}};
  const auto seen = tell(shop,
                         {{"110", "in_process"},
                          {"113", "lost"},
                          {"125", "", "lost"},
                          {"131", "completed"},
                          {"134", "", "paid"},
                          {"138"}},
                         tables);
  CHECK(seen.status == OB_OK);
  CHECK(seen.result(0).outcome == OB_CONFIRMED);
  CHECK(seen.result(0).found == "50");
  const auto refused = [&](std::size_t index, const char* option) {
    CHECK(seen.result(index).outcome == OB_WRITE_REJECTED);
    CHECK(seen.result(index).code == "unknown-state");
    CHECK_THAT(seen.result(index).text, Catch::Contains(option));
  };
  refused(1, "option states");
  refused(2, "option payments");
  refused(3, "the id 4711; correct the option states");
  refused(4, "the id 999; correct the option payments");
  CHECK(seen.result(5).outcome == OB_SKIPPED);
  CHECK(shop.status(131) == 0);
}

TEST_CASE("tables that cannot work are refused before anything is sent") {
  const auto refused = [](const std::string& option, const std::vector<FakeHost::Row>& rows) {
    FakeHost host(settings_for("https://shop.example/"), {}, "en", {{option, rows}});
    CHECK(host.created().status == OB_BAD_CONFIG);
    CHECK(host.created().failure.option == option);
  };
  refused("states", {{{"state", "lost"}, {"shop", "1"}}});
  refused("states", {{{"state", "open"}, {"shop", "-1"}}});
  refused("states", {{{"state", "open"}, {"shop", ""}}});
  refused("states", {{{"state", "open"}, {"shop", "0"}}, {{"state", "open"}, {"shop", "5"}}});
  refused("payments", {{{"state", "in_process"}, {"shop", "1"}}});
}

TEST_CASE(
    "tracking numbers: all of them, once; told again when they change, and others are replaced with a word") {
  Shop shop;
  CHECK(tell(shop, {{"110", "completely_delivered", "", {}, {"JD1", "JD2", "JD1"}}}).result(0).outcome ==
        OB_CONFIRMED);
  CHECK(shop.store().state(110)->tracking_code == "JD1, JD2");
  CHECK(shop.status(110) == 7);
  const auto puts = shop.counters().puts().size();
  CHECK(tell(shop, {{"110", "completely_delivered", "", {}, {"JD1", "JD2"}}}).result(0).code ==
        "already-there");
  CHECK(shop.counters().puts().size() == puts);
  const auto more = tell(shop, {{"110", "completely_delivered", "", {}, {"JD1", "JD2", "JD3"}}});
  CHECK(more.warnings.empty());
  CHECK(shop.counters().puts().back().body == R"({"trackingCode":"JD1, JD2, JD3"})");
  const auto fewer = tell(shop, {{"110", "partially_delivered", "", {"7"}, {"JD3"}}});
  CHECK(fewer.warnings == std::vector<std::pair<std::size_t, std::string>>{{0, "tracking-replaced"}});
  CHECK(shop.store().state(110)->tracking_code == "JD3");
  CHECK(shop.status(110) == 6);
  tell(shop, {{"110", "accepted"}});  // no delivery any more: what stands there is left
  CHECK(shop.store().state(110)->tracking_code == "JD3");
}

TEST_CASE("tracking numbers with blanks, separators and odd characters are told once, not again and again") {
  for (const auto& [code, stored] :
       std::vector<std::pair<std::string, std::string>>{{"0034 0434 11", "0034 0434 11"},
                                                        {" JD9 ", "JD9"},
                                                        {"JD1,JD2;JD1", "JD1, JD2"},
                                                        {"JD\x01Z", "JDZ"},
                                                        {"JD\xF0\x9F\x93\xA6", "JD?"},
                                                        {"JD\\9\"", "JD\\9\""}}) {
    INFO(code);
    Shop shop;
    CHECK(tell(shop, {{"110", "", "", {}, {code}}}).result(0).code == "told");
    CHECK(shop.store().state(110)->tracking_code == stored);
    const auto again = tell(shop, {{"110", "", "", {}, {code}}});
    CHECK(again.result(0).code == "already-there");
    CHECK(again.warnings.empty());
    CHECK(shop.counters().puts().size() == 1);
  }
}

// s_order.trackingcode became a TEXT with Shopware 5.5.4; before, MySQL cuts what is longer without a word.
TEST_CASE("more tracking numbers than fit: as many as this shop's version stores, whole, and a warning") {
  std::vector<std::string> codes;
  std::string all;
  for (int i = 0; i < 20; ++i) {
    codes.push_back("00340434" + std::to_string(1000000000000 + i));
    all += (all.empty() ? "" : ", ") + codes.back();
  }
  const auto version = GENERATE(as<std::string>(), "5.5.3", "5.5.4", "5.7.19");
  INFO(version);
  orderbridge::sandbox::Settings settings;
  settings.version = version;
  SandboxShop shop(settings);
  shop.start();
  FakeHost host(settings_for(shop.url()), {}, "en", {}, OB_WRITE_STATUS);
  CHECK(host.open().status == OB_OK);
  const Told told{"110", "", "", {}, codes};
  const auto seen = host.write({told});
  CHECK(seen.result(0).outcome == OB_CONFIRMED);
  if (version == "5.5.3") {
    CHECK(seen.warnings == std::vector<std::pair<std::size_t, std::string>>{{0, "tracking-left-out"}});
    CHECK(shop.store().state(110)->tracking_code == all.substr(0, 11 * 23 - 2));
  } else {
    CHECK(seen.warnings.empty());
    CHECK(shop.store().state(110)->tracking_code == all);
  }
  CHECK(host.write({told}).result(0).code == "already-there");
}

TEST_CASE("as long as a shop's version is not known, no more is told than every version stores") {
  Shop shop;
  std::vector<std::string> codes;
  for (int i = 0; i < 20; ++i) codes.push_back("00340434" + std::to_string(1000000000000 + i));
  const auto seen = tell(shop, {{"110", "", "", {}, codes}});
  CHECK(seen.result(0).outcome == OB_CONFIRMED);
  CHECK(seen.warnings == std::vector<std::pair<std::size_t, std::string>>{{0, "tracking-left-out"}});
  CHECK(shop.store().state(110)->tracking_code.size() <= 255);
}

TEST_CASE("paid: the day of payment where the shop has none; taken back: it goes") {
  Shop shop;
  const ob_time day = 1795248930000000;  // 2026-11-21T08:15:30Z
  REQUIRE(shop.store().state(110)->cleared_date == "null");
  CHECK(tell(shop, {{"110", "", "paid", {}, {}, day}}).result(0).outcome == OB_CONFIRMED);
  CHECK(shop.store().state(110)->cleared_date == "2026-11-21T09:15:30+0100");  // what its clock showed
  CHECK(tell(shop, {{"110", "", "paid", {}, {}, day + 86400000000}}).result(0).code == "already-there");
  CHECK(tell(shop, {{"110", "", "open"}}).result(0).outcome == OB_CONFLICT);
  CHECK(shop.store().state(110)->cleared_date == "2026-11-21T09:15:30+0100");
  const Told back{"110", "", "open", {}, {}, OB_NO_TIME, 0, {"paid"}};
  CHECK(tell(shop, {back}).result(0).outcome == OB_CONFIRMED);
  CHECK(shop.store().state(110)->cleared_date == "null");
  CHECK(shop.store().state(110)->payment == 17);
}

TEST_CASE(
    "the day of payment is the shop's: half past midnight of New Year, and at both changes of the clock") {
  const auto [paid_at, shown] = GENERATE(table<ob_time, const char*>({
      {1798759800000000,
       "2027-01-01T00:30:00+0100"},  // 2026-12-31T23:30Z: another day, month and year in UTC
      {1782858600000000, "2026-07-01T00:30:00+0200"},
      {1774747800000000, "2026-03-29T03:30:00+0200"},  // just put forward
      {1792891800000000,
       "2026-10-25T02:30:00+0100"},  // the hour that came twice, as recorded of a genuine shop
  }));
  Shop shop;
  CHECK(tell(shop, {{"110", "", "paid", {}, {}, paid_at}}).result(0).outcome == OB_CONFIRMED);
  CHECK(shop.store().state(110)->cleared_date == shown);
}

TEST_CASE("a host that does not know of payment lists yet: only untouched payments are overwritten") {
  Shop shop;
  shop.store().set_payment(110, 12);
  Told told{"110", "in_process", "partially_paid", {"0"}, {}, OB_NO_TIME, 0, {"12"}};
  told.old_host = true;
  Told untouched{"113", "", "partially_paid"};
  untouched.old_host = true;
  const auto seen = tell(shop, {told, untouched});
  CHECK(seen.result(0).outcome == OB_CONFLICT);
  CHECK(seen.result(0).kept == OB_KEPT_PAYMENT);
  CHECK(seen.result(1).outcome == OB_CONFIRMED);
  CHECK(shop.store().state(110)->payment == 12);
  CHECK(shop.status(110) == 1);
}

TEST_CASE("a person's order state is left and reported, payment and parcels are told all the same") {
  Shop shop;
  shop.store().set_status(110, 8, true);
  const auto seen = tell(shop, {{"110", "completely_delivered", "paid", {}, {"JD1"}}});
  CHECK(seen.result(0).outcome == OB_CONFLICT);
  CHECK(seen.result(0).found == "8");
  CHECK(shop.status(110) == 8);
  CHECK(shop.store().state(110)->payment == 12);
  CHECK(shop.store().state(110)->tracking_code == "JD1");
}

TEST_CASE("250 orders: sixteen flights, several PUTs at once, two lists each") {
  Shop shop(320, 3);
  std::vector<Told> updates;
  for (const auto id : shop.store().ids())
    if (id >= 231 && updates.size() < 250) updates.push_back({std::to_string(id), "in_process", "", {"0"}});
  REQUIRE(updates.size() == 250);
  const auto seen = tell(shop, updates);
  CHECK(seen.status == OB_OK);
  CHECK(seen.outcomes() == std::map<std::int32_t, int>{{OB_CONFIRMED, 250}});
  CHECK(shop.asked(RequestKind::kList) == 32);
  CHECK(shop.asked(RequestKind::kDetail) == 0);
  std::set<std::int64_t> ids;
  for (const auto& put : shop.counters().puts()) {
    CHECK(put.body == R"({"orderStatusId":1})");
    ids.insert(put.id);
  }
  CHECK(ids.size() == 250);
  CHECK(shop.counters().puts().size() == 250);
  CHECK(shop.counters().values().max_in_flight > 1);
  CHECK(shop.counters().values().max_in_flight <= 8);
}

TEST_CASE("two updates of one order in one batch follow each other") {
  Shop shop;
  const auto seen = tell(shop, {{"110", "in_process"}, {"110", "", "paid"}, {"110", "completed", "", {"1"}}});
  CHECK(seen.outcomes() == std::map<std::int32_t, int>{{OB_CONFIRMED, 3}});
  CHECK(shop.status(110) == 2);
  CHECK(shop.store().state(110)->payment == 12);
}

TEST_CASE("cancelled before the PUT, the shop stays as it was") {
  Shop shop;
  FakeHost host(settings_for(shop.url()), {}, "en", {}, OB_WRITE_STATUS);
  shop.changes().after_pages(1, [&](orderbridge::sandbox::OrderStore&) { host.cancelled = true; });
  const auto seen = host.write({{"110", "in_process"}, {"113", "in_process"}});
  CHECK(seen.status == OB_CANCELLED);
  CHECK(seen.results.empty());
  CHECK(shop.counters().puts().empty());
  CHECK(shop.status(110) == 0);
}

TEST_CASE("cancelled between flights, what was reported stays") {
  Shop shop(320);
  FakeHost host(settings_for(shop.url()), {}, "en", {}, OB_WRITE_STATUS);
  std::vector<Told> updates;
  for (const auto id : shop.store().ids())
    if (id >= 231 && updates.size() < 150) updates.push_back({std::to_string(id), "in_process"});
  host.on_report = [&](std::size_t index) { host.cancelled = index == 95; };
  const auto seen = host.write(updates);
  CHECK(seen.status == OB_CANCELLED);
  CHECK(seen.outcomes() == std::map<std::int32_t, int>{{OB_CONFIRMED, 96}});
  CHECK(shop.counters().puts().size() == 96);
}

TEST_CASE("only status updates, and no dry run") {
  Shop shop;
  FakeHost host(settings_for(shop.url()), {}, "en", {}, OB_WRITE_STATUS);
  CHECK(host.write({{"110", "in_process"}}, OB_KIND_ORDER).status == OB_UNSUPPORTED);
  CHECK(host.write({{"110", "in_process"}}, OB_KIND_STATUS, OB_WRITE_DRY_RUN).status == OB_UNSUPPORTED);
  CHECK(shop.counters().values().requests == 0);
  CHECK(host.write({}).status == OB_OK);
}

TEST_CASE("check: a missing right is an error where states shall be told, and nothing is changed") {
  Shop shop;
  auto settings = settings_for(shop.url());
  const auto newest = shop.store().ids().back();
  const auto before = shop.store().state(newest)->changed;
  FakeHost all(settings, {}, "en", {}, OB_WRITE_STATUS);
  const auto level = [](const Seen& seen) {
    for (const auto& f : seen.findings)
      if (f.code == "update") return f.level;
    return -1;
  };
  CHECK(level(all.check()) == OB_FINDING_OK);
  settings["user"] = orderbridge::sandbox::kReadOnlyUser;
  settings["api-key"] = orderbridge::sandbox::kReadOnlyKey;
  FakeHost reads(settings, {}, "de", {}, OB_FETCH_ORDERS | OB_WRITE_STATUS);
  const auto seen = reads.check();
  CHECK(level(seen) == OB_FINDING_ERROR);
  CHECK_THAT(seen.finding("update"), Catch::Contains("Recht \"update\""));
  for (const auto& put : shop.counters().puts()) CHECK(put.status == 404);
  CHECK(shop.store().state(newest)->changed == before);
}

TEST_CASE("a change of others around the PUT is told, our own is not") {
  SandboxShop shop;
  shop.start();
  FakeHost host(settings_for(shop.url()), {}, "en", {}, OB_FETCH_ORDERS | OB_WRITE_STATUS);
  const auto read = host.fetch_keys({"110"});
  REQUIRE(read.hints.count("110") == 1);
  const Told told{"110", "in_process", "", {"0"}, {}, OB_NO_TIME, read.hints.at("110")};
  using Change = std::function<void(orderbridge::sandbox::OrderStore&)>;
  const Change pay = [](auto& store) { store.set_payment(110, 12); };
  const auto tell = [&](std::uint64_t after_requests, const Change& change) {
    if (change && after_requests == 0) change(shop.store());
    if (change && after_requests > 0) shop.changes().after_requests(after_requests, change);
    const auto result = host.write({told}).result(0);
    CHECK(result.outcome == OB_CONFIRMED);
    CHECK(host.fetch_keys({"110"}).hints.at("110") == result.hint);
    return result.code;
  };
  SECTION("nobody") {
    CHECK(tell(0, {}) == "told");
  }
  SECTION("paid before the list") {
    CHECK(tell(0, pay) == OB_CODE_CHANGED_MEANWHILE);
  }
  SECTION("paid between list and PUT") {
    CHECK(tell(1, pay) == OB_CODE_CHANGED_MEANWHILE);
  }
  SECTION("paid between the PUT and the list after it") {
    CHECK(tell(2, pay) == OB_CODE_CHANGED_MEANWHILE);
  }
  SECTION("other lines between list and PUT") {
    CHECK(tell(1, [](auto& store) { store.change_lines(110, true); }) == OB_CODE_CHANGED_MEANWHILE);
  }
}
