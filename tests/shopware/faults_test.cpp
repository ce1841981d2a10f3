// SPDX-License-Identifier: MIT
// The connector against a shop that fails: what is noted for one order, what stops the run, and what it says.
#include <catch2/catch.hpp>

#include "fake_host.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"
#include "orderbridge/text.hpp"

using namespace shopware_test;
using orderbridge::sandbox::RequestKind;
using orderbridge::sandbox::SandboxShop;

namespace {

struct Shop : SandboxShop {
  explicit Shop(const std::vector<std::string>& faults = {}) {
    for (const auto& fault : faults) this->faults().add(fault);
    start();
  }
};

FakeHost::Settings quick(const SandboxShop& shop) {
  auto settings = settings_for(shop.url());
  settings["timeout"] = "400";
  settings["answer-limit-mib"] = "1";
  return settings;
}

/// The whole fetch; `note` is what became of order 110, which has the fault.
Seen fetch_with(const std::string& fault) {
  Shop shop({fault});
  FakeHost host(quick(shop));
  return host.fetch();
}

}  // namespace

TEST_CASE("one failing detail holds up nothing") {
  const auto one = [](const std::string& fault, std::int32_t outcome, const std::string& text) {
    INFO(fault);
    const auto seen = fetch_with(fault + ",on=detail,id=110");
    INFO(seen.failure.text);
    CHECK(seen.status == OB_OK);
    CHECK(seen.emitted.size() == 38);
    CHECK(seen.each_once());
    REQUIRE(seen.note("110"));
    CHECK(seen.note("110")->outcome == outcome);
    CHECK(seen.note("110")->code == "detail-failed");
    CHECK(seen.note("110")->has_row);
    CHECK_THAT(seen.note("110")->text,
               Catch::Contains("Order 110 (http://127.0.0.1:") && Catch::Contains(text));
    CHECK(seen.checkpoints.back().first.empty());
  };
  one("500-empty:count=-1", OB_NOTE_FAILED_RETRY, "the shop failed without a word (500)");
  one("cut-length:count=-1", OB_NOTE_FAILED_RETRY, "the connection broke before the answer was complete");
  one("cut-chunk:count=-1", OB_NOTE_FAILED_RETRY, "");
  one("reset:count=-1", OB_NOTE_FAILED_RETRY, "the connection broke");
  one("truncated-json:count=-1", OB_NOTE_FAILED_RETRY, "not valid JSON or was cut off");
  one("not-json:count=-1", OB_NOTE_FAILED_RETRY, "a web page instead of JSON");
  one("empty-200:count=-1", OB_NOTE_FAILED_RETRY, "not valid UTF-8");
  one("hang:count=-1", OB_NOTE_FAILED_RETRY, "no answer in time (option timeout)");
  one("oversize:count=-1,bytes=3000000", OB_NOTE_FAILED_FINAL, "answer-limit-mib");
}

TEST_CASE("a connection that breaks once, a nonce that ends, a short refusal: nobody notices") {
  for (const auto* fault :
       {"close:count=20", "nonce-rollover:count=1,skip=9", "429:count=2,retry-after=0,on=detail",
        "503-html:count=1,retry-after=1,on=list"}) {
    INFO(fault);
    const auto seen = fetch_with(fault);
    INFO(seen.failure.text);
    CHECK(seen.status == OB_OK);
    CHECK(seen.emitted.size() == 39);
  }
}

TEST_CASE("five failures in a row are the shop's failure, and every wanted order has a fate") {
  const auto seen = fetch_with("500-empty:on=detail");
  CHECK(seen.status == OB_RETRY);
  CHECK_THAT(seen.failure.text, Catch::StartsWith("5 orders in a row could not be read") &&
                                    Catch::Contains("the shop failed without a word (500)"));
  CHECK(seen.failure.count == 1);
  CHECK(seen.emitted.empty());
  CHECK(seen.each_once());
}

TEST_CASE("an update in the shop stops the run and says when to come back") {
  for (const auto* on : {"list,skip=1", "detail,skip=2"}) {
    INFO(on);
    const auto seen = fetch_with(std::string("503-html:retry-after=1200,on=") + on);
    CHECK(seen.status == OB_RETRY);
    CHECK(seen.failure.retry_after_ms == 1'200'000);
    CHECK_THAT(seen.failure.text, Catch::Contains("it asks to come back in 1200 s"));
    CHECK(seen.each_once());
  }
}

TEST_CASE("redirects are not followed, the credentials stay home") {
  const auto seen = fetch_with("redirect:host=elsewhere.example");
  CHECK(seen.status == OB_RETRY);  // a maintenance page may be all that it is
  CHECK(seen.failure.option == "url");
  CHECK_THAT(seen.failure.text, Catch::Contains("another host, elsewhere.example"));
}

