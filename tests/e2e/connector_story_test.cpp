// SPDX-License-Identifier: MIT
// The story of an order by the JTL-Connector: staged in the store, fetched by a small JTL-Wawi from the
// served endpoint, and what Wawi says of it back in the shop. Host and endpoint are processes.
#include <Poco/Net/NetException.h>
#include <Poco/Net/ServerSocket.h>
#include <signal.h>

#include <catch2/catch.hpp>

#include "../jtlconnector/simulator.hpp"
#include "bridge.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using Catch::Contains;
using ob_test::Value;
using ob_test::WawiSimulator;
using orderbridge::sandbox::SandboxShop;

namespace {

constexpr const char* kToken = "shared-secret-of-this-test";

std::uint16_t free_port() {
  return Poco::Net::ServerSocket(Poco::Net::SocketAddress("127.0.0.1", 0)).address().port();
}

struct Story {
  Story() : bridge((shop.start(), shop.url())), port(free_port()) {
    bridge.wawi_element =
        "<jtlconnector id=\"wawi\" store=\"jtlconnector.db\" token=\"${env:OB_WAWI_TOKEN}\" "
        "listen=\"127.0.0.1:" +
        std::to_string(port) + "\"/>";
    bridge.environment = {{"OB_WAWI_TOKEN", kToken}};
    bridge.on_written = "<onWritten status=\"in_process\"/>";
    bridge.more_pipelines =
        "<pipeline id=\"status\" title=\"Statusabgleich\"><from connection=\"wawi\"/><to "
        "connection=\"shop\"/><errorHandler><redeliveryPolicy maximumRedeliveryTime=\"0s\"/></errorHandler>"
        "</pipeline>";
    bridge.actions =
        "<actions><action id=\"endpoint\" title=\"Endpunkt\" connection=\"wawi\" run=\"serve\" "
        "schedule=\"every 1 "
        "minute\"/></actions>";
  }
  ob_test::WawiSettings wawi() const {
    ob_test::WawiSettings settings;
    settings.port = port;
    settings.token = kToken;
    settings.limit = 10;
    return settings;
  }
  /// Serves until stop_serving().
  void serve(const std::vector<std::string>& words = {"serve"}) {
    serving = bridge.start(words);
    for (int i = 0; i < 400; ++i) {
      try {
        WawiSimulator(wawi()).authenticate();
        return;
      } catch (const Poco::Net::NetException&) {
        REQUIRE_FALSE(serving->ends_within(std::chrono::milliseconds(25)));
      }
    }
    FAIL("the endpoint does not answer");
  }
  void stop_serving() {
    serving->send(SIGTERM);
    const auto ended = serving->wait();
    INFO(ended.out << ended.err);
    CHECK(ended.exit_code == 0);
    CHECK_THAT(ended.out + ended.err, !Contains(kToken));
    serving.reset();
  }
  std::string tell() {
    const auto told = bridge.host({"run", "status", "--quiet"});
    INFO(told.out << told.err);
    CHECK(told.exit_code == 0);
    const auto puts = shop.counters().puts().size();
    CHECK(bridge.host({"run", "status", "--quiet"}).exit_code == 0);
    CHECK(shop.counters().puts().size() == puts);  // the second time nothing happens
    return told.out;
  }
  orderbridge::sandbox::OrderState state(std::int64_t id) { return *shop.store().state(id); }

  SandboxShop shop;
  e2e::Bridge bridge;
  std::uint16_t port;
  std::unique_ptr<e2e::Child> serving;
};

std::string first_item(const WawiSimulator::Taken& order) {
  return order.model.find("items")->items.front().find("id")->items.front().text;
}

}  // namespace

