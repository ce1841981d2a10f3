// SPDX-License-Identifier: MIT
// Every fault does on the wire what its name says, as often as asked, and the shop is well again afterwards.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <thread>

#include "http_client.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using namespace orderbridge::sandbox_test;
namespace sandbox = orderbridge::sandbox;

namespace {

struct Shop {
  Shop() { shop.start(); }
  Reply detail() { return get(shop.port(), "/api/orders/60"); }
  Reply once(const std::string& fault) {
    shop.faults().add(fault + (fault.find(':') == std::string::npos ? ":count=1" : ",count=1"));
    const Reply reply = detail();
    CHECK(detail().status == 200);
    CHECK(detail().complete);
    return reply;
  }
  sandbox::SandboxShop shop;
};

}  // namespace

TEST_CASE("faults that are answers of their own") {
  Shop shop;
  Reply reply = shop.once("429:retry-after=7");
  CHECK(reply.status == 429);
  CHECK(reply.header("Retry-After") == "7");
  reply = shop.once("503-html");
  CHECK(reply.status == 503);
  CHECK(reply.header("Retry-After") == "1200");
  CHECK(reply.header("Content-Type").starts_with("text/html"));
  reply = shop.once("500-empty");
  CHECK(reply.status == 500);
  CHECK(reply.version == "HTTP/1.0");
  CHECK(reply.body.empty());
  reply = shop.once("redirect:host=elsewhere.example:8080");
  CHECK(reply.status == 302);
  CHECK(reply.header("Location") == "http://elsewhere.example:8080/api/orders/60");
  reply = shop.once("not-json");
  CHECK(reply.status == 200);
  CHECK(reply.body.starts_with("<html>"));
}

TEST_CASE("faults that spoil the answer") {
  Shop shop;
  const std::string good = shop.detail().body;
  Reply reply = shop.once("empty-200");
  CHECK(reply.status == 200);
  CHECK(reply.complete);
  CHECK(reply.body.empty());
  reply = shop.once("truncated-json");
  CHECK(reply.complete);
  CHECK(reply.body == good.substr(0, good.size() / 2));
  CHECK(!nlohmann::json::accept(reply.body));
  reply = shop.once("cut-length");
  CHECK(reply.status == 200);
  CHECK(reply.header("Content-Length") == std::to_string(good.size()));
  CHECK(!reply.complete);
  reply = shop.once("cut-chunk");
  CHECK(reply.header("Transfer-Encoding") == "chunked");
  CHECK(!reply.complete);
  reply = shop.once("oversize:bytes=3000000");
  CHECK(reply.body.size() >= 3000000);
  reply = shop.once("close");
  CHECK(reply.body == good);
}

TEST_CASE("a reset connection gives no answer") {
  Shop shop;
  CHECK(shop.once("reset").status == 0);
}

TEST_CASE("a hanging answer ends with its time, or with the shop") {
  Shop shop;
  CHECK(shop.once("hang:ms=30").status == 0);
  shop.shop.faults().add("hang");
  std::thread client([&] { CHECK(shop.detail().status == 0); });
  while (shop.shop.faults().hits(sandbox::FaultKind::kHang) < 2) std::this_thread::yield();
  shop.shop.stop();
  client.join();
}

TEST_CASE("a nonce roll-over is one challenge more, and Digest goes on with the new nonce") {
  Shop shop;
  const Request request{"GET", "/api/orders/60", "", sandbox::kDemoUser, sandbox::kDemoKey, false, {}};
  shop.shop.faults().add("nonce-rollover:count=1");
  const Reply refused = ask(shop.shop.port(), request);
  CHECK(refused.status == 401);
  CHECK(!refused.header("WWW-Authenticate").empty());
  CHECK(ask(shop.shop.port(), request).status == 200);
}

TEST_CASE("faults keep to their kind, order, skip and count") {
  Shop shop;
  shop.shop.faults().add("429:on=detail,id=63,skip=1,count=2");
  const auto status = [&](const std::string& target) { return get(shop.shop.port(), target).status; };
  CHECK(status("/api/orders?limit=1") == 200);
  CHECK(status("/api/orders/60") == 200);
  CHECK(status("/api/orders/63") == 200);
  CHECK(status("/api/orders/63") == 429);
  CHECK(status("/api/orders/63") == 429);
  CHECK(status("/api/orders/63") == 200);
  CHECK(shop.shop.faults().hits(sandbox::FaultKind::kTooManyRequests) == 2);
}

TEST_CASE("a probability is seeded") {
  const auto strikes = [](std::uint64_t seed) {
    sandbox::FaultPlan plan(seed);
    plan.add("429:p=0.3");
    std::string out;
    for (int i = 0; i < 200; ++i) out += plan.pick(sandbox::RequestKind::kList, 0).rule ? 'x' : '.';
    return out;
  };
  CHECK(strikes(1) == strikes(1));
  CHECK(strikes(1) != strikes(2));
  CHECK(strikes(1).find('x') != std::string::npos);
  CHECK(strikes(1).find('.') != std::string::npos);
}

TEST_CASE("a PUT whose answer is lost took effect only if asked") {
  Shop shop;
  const auto write = [&](const std::string& body) {
    return put(shop.shop.port(), "/api/orders/60", body).status;
  };
  shop.shop.faults().add("reset:on=put,count=1");
  CHECK(write(R"({"orderStatusId":1})") == 0);
  CHECK(shop.shop.store().state(60)->status == 0);
  shop.shop.faults().add("reset:on=put,count=1,applied=1");
  CHECK(write(R"({"orderStatusId":1})") == 0);
  CHECK(shop.shop.store().state(60)->status == 1);
  shop.shop.faults().add("cut-length:on=put,count=1");
  CHECK(write(R"({"orderStatusId":2})") == 200);
  CHECK(shop.shop.store().state(60)->status == 2);
}

TEST_CASE("misspelt faults are refused") {
  sandbox::FaultPlan plan(1);
  for (const char* text :
       {"430", "429:on=lists", "429:cuont=1", "429:count=x", "latency:p=2", "", "429:count"})
    CHECK_THROWS_AS(plan.add(std::string(text)), std::invalid_argument);
}

TEST_CASE("a fault that waits for a PUT strikes the first list after it, and no other") {
  sandbox::SandboxShop shop;
  shop.start();
  shop.faults().add("500-empty:on=list,after-put=1");
  const auto list = [&] { return get(shop.port(), "/api/orders?limit=1").status; };
  const auto change = [&] { return put(shop.port(), "/api/orders/60", R"({"orderStatusId":1})").status; };
  CHECK(list() == 200);
  CHECK(change() == 200);
  CHECK(get(shop.port(), "/api/orders/60").status == 200);
  CHECK(list() == 500);
  CHECK(list() == 200);
  CHECK(change() == 200);
  CHECK(list() == 500);
  shop.faults().clear();
  shop.faults().add("500-empty:on=list,after-put=1,skip=1,count=1");
  CHECK(list() == 200);
  for (const int expected : {200, 500, 200}) {
    CHECK(change() == 200);
    CHECK(list() == expected);
  }
}