TEST_CASE("a hanging or broken list ends the run with a reason") {
  CHECK(fetch_with("hang:on=list").failure.text.find("no answer in time") != std::string::npos);
  CHECK(fetch_with("truncated-json:on=list").failure.text.find("no order list, or was cut off") !=
        std::string::npos);
  CHECK(fetch_with("500-empty:on=list").status == OB_RETRY);
}

TEST_CASE("wrong keys and missing rights stop at once") {
  Shop shop;
  auto settings = settings_for(shop.url());
  settings["api-key"] = "wrong";
  FakeHost wrong(settings);
  const auto seen = wrong.open();
  CHECK(seen.status == OB_BAD_AUTH);
  CHECK(seen.failure.option == "api-key");
  CHECK(seen.failure.remote_code == 401);
  CHECK(seen.failure.text.find("wrong") == std::string::npos);
  CHECK(shop.counters().values().requests == 2);  // challenge and one try

  settings["user"] = orderbridge::sandbox::kNoRightsUser;
  settings["api-key"] = orderbridge::sandbox::kNoRightsKey;
  FakeHost no_rights(settings);
  CHECK(no_rights.open().status == OB_OK);
  const auto fetched = no_rights.fetch();
  CHECK(fetched.status == OB_BAD_AUTH);
  CHECK_THAT(fetched.failure.text, Catch::Contains("lacks the right \"read\" on resource \"order\""));
}

TEST_CASE("a shop that is not there") {
  std::string url;
  {
    Shop shop;
    url = shop.url();
  }
  FakeHost host(settings_for(url), {}, "de");
  const auto seen = host.open();
  CHECK(seen.status == OB_NOT_CONNECTED);
  CHECK(seen.failure.option == "url");
  CHECK_THAT(seen.failure.text, Catch::Contains("nimmt die Verbindung nicht an"));
}

TEST_CASE("cancellation ends waiting for a stuck shop") {
  Shop shop({"hang:on=detail"});
  auto settings = settings_for(shop.url());
  settings["timeout"] = "600000";
  SECTION("by the flag") {
    FakeHost host(settings);
    host.want = [&](const ob_listed&) {
      host.cancelled = true;
      return OB_WANT;
    };
    CHECK(host.fetch().status == OB_CANCELLED);
  }
  SECTION("by interrupt, and the instance works again afterwards") {
    FakeHost host(settings);
    host.want = [&](const ob_listed&) {
      host.interrupt();
      return OB_WANT;
    };
    CHECK(host.fetch().status == OB_CANCELLED);
    shop.faults().clear();
    host.want = nullptr;
    CHECK(host.fetch().emitted.size() == 39);
  }
  SECTION("inside emit") {
    shop.faults().clear();
    FakeHost host(settings);
    host.on_emit = [&](const ob_order&, const ob_listed*) { host.cancelled = true; };
    const auto seen = host.fetch();
    CHECK(seen.status == OB_CANCELLED);
    CHECK(seen.emitted.size() == 1);
  }
}

TEST_CASE("check says what works and what is missing") {
  Shop shop;
  const auto codes = [&](const char* user, const char* key) {
    auto settings = settings_for(shop.url());
    settings["user"] = user;
    settings["api-key"] = key;
    FakeHost host(settings);
    std::string all;
    const auto seen = host.check();
    CHECK(seen.status == OB_OK);
    for (const auto& f : seen.findings) all += f.code + "=" + std::to_string(f.level) + " ";
    return all;
  };
  using namespace orderbridge::sandbox;
  CHECK(codes(kDemoUser, kDemoKey) == "no-https=2 login=0 read=0 update=0 ");
  CHECK(codes(kReadOnlyUser, kReadOnlyKey) == "no-https=2 login=0 read=0 update=2 ");
  CHECK(codes(kNoRightsUser, kNoRightsKey) == "no-https=2 login=0 read=3 update=2 ");
  CHECK(codes(kInactiveUser, kInactiveKey) == "no-https=2 login=3 ");
  CHECK(shop.counters().puts().size() <= 3);
}

TEST_CASE("options that cannot work are named before anything is sent") {
  const auto refused = [](const std::string& option, const std::string& value,
                          const FakeHost::Lists& lists = {}) {
    auto settings = settings_for("https://shop.example/");
    if (lists.empty()) settings[option] = value;
    FakeHost host(settings, lists);
    CHECK(host.created().status == OB_BAD_CONFIG);
    CHECK(host.created().failure.option == option);
    return host.created().failure.text;
  };
  for (const auto* user : {"j\xC3\xBCrgen", "a:b", "a\"b", "a\nb", ""}) refused("user", user);
  refused("url", "shop.example");
  CHECK(refused("url", "https://u:geheim@shop.example").find("geheim") == std::string::npos);
  CHECK(refused("api-key", "ge heim").find("ge heim") == std::string::npos);
  refused("tls-ca-file", "/does/not/exist.pem");
  refused("order-states", "", {{"order-states", {"-1"}}});
  refused("order-states", "", {{"order-states", {}}});
  refused("payment-states", "", {{"payment-states", {"12", "paid"}}});
}
