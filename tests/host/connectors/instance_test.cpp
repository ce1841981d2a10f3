// SPDX-License-Identifier: MIT
// Instance over misbehaving connectors: each failure arrives as an outcome with status and text, a call that
// hangs is cancelled in time, one that is deaf is abandoned, and an abandoned instance is never called again.
#include "connectors/instance.hpp"

#include <catch2/catch.hpp>
#include <thread>

#include "../../connectors/support/simple_order.hpp"
#include "support/instances.hpp"

using namespace orderbridge;
using Catch::Contains;
using connectors::Outcome;
using host_test::make;
using host_test::Options;
using host_test::Patience;
using host_test::Reports;
using host_test::Taker;
using std::chrono::milliseconds;

namespace {

constexpr Patience kImpatient{milliseconds(300), milliseconds(60000)};
constexpr Patience kShortGrace{milliseconds(400), milliseconds(400)};

/// Orders 1 to n; owner of their memory is the last member.
struct Orders {
  explicit Orders(std::uint64_t n)
      : builders(std::make_shared<std::vector<std::unique_ptr<OrderBuilder>>>()) {
    for (test_connectors::SimpleOrder simple; simple.id <= n; ++simple.id) {
      auto& builder = *builders->emplace_back(std::make_unique<OrderBuilder>());
      records.push_back(&test_connectors::build_order(builder, simple));
    }
  }
  std::vector<const ob_record*> records;
  std::shared_ptr<std::vector<std::unique_ptr<OrderBuilder>>> builders;
};

Outcome write(connectors::Instance& instance, const Orders& orders, const std::shared_ptr<Reports>& reports) {
  return instance.write(OB_KIND_ORDER, orders.records, orders.builders, reports);
}

Outcome sweep(connectors::Instance& instance, const std::shared_ptr<Taker>& taker) {
  return instance.fetch(OB_KIND_ORDER, "", "", taker);
}

}  // namespace

TEST_CASE("a constructor that throws is a failure with a text") {
  const auto text = [](const char* what) {
    const auto made = make("throws_in_create", {{"what", what}});
    CHECK_FALSE(made.instance);
    CHECK_FALSE(made.outcome.ok());
    CHECK_FALSE(made.outcome.text.empty());
    return made.outcome;
  };
  CHECK(text("exception").status == OB_INTERNAL);
  CHECK_THAT(text("exception").remote_text, Contains("text of a foreign exception"));
  CHECK(text("number").status == OB_INTERNAL);
  text("out-of-memory");
  CHECK(text("bad-config").status == OB_BAD_CONFIG);
  CHECK(text("bad-config").option == "what");
}

TEST_CASE("open() fails: status, text, wish for the next try") {
  const std::map<std::string, ob_status> statuses{
      {"retry", OB_RETRY},           {"not-connected", OB_NOT_CONNECTED}, {"rejected", OB_REJECTED},
      {"bad-config", OB_BAD_CONFIG}, {"bad-auth", OB_BAD_AUTH},           {"unsupported", OB_UNSUPPORTED},
      {"internal", OB_INTERNAL}};
  for (const auto& [name, status] : statuses) {
    INFO(name);
    auto made = make("fails_in_open", {{"status", name}, {"retry-after", "1500"}});
    REQUIRE(made.instance);
    const auto outcome = made.instance->open();
    CHECK(outcome.status == status);
    CHECK(outcome.text == "the test wants open() to fail");
    CHECK(outcome.retry_after_ms == 1500);
    CHECK(outcome.remote_code == 401);
    CHECK_THAT(outcome.text, !Contains("<html>"));
    CHECK_FALSE(outcome.abandoned);
  }
}

TEST_CASE("the same instance may be opened again") {
  auto made = make("fails_in_open", {{"status", "retry"}, {"times", "2"}});
  CHECK_FALSE(made.instance->open().ok());
  CHECK_FALSE(made.instance->open().ok());
  CHECK(made.instance->open().ok());
  const auto taker = std::make_shared<Taker>();
  CHECK(sweep(*made.instance, taker).ok());
  CHECK(taker->emitted == 3);
  CHECK(taker->checkpoints == 1);
}

