// SPDX-License-Identifier: MIT
// Telling a shop that fails: at the list, at the PUT, at the list after it. Whatever happens, a PUT is not
// sent twice without looking, and what is reported is true.
#include <catch2/catch.hpp>

#include "fake_host.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using namespace shopware_test;
using orderbridge::sandbox::RequestKind;
using orderbridge::sandbox::SandboxShop;

namespace {

struct Outcome110 {
  Seen seen;
  long status = 0;         // of order 110 afterwards
  std::size_t puts = 0;    // that reached the shop's logic
  std::uint64_t sent = 0;  // PUTs that were logged in
  SeenResult result() const { return seen.result(0); }
};

/// Order 110 (fault or not) and 113 shall be in process.
Outcome110 tell_with(const std::string& fault, const std::function<void(SandboxShop&)>& prepare = {}) {
  SandboxShop shop;
  shop.faults().add(fault);
  if (prepare) prepare(shop);
  shop.start();
  auto settings = settings_for(shop.url());
  settings["timeout"] = "400";
  settings["answer-limit-mib"] = "1";
  FakeHost host(settings, {}, "en", {}, OB_WRITE_STATUS);
  Outcome110 told;
  told.seen = host.write({{"110", "in_process", "", {"0"}}, {"113", "in_process", "", {"0"}}});
  CHECK_FALSE(told.seen.foreign_thread);
  shop.stop();  // a request is counted when it is over
  told.status = shop.store().state(110)->status;
  told.puts = shop.counters().puts().size();
  told.sent = shop.counters().values().of(RequestKind::kPut);
  return told;
}

}  // namespace

TEST_CASE("a list that fails: nothing is sent, nothing is reported, the call says why") {
  const auto fails = [](const std::string& fault, ob_status status) {
    INFO(fault);
    const auto told = tell_with(fault);
    CHECK(told.seen.status == status);
    CHECK_FALSE(told.seen.failure.text.empty());
    CHECK(told.seen.results.empty());
    CHECK(told.sent == 0);
    CHECK(told.status == 0);
    return told.seen.failure;
  };
  fails("500-empty:on=list", OB_RETRY);
  fails("cut-length:on=list", OB_RETRY);
  fails("cut-chunk:on=list", OB_RETRY);
  fails("reset:on=list", OB_RETRY);
  fails("hang:on=list", OB_RETRY);
  fails("truncated-json:on=list", OB_RETRY);
  fails("not-json:on=list", OB_RETRY);
  fails("empty-200:on=list", OB_RETRY);
  fails("oversize:on=list,bytes=3000000", OB_REJECTED);
  fails("redirect:on=list", OB_RETRY);
  CHECK(fails("503-html:on=list,retry-after=1200", OB_RETRY).retry_after_ms == 1'200'000);
}

TEST_CASE("a PUT whose answer is lost: the list tells whether it was applied") {
  const auto one = [](const std::string& fault, std::int32_t outcome, long status) {
    INFO(fault);
    const auto told = tell_with(fault + ",on=put,id=110,count=1");
    INFO(told.seen.failure.text);
    CHECK(told.seen.status == OB_OK);
    CHECK(told.result().outcome == outcome);
    CHECK(told.status == status);
    CHECK(told.result().found == std::to_string(status));
    CHECK(told.seen.result(1).outcome == OB_CONFIRMED);
    CHECK(told.sent == 2);  // each once
    if (outcome == OB_WRITE_RETRY) CHECK_THAT(told.result().text, Catch::Contains("Changing order 110"));
  };
  for (const auto* fault : {"500-empty", "reset", "hang", "not-json"}) {
    one(fault + std::string(":applied=0"), OB_WRITE_RETRY, 0);
    one(fault + std::string(":applied=1"), OB_CONFIRMED, 1);
  }
  for (const auto* fault : {"cut-length", "cut-chunk", "truncated-json", "empty-200", "close"})
    one(fault + std::string(":p=1"), OB_CONFIRMED, 1);
  one("oversize:bytes=3000000", OB_CONFIRMED, 1);
}

