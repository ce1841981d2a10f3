// SPDX-License-Identifier: MIT
// The connector against what stands in front of a shop, or in its PHP: pages of web servers, answers that
// trickle, headers too long for POCO, lists cut or with gaps. The sandbox plays the reported cases.
#include <catch2/catch.hpp>

#include "fake_host.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using namespace shopware_test;
using orderbridge::sandbox::SandboxShop;

namespace {

struct Shop : SandboxShop {
  explicit Shop(const std::vector<std::string>& faults = {}) {
    for (const auto& fault : faults) this->faults().add(fault);
    start();
  }
};

FakeHost::Settings quick(const SandboxShop& shop, const char* timeout = "300") {
  auto settings = settings_for(shop.url());
  settings["timeout"] = timeout;
  return settings;
}

}  // namespace

TEST_CASE("a page in front of the shop is passing trouble, for every request there is") {
  // owncloud/client#11447, kafka-connect-hdfs#411, cloudflare-docs#7925
  for (const auto* page :
       {"page:status=403,server=cloudflare,mitigated=challenge", "page:status=302,location=/maintenance.html",
        "page:status=404", "page:status=401,realm=Wartung", "page:status=402", "page:status=200"}) {
    INFO(page);
    Shop shop;
    FakeHost host(quick(shop));
    REQUIRE(host.open().status == OB_OK);
    shop.faults().add(std::string(page) + ",on=list");
    const auto listed = host.fetch();
    CHECK(listed.status == OB_RETRY);
    CHECK_THAT(listed.failure.text, !Catch::Contains("api-key") && !Catch::Contains("option user"));
    shop.faults().clear();
    shop.faults().add(std::string(page) + ",on=detail,id=110");
    const auto one = host.fetch();
    CHECK(one.status == OB_OK);
    CHECK(one.emitted.size() == 38);
    CHECK(one.note("110")->outcome == OB_NOTE_FAILED_RETRY);
    shop.faults().clear();
    shop.faults().add(std::string(page) + ",on=version");
    CHECK(host.open().status == OB_RETRY);
    shop.faults().clear();
    CHECK(host.open().status == OB_OK);
    CHECK(host.fetch().emitted.size() == 39);
  }
}

TEST_CASE("the page is named by what it shows of itself") {
  Shop shop({"page:status=403,server=cloudflare,mitigated=challenge,title=Just a moment"});
  FakeHost host(quick(shop), {}, "de");
  CHECK_THAT(host.open().failure.text,
             Catch::Contains("Bot-Schutz \"challenge\", Server \"cloudflare\", Titel \"Just a moment\""));
  shop.faults().clear();
  shop.faults().add("page:status=401,realm=Wartung");
  CHECK_THAT(host.open().failure.text, Catch::Contains("\"Wartung\""));
}

TEST_CASE("PUTs that a web server blocks wait, and are told once it lets them through") {
  // coreruleset/coreruleset#2167, woocommerce/woocommerce#9838, wc-api-php#349
  for (const auto* status : {"403", "404", "405", "406", "411", "501"}) {
    INFO(status);
    Shop shop({std::string("page:on=put,status=") + status});
    FakeHost host(quick(shop), {}, "en", {}, OB_WRITE_STATUS);
    std::vector<Told> updates;
    for (const auto* id : {"57", "60", "110"}) {
      Told told;
      told.id = id;
      told.state = "in_process";
      updates.push_back(told);
    }
    const auto blocked = host.write(updates);
    for (const auto& [outcome, count] : blocked.outcomes()) CHECK(outcome == OB_WRITE_RETRY);
    shop.faults().clear();
    const auto told = host.write(updates);
    CHECK(told.outcomes() == std::map<std::int32_t, int>{{OB_CONFIRMED, 3}});
  }
}

TEST_CASE("an answer that trickles ends, wherever it comes") {
  // jetty/jetty.project#8584, onyx-dot-app/onyx#10693: it never pauses as long as the time-out.
  for (const auto* what : {"trickle:ms=20", "trickle:ms=20,header=1"}) {
    INFO(what);
    Shop shop;
    FakeHost host(quick(shop, "150"));
    shop.faults().add(std::string(what) + ",on=version");
    CHECK_THAT(host.open().failure.text, Catch::Contains("four times the option timeout"));
    shop.faults().clear();
    shop.faults().add(std::string(what) + ",on=detail,id=110");
    const auto one = host.fetch();
    CHECK(one.status == OB_OK);
    CHECK(one.emitted.size() == 38);
    REQUIRE(one.note("110"));
    CHECK_THAT(one.note("110")->text, Catch::Contains("it only trickles"));
    CHECK(one.note("110")->retry_after_ms == 300);  // two time-outs: by default longer than a run waits
    shop.faults().clear();
    shop.faults().add(std::string(what) + ",on=list");
    CHECK(host.fetch().status == OB_RETRY);
    shop.faults().clear();
    shop.faults().add(std::string(what) + ",on=put");
    FakeHost teller(quick(shop, "150"), {}, "en", {}, OB_WRITE_STATUS);
    Told told;
    told.id = "57";
    told.state = "in_process";
    CHECK(teller.write({told}).result(0).outcome == OB_WRITE_RETRY);
  }
}

TEST_CASE("long headers, a BOM, gzip that nobody asked for: read") {
  // pocoproject/poco#3404: POCO takes 8,192 characters a field.
  for (const auto* what : {"long-header:bytes=8193", "long-header:bytes=100000",
                           "long-header:bytes=20,lines=400", "bom", "gzip"}) {
    INFO(what);
    Shop shop({what});
    FakeHost host(quick(shop, "5000"));
    CHECK(host.open().status == OB_OK);
    const auto seen = host.fetch();
    INFO(seen.failure.text);
    CHECK(seen.emitted.size() == 39);
  }
  Shop shop({"long-header:bytes=100000,lines=4"});
  FakeHost host(quick(shop, "5000"));
  CHECK_THAT(host.open().failure.text, Catch::Contains("the header of the answer is longer than"));
}