TEST_CASE("a fetch without a sign of life is cancelled") {
  auto made = make("hang_in_fetch", {}, kImpatient);
  REQUIRE(made.instance->open().ok());
  const auto taker = std::make_shared<Taker>();
  const auto outcome = sweep(*made.instance, taker);
  CHECK(taker->emitted == 2);
  CHECK(outcome.status == OB_RETRY);
  CHECK_THAT(outcome.text, Contains("no sign of life") && Contains("'test'") && Contains("fetch"));
  CHECK_FALSE(outcome.abandoned);
  CHECK_FALSE(made.instance->is_abandoned());
  CHECK_FALSE(sweep(*made.instance, taker).abandoned);  // still usable
  CHECK(taker->emitted == 4);
}

TEST_CASE("a stopped fetch is cancelled, and nobody is to blame") {
  auto made = make("hang_in_fetch");
  REQUIRE(made.instance->open().ok());
  const auto taker = std::make_shared<Taker>();
  taker->on_emit = [stop = made.stop] { stop->request(); };
  const auto outcome = sweep(*made.instance, taker);
  CHECK(outcome.status == OB_CANCELLED);
  CHECK(outcome.text.empty());
}

TEST_CASE("time in the host's hands does not count against the connector") {
  auto made = make("memory_source", {{"script", ""}}, {milliseconds(1000), milliseconds(60000)});
  REQUIRE(made.instance);
  REQUIRE(made.instance->open().ok());
  const auto taker = std::make_shared<Taker>();
  taker->on_emit = [] { std::this_thread::sleep_for(milliseconds(1500)); };  // back-pressure beyond patience
  const auto outcome = made.instance->fetch_keys(OB_KIND_ORDER, {"1"}, taker);
  CHECK(outcome.ok());
  CHECK(taker->emitted == 1);
}

TEST_CASE("a deaf fetch is abandoned, and later calls are refused") {
  auto made = make("hang_in_fetch", {{"deaf", "true"}}, kShortGrace);
  REQUIRE(made.instance->open().ok());
  const auto taker = std::make_shared<Taker>();
  const auto outcome = sweep(*made.instance, taker);
  CHECK(outcome.abandoned);
  CHECK_FALSE(outcome.ok());
  CHECK_THAT(outcome.text, Contains("STALLED") && Contains("restart"));
  CHECK(made.instance->is_abandoned());
  const auto later = made.instance->open();
  CHECK(later.status == OB_NOT_CONNECTED);
  CHECK(later.abandoned);
  CHECK_THAT(later.text, Contains("restart"));
}

TEST_CASE("a deaf fetch that was stopped is abandoned after its grace") {
  auto made = make("hang_in_fetch", {{"deaf", "true"}}, {milliseconds(60000), milliseconds(300)});
  REQUIRE(made.instance->open().ok());
  const auto taker = std::make_shared<Taker>();
  taker->on_emit = [stop = made.stop] { stop->request(); };
  const auto outcome = sweep(*made.instance, taker);
  CHECK(outcome.abandoned);
  CHECK_THAT(outcome.text, Contains("restart") && Contains("fetch"));
}

TEST_CASE("a hanging write: what it reported counts, the rest does not") {
  const Orders orders(4);
  const auto reports = std::make_shared<Reports>();
  SECTION("it listens") {
    auto made = make("hang_in_write", {}, kImpatient);
    REQUIRE(made.instance->open().ok());
    const auto outcome = write(*made.instance, orders, reports);
    CHECK(outcome.status == OB_RETRY);
    CHECK_FALSE(outcome.abandoned);
  }
  SECTION("it is deaf") {
    auto made = make("hang_in_write", {{"deaf", "true"}}, kShortGrace);
    REQUIRE(made.instance->open().ok());
    CHECK(write(*made.instance, orders, reports).abandoned);
    CHECK(write(*made.instance, orders, reports).status == OB_NOT_CONNECTED);
  }
  CHECK(reports->reported == 2);
}