TEST_CASE("a PUT that the shop refuses for now is sent again only after looking again") {
  SECTION("nobody acted meanwhile") {
    const auto told = tell_with("429:on=put,id=110,count=2,retry-after=0");
    CHECK(told.seen.status == OB_OK);
    CHECK(told.result().outcome == OB_CONFIRMED);
    CHECK(told.status == 1);
    CHECK(told.sent == 4);
    CHECK(told.puts == 2);
  }
  SECTION("a person acted meanwhile") {
    const auto told = tell_with("429:on=put,id=110,count=1,retry-after=0", [](SandboxShop& shop) {
      // After the list and both PUTs, before the list is read again.
      shop.changes().after_requests(3, [](auto& store) { store.set_status(110, 8); });
    });
    CHECK(told.seen.status == OB_OK);
    CHECK(told.result().outcome == OB_CONFLICT);
    CHECK(told.result().found == "8");
    CHECK(told.status == 8);
    CHECK(told.sent == 2);
  }
  SECTION("the refusal was none: it had been applied") {
    const auto told = tell_with("429:on=put,id=110,count=1,retry-after=0,applied=1");
    CHECK(told.result().outcome == OB_CONFIRMED);
    CHECK(told.sent == 2);
  }
}

TEST_CASE("a shop that asks for a long rest gets it") {
  const auto told = tell_with("503-html:on=put,id=110,retry-after=1200");
  CHECK(told.seen.status == OB_RETRY);
  CHECK(told.seen.failure.retry_after_ms == 1'200'000);
  CHECK(told.result().outcome == OB_WRITE_RETRY);
  CHECK(told.result().retry_after_ms == 1'200'000);
  CHECK(told.status == 0);
  CHECK(told.sent <= 2);
}

TEST_CASE("a read-back that fails: told, but not confirmed") {
  for (const auto* fault :
       {"500-empty", "cut-length", "reset", "hang", "truncated-json", "not-json", "empty-200"}) {
    INFO(fault);
    const auto told = tell_with(fault + std::string(":on=list,skip=1"));
    CHECK(told.seen.status == OB_OK);
    CHECK(told.seen.outcomes() == std::map<std::int32_t, int>{{OB_UNCONFIRMED, 2}});
    CHECK(told.result().code == "not-read-back");
    CHECK_FALSE(told.result().text.empty());
    CHECK(told.status == 1);
    CHECK(told.sent == 2);
  }
  const auto told = tell_with("503-html:on=list,skip=1,retry-after=1200");
  CHECK(told.seen.status == OB_RETRY);
  CHECK(told.seen.outcomes() == std::map<std::int32_t, int>{{OB_UNCONFIRMED, 2}});
  CHECK(told.result().retry_after_ms == 1'200'000);
}

TEST_CASE("a PUT whose answer is lost and a read-back that fails: nobody knows, and that is what is said") {
  for (const auto* applied : {"0", "1"}) {
    INFO(applied);
    const auto told = tell_with("reset:on=put,id=110,count=1,applied=" + std::string(applied),
                                [](SandboxShop& shop) { shop.faults().add("500-empty:on=list,skip=1"); });
    CHECK(told.result().outcome == OB_UNCONFIRMED);
    CHECK(told.result().code == "not-known");
    CHECK(told.sent == 2);
  }
}

TEST_CASE("a shop that takes a change and does not keep it is not believed") {
  const auto told = tell_with("latency:ms=0", [](SandboxShop& shop) {
    // After the list and both PUTs somebody, or a plugin, sets it back.
    shop.changes().after_requests(3, [](auto& store) { store.set_status(110, 0); });
  });
  CHECK(told.seen.status == OB_OK);
  CHECK(told.result().outcome == OB_UNCONFIRMED);
  CHECK(told.result().code == "not-applied");
  CHECK(told.result().found == "0");
  CHECK(told.seen.result(1).outcome == OB_CONFIRMED);
  CHECK(told.sent == 2);
}

TEST_CASE("a shop that closes the connection after the list: each PUT is still sent once") {
  const auto told = tell_with("close:on=list");
  CHECK(told.seen.outcomes() == std::map<std::int32_t, int>{{OB_CONFIRMED, 2}});
  CHECK(told.sent == 2);
}

TEST_CASE("a bad day: whatever is confirmed is true, and in the end all is, each changed once") {
  orderbridge::sandbox::Settings shop_settings;
  shop_settings.orders = 220;
  shop_settings.faults = {"500-empty:on=put,p=0.06",      "reset:on=put,p=0.06,applied=1",
                          "cut-length:on=put,p=0.06",     "429:on=put,p=0.02,retry-after=0",
                          "truncated-json:on=list,p=0.1", "reset:on=list,p=0.1"};
  SandboxShop shop(shop_settings);
  shop.start();
  FakeHost host(settings_for(shop.url()), {}, "en", {}, OB_WRITE_STATUS);
  std::vector<Told> open;
  for (const auto id : shop.store().ids())
    if (id >= 231) open.push_back({std::to_string(id), "in_process", "", {"0"}});
  const auto all = open;
  for (int attempt = 0; attempt < 60 && !open.empty(); ++attempt) {
    const auto seen = host.write(open);
    std::vector<Told> still_open;
    for (std::size_t i = 0; i < open.size(); ++i) {
      const auto outcome = seen.result(i).outcome;
      INFO(open[i].id << " " << outcome << " " << seen.result(i).text);
      CHECK((outcome == OB_CONFIRMED || outcome == OB_UNCONFIRMED || outcome == OB_WRITE_RETRY ||
             (outcome == 0 && seen.status != OB_OK)));
      if (outcome == OB_CONFIRMED)
        CHECK(shop.store().state(std::stoll(open[i].id))->status == 1);
      else
        still_open.push_back(open[i]);
    }
    open = std::move(still_open);
  }
  CHECK(open.empty());
  for (const auto& update : all) CHECK(shop.store().state(std::stoll(update.id))->history.size() == 1);
}