TEST_CASE("PHP's messages and a no with 200 are named") {
  Shop shop({"php-warning:on=detail,id=110", "says-no:on=detail,id=57,value=Order is locked by plugin X"});
  FakeHost host(quick(shop));
  const auto seen = host.fetch();
  CHECK(seen.emitted.size() == 37);
  CHECK_THAT(seen.note("110")->text, Catch::Contains("switch display_errors off"));
  CHECK_THAT(seen.note("57")->text, Catch::Contains("Order is locked by plugin X"));
  shop.faults().clear();
  shop.faults().add("says-no:on=list,value=Order is locked by plugin X");
  CHECK_THAT(host.fetch().failure.text, Catch::Contains("Order is locked by plugin X"));
  shop.faults().clear();
  shop.faults().add("says-no:on=put,value=Order is locked by plugin X");
  FakeHost teller(quick(shop), {}, "en", {}, OB_WRITE_STATUS);
  Told told;
  told.id = "57";
  told.state = "in_process";
  const auto result = teller.write({told}).result(0);
  CHECK(result.outcome == OB_WRITE_RETRY);
  CHECK_THAT(result.text, Catch::Contains("Order is locked by plugin X"));
}

TEST_CASE("lists that PHP wrote as objects are lists with gaps") {
  // directus/v8-archive#1318, pryley/site-reviews#41
  Shop shop({"gaps:on=list"});
  FakeHost host(quick(shop));
  CHECK(host.fetch().emitted.size() == 39);
  CHECK(host.fetch_keys({"110", "57"}).emitted.size() == 2);
}

TEST_CASE("a list that is cut and counts itself as whole loses nothing") {
  Shop shop({"cut-list:rows=10"});
  auto settings = quick(shop);
  settings["look-back"] = "50";
  FakeHost host(settings);
  SECTION("a first sweep") {
    const auto seen = host.fetch();
    REQUIRE(seen.status == OB_OK);
    CHECK(seen.emitted.size() == 39);
    CHECK_THAT(seen.finding("list-cut"), Catch::Contains("hides or cuts rows"));
  }
  SECTION("a later one, above the floor") {
    const auto seen = host.fetch("", "highest=228");
    CHECK_THAT(seen.finding("list-cut"), Catch::Contains("hides or cuts rows"));
    CHECK(seen.emitted_ids().count("228") == 1);
  }
  SECTION("by key: what is not shown is no order that is gone") {
    std::vector<std::string> ids;
    for (const auto id : shop.store().ids())
      if (shop.store().state(id)->status >= 0) ids.push_back(std::to_string(id));
    const auto seen = host.fetch_keys(ids);
    CHECK(seen.emitted.size() == 39);
    for (const auto& note : seen.notes) CHECK(note.outcome != OB_NOTE_GONE);
  }
}

TEST_CASE("an honest list is not called cut") {
  Shop shop;
  FakeHost host(quick(shop));
  for (const auto* bookmark : {"", "highest=228", "highest=150"}) {
    const auto seen = host.fetch("", bookmark);
    CHECK(seen.finding("list-cut").empty());
    CHECK(seen.finding("list-hides").empty());
  }
}

TEST_CASE("known orders are listed a thousand at a time, or as the shop can") {
  orderbridge::sandbox::Settings many;
  many.orders = 3000;
  SandboxShop shop(many);
  shop.start();
  FakeHost host(quick(shop, "5000"));
  const auto bookmark = host.fetch().checkpoints.back().second;
  host.want = [](const ob_listed&) { return OB_KNOWN; };
  shop.counters().reset();
  const auto known = host.fetch("", bookmark);
  REQUIRE(known.status == OB_OK);
  const auto lists = shop.counters().values().of(orderbridge::sandbox::RequestKind::kList);
  CHECK(lists <= 10);  // aborted, highest, newest change, three of 1000, converted, changed, coverage
  // By key in ranges: all of them, and no more lists than thousands.
  std::vector<std::string> ids;
  for (const auto id : shop.store().ids()) ids.push_back(std::to_string(id));
  shop.counters().reset();
  CHECK(host.fetch_keys(ids).status == OB_OK);
  CHECK(shop.counters().values().of(orderbridge::sandbox::RequestKind::kList) <= 8);
  // A shop whose memory is too small for that gets small lists.
  shop.faults().add("500-empty:on=list,count=1,skip=3");
  const auto small = host.fetch("", bookmark);
  CHECK(small.status == OB_OK);
  CHECK(small.checkpoints.back().second == known.checkpoints.back().second);
}

TEST_CASE("a hanging order slows nobody down") {
  Shop shop({"hang:on=detail,id=110", "hang:on=detail,id=57", "hang:on=detail,id=60"});
  FakeHost host(quick(shop));
  const auto seen = host.fetch();
  CHECK(seen.status == OB_OK);
  CHECK(seen.emitted.size() == 36);
  for (const auto* id : {"110", "57", "60"}) {
    CHECK(seen.note(id)->outcome == OB_NOTE_FAILED_RETRY);
    CHECK(seen.note(id)->retry_after_ms == 600);
  }
}

TEST_CASE("https spoken to a port that does not, and the other way round") {
  Shop shop;
  auto settings = quick(shop, "2000");
  settings["url"] = "https" + settings["url"].substr(4);
  FakeHost host(settings);
  const auto seen = host.open();
  CHECK(seen.status == OB_NOT_CONNECTED);
  CHECK_THAT(seen.failure.text, Catch::Contains("this port does not speak https"));
}