TEST_CASE("two reports for one order: the first counts, the bug is said") {
  auto made = make("reports_twice");
  REQUIRE(made.instance->open().ok());
  const Orders orders(3);
  const auto reports = std::make_shared<Reports>();
  const auto outcome = write(*made.instance, orders, reports);
  CHECK(outcome.ok());
  CHECK(reports->reported == 3);
  CHECK(reports->last_outcome == OB_WRITTEN);
  REQUIRE(outcome.findings.size() == 1);
  CHECK(outcome.findings[0].level == OB_FINDING_ERROR);
  CHECK(outcome.findings[0].code == "connector-bug");
  CHECK_THAT(outcome.findings[0].text, Contains("0 twice"));
}

TEST_CASE("reports about orders that are not there") {
  const Orders orders(3);
  SECTION("results") {
    auto made = make("reports_out_of_range", {{"what", "index"}});
    REQUIRE(made.instance->open().ok());
    const auto reports = std::make_shared<Reports>();
    const auto outcome = write(*made.instance, orders, reports);
    CHECK(reports->reported == 3);
    CHECK(reports->last_index == 2);
    REQUIRE(outcome.findings.size() == 2);
    CHECK_THAT(outcome.findings[0].text, Contains("record 3 of a batch of 3"));
  }
  SECTION("warnings") {
    auto made = make("reports_out_of_range", {{"what", "warn-index"}});
    REQUIRE(made.instance->open().ok());
    const auto reports = std::make_shared<Reports>();
    CHECK(write(*made.instance, orders, reports).ok());
    CHECK(reports->warned == 0);
  }
}

TEST_CASE("reports, then a failure: the reports stand") {
  const Orders orders(4);
  for (const auto& [how, count] : std::map<std::string, int>{{"none", 0}, {"half", 2}, {"all", 4}}) {
    auto made = make("reports_then_fails", {{"reports", how}});
    REQUIRE(made.instance->open().ok());
    const auto reports = std::make_shared<Reports>();
    const auto outcome = write(*made.instance, orders, reports);
    CHECK(outcome.status == OB_RETRY);
    CHECK(reports->reported == count);
    CHECK_THAT(outcome.text, !Contains("1205"));  // what the other side said has a field of its own
    CHECK_THAT(outcome.remote_text, Contains("1205"));
  }
}

TEST_CASE("lookup answers for each id, or says that it did not") {
  std::vector<connectors::Found> found;
  auto made = make("reports_then_fails", {{"lookup", "staged"}});
  REQUIRE(made.instance->open().ok());
  CHECK(made.instance->can(OB_CAN_LOOKUP));
  CHECK_FALSE(made.instance->can(OB_CAN_FETCH_KEYS));
  CHECK(made.instance->lookup(OB_KIND_ORDER, {"1", "2"}, found).ok());
  REQUIRE(found.size() == 2);
  CHECK(found[1].answered);
  CHECK(found[1].state == OB_FOUND_STAGED);
  CHECK(found[1].remote_id == "2");
  auto failing = make("reports_then_fails", {{"lookup", "fails"}});
  REQUIRE(failing.instance->open().ok());
  CHECK(failing.instance->lookup(OB_KIND_ORDER, {"1", "2"}, found).status == OB_RETRY);
  REQUIRE(found.size() == 2);
  CHECK_FALSE(found[0].answered);
}

TEST_CASE("a failure whose text is no UTF-8, or endless") {
  for (const auto& [name, option] :
       std::map<std::string, std::string>{{"bad_utf8", "failure"}, {"huge_strings", "failure"}}) {
    auto made = make(name, {{"where", option}});
    REQUIRE(made.instance->open().ok());
    const auto outcome = sweep(*made.instance, std::make_shared<Taker>());
    CHECK(outcome.status == OB_RETRY);
    CHECK_FALSE(outcome.text.empty());
    CHECK(outcome.text.size() <= 2000);
    CHECK(outcome.remote_text.size() <= 2000);
  }
}

TEST_CASE("instances are closed and destroyed, however often they were opened") {
  for (int i = 0; i < 20; ++i) {
    auto made = make("memory_source", {{"script", ""}});
    CHECK(made.instance->open().ok());
    if (i % 2) made.instance->close();
    CHECK(made.instance->check().ok());
  }
}