TEST_CASE("an order that vanishes between list and PUT is gone") {
  SandboxShop shop;
  shop.changes().after_pages(1, [](auto& store) { store.remove(110); });
  shop.start();
  FakeHost host(settings_for(shop.url()), {}, "en", {}, OB_WRITE_STATUS);
  const auto seen = host.write({{"110", "in_process"}, {"113", "in_process"}});
  CHECK(seen.status == OB_OK);
  CHECK(seen.result(0).code == "gone");
  CHECK(seen.result(1).outcome == OB_CONFIRMED);
}

TEST_CASE("a shop that fails again and again is left alone, and nothing untrue is reported") {
  SandboxShop shop;
  shop.faults().add("500-empty:on=put");
  shop.start();
  auto settings = settings_for(shop.url());
  settings["connections"] = "1";
  FakeHost host(settings, {}, "en", {}, OB_WRITE_STATUS);
  std::vector<Told> updates;
  for (const auto id : shop.store().ids())
    if (shop.store().state(id)->status == 0) updates.push_back({std::to_string(id), "in_process"});
  REQUIRE(updates.size() > 20);
  const auto seen = host.write(updates);
  CHECK(seen.status == OB_RETRY);
  CHECK_THAT(seen.failure.text, Catch::StartsWith("5 orders in a row could not be changed"));
  CHECK(seen.failure.count == 1);
  shop.stop();
  CHECK(shop.counters().values().of(RequestKind::kPut) == 5);
  CHECK(seen.outcomes() == std::map<std::int32_t, int>{{OB_WRITE_RETRY, 5}});
}

TEST_CASE("a missing right or a wrong key stops at once and is named") {
  SandboxShop shop;
  shop.start();
  auto settings = settings_for(shop.url());
  settings["connections"] = "1";
  settings["user"] = orderbridge::sandbox::kReadOnlyUser;
  settings["api-key"] = orderbridge::sandbox::kReadOnlyKey;
  FakeHost reads(settings, {}, "en", {}, OB_WRITE_STATUS);
  auto seen = reads.write({{"110", "in_process"}, {"113", "in_process"}, {"125", "in_process"}});
  CHECK(seen.status == OB_BAD_AUTH);
  CHECK(seen.failure.option == "user");
  CHECK_THAT(seen.failure.text, Catch::Contains("lacks the right \"update\" on resource \"order\""));
  CHECK(seen.results.empty());

  settings["api-key"] = "wrong";
  FakeHost wrong(settings, {}, "en", {}, OB_WRITE_STATUS);
  seen = wrong.write({{"110", "in_process"}});
  CHECK(seen.status == OB_BAD_AUTH);
  CHECK(seen.failure.option == "api-key");
  CHECK(seen.results.empty());
  shop.stop();
  CHECK(shop.counters().values().of(RequestKind::kPut) == 1);
}

TEST_CASE("cancellation ends waiting for a stuck PUT; the order stays unreported") {
  SandboxShop shop;
  shop.faults().add("hang:on=put,id=110");
  shop.start();
  auto settings = settings_for(shop.url());
  settings["timeout"] = "600000";
  FakeHost host(settings, {}, "en", {}, OB_WRITE_STATUS);
  shop.changes().after_requests(4, [&](auto&) { host.interrupt(); });  // the list and three PUTs
  const auto seen = host.write({{"110", "in_process"}, {"113", "in_process"}, {"125", "in_process"}});
  CHECK(seen.status == OB_CANCELLED);
  CHECK(seen.result(0).outcome == 0);
  CHECK(shop.store().state(110)->status == 0);
  // The instance works again, and finds what came of it.
  shop.faults().clear();
  const auto again = host.write({{"110", "in_process"}, {"113", "in_process"}, {"125", "in_process"}});
  CHECK(again.outcomes() == std::map<std::int32_t, int>{{OB_CONFIRMED, 3}});
}