TEST_CASE("fetched by JTL-Wawi, delivered in parts, paid and back in the shop") {
  Story t;
  REQUIRE(t.bridge.import().exit_code <= 1);
  t.serve();
  WawiSimulator wawi(t.wawi());
  wawi.lose_next_ack("customer_order");
  wawi.sync();
  CHECK(wawi.orders.size() < 39);  // the lost ones wait
  wawi.sync();
  CHECK(wawi.orders.size() == 39);
  for (const auto& [id, order] : wawi.orders) CHECK(order.acknowledged);
  CHECK(wawi.payments.size() == 3);

  // Another import while Wawi is at it: nothing comes twice.
  const auto again = t.bridge.host({"run", "import", "--quiet"});
  CHECK_THAT(again.out, Contains("0  staged"));
  const auto before = wawi.orders.size();
  wawi.sync();
  CHECK(wawi.orders.size() == before);

  CHECK_THAT(t.tell(), Contains("told"));
  for (const auto& [id, order] : wawi.orders) CHECK(t.state(std::stoll(id)).status == 1);

  // Two of the lines of one order, then all of it.
  const std::string id = "57";
  const auto& order = wawi.orders.at(id);
  wawi.set_status(id, "partially_shipped", "");
  wawi.deliver(id, {{first_item(order), "1.0"}}, {{"DHL", {"JD57"}}});
  wawi.sync();
  t.tell();
  CHECK(t.state(57).status == 6);
  CHECK(t.state(57).tracking_code == "JD57");
  wawi.set_status(id, "shipped", "completed");
  const auto second = wawi.deliver(id, {{first_item(order), "1"}}, {{"DPD", {"DP57"}}});
  wawi.sync();
  t.tell();
  CHECK(t.state(57).status == 7);
  CHECK(t.state(57).payment == 12);
  CHECK_THAT(t.state(57).tracking_code, Contains("JD57") && Contains("DP57"));
  // The shop shows the payment now that JTL-Wawi booked: it is no news to JTL-Wawi, nor to anybody.
  const auto payments = wawi.payments.size();
  CHECK_THAT(t.bridge.host({"run", "import", "--quiet"}).out, !Contains("Not staged, and why"));
  wawi.sync();
  CHECK(wawi.payments.size() == payments);
  wawi.delete_note(second);
  wawi.sync();
  t.tell();
  CHECK(t.state(57).tracking_code == "JD57");

  wawi.set_status("60", "cancelled", "");
  wawi.sync();
  t.tell();
  CHECK(t.state(60).status == 4);
  t.stop_serving();

  const auto view = t.bridge.host({"view", "wawi", "orders", "--limit", "100"}).out;
  CHECK_THAT(view, Contains("fetched") && Contains("shipped") && !Contains("waits"));
  CHECK(t.bridge.host({"verify", "import"}).exit_code == 0);
}

TEST_CASE("paid later, changed before and after it was fetched, cancelled while it waits") {
  Story t;
  REQUIRE(t.bridge.import().exit_code <= 1);
  t.shop.store().change_lines(57, true);
  t.shop.store().set_status(60, 4);  // a person cancels it
  const auto changed = t.bridge.host({"run", "import", "--quiet"});
  INFO(changed.out << changed.err);
  CHECK_THAT(changed.out, Contains("updated"));
  t.serve();
  WawiSimulator wawi(t.wawi());
  wawi.sync();
  CHECK(wawi.orders.size() == 38);
  CHECK(wawi.orders.count("60") == 0);
  REQUIRE(wawi.orders.count("57") == 1);
  const auto payments = wawi.payments.size();
  REQUIRE(wawi.payments.count("57") == 0);

  t.shop.store().set_payment(57, 12);
  t.bridge.host({"run", "import", "--quiet"});
  wawi.sync();
  CHECK(wawi.payments.size() == payments + 1);
  CHECK(wawi.payments.at("57").model.find("totalSum")->text ==
        wawi.orders.at("57").model.find("totalSumGross")->text);

  t.shop.store().change_lines(57, true);
  const auto late = t.bridge.host({"run", "import", "--quiet"});
  INFO(late.out << late.err);
  CHECK_THAT(late.out, Contains("after JTL-Wawi had fetched it"));
  wawi.sync();
  CHECK(wawi.orders.size() == 38);
  t.stop_serving();
}

TEST_CASE("without the token nobody gets anything, and the endpoint comes back after kill -9") {
  Story t;
  REQUIRE(t.bridge.import().exit_code <= 1);
  t.serve();
  auto stranger = t.wawi();
  stranger.token = "guessed";
  CHECK_THROWS_AS(WawiSimulator(stranger).sync(), ob_test::Refused);
  WawiSimulator wawi(t.wawi());
  wawi.authenticate();
  wawi.introduce();
  wawi.pull_global_data();
  wawi.pull("customer");
  t.serving->send(SIGKILL);
  t.serving->wait();
  t.serve({"action", "wawi", "serve", "--yes"});  // the schedule would begin it anew within a minute
  wawi.sync();
  wawi.sync();
  CHECK(wawi.orders.size() == 39);
  t.stop_serving();
}
