// SPDX-License-Identifier: MIT
// Orders that the shop's checkout is still writing. Its steps, and their order: sSaveOrder in
// engine/Shopware/Core/sOrder.php of Shopware 5.
#include "mapper/numbers.hpp"
#include "test_data.hpp"

using namespace shopware_test;
using namespace orderbridge;
using namespace orderbridge::shopware5;

namespace {

const std::string& the_order() {
  static const std::string order = recorded_detail("67");  // through the real checkout
  return order;
}
constexpr ob_time kHour = 3'600'000'000;

ob_time placed(const std::string& order) {
  return MappedOrder(order).order().ordered_at;
}

/// As it is read when it is `age` old, with a grace of three hours.
MappedOrder read_at(const std::string& order, ob_time age) {
  Reading reading(Language{});
  reading.young_since = placed(the_order()) + age - 3 * kHour;
  return MappedOrder(order, reading);
}

}  // namespace

TEST_CASE("each step of the checkout is not ready, the finished order is complete") {
  struct Step {
    const char* patch;
    const char* missing;
  };
  const Step steps[] = {
      {R"({"details":[],"billing":null,"shipping":null})", "no lines and no billing address (yet)"},
      {R"({"billing":null,"shipping":null})", "no billing address (yet)"},
      {R"({"billing":{"attribute":null},"shipping":null})", "no delivery address yet"},
      {R"({"shipping":null})", "no delivery address yet"},
      {R"({"shipping":{"attribute":null}})", "no free texts of the delivery address yet"},
      {R"({"shipping":{"company":"","firstName":"","lastName":"","street":" ","zipCode":"","city":""}})",
       "no text in its delivery address yet"}};
  for (const auto& step : steps) {
    const auto mapped = read_at(patched(the_order(), step.patch), kHour / 3600).result;
    INFO(step.patch << " " << mapped.text);
    CHECK(mapped.outcome == MapOutcome::kIncomplete);
    CHECK(mapped.text.find(step.missing) != std::string::npos);
    CHECK(mapped.only_for_age == (mapped.text.find("(yet)") == std::string::npos));
  }
  CHECK(read_at(the_order(), 0).result.outcome == MapOutcome::kOrder);
}

TEST_CASE("an order that lasts without delivery address goes to its billing address, and that is said") {
  for (const auto* patch :
       {R"({"shipping":null})",
        R"({"shipping":{"company":"","firstName":"","lastName":"","street":"","zipCode":"","city":""}})"}) {
    const auto order = patched(the_order(), patch);
    CHECK(read_at(order, 3 * kHour).result.outcome == MapOutcome::kIncomplete);
    auto old = read_at(order, 3 * kHour + 1);
    INFO(patch);
    REQUIRE(old.result.outcome == MapOutcome::kOrder);
    CHECK(old.order().shipping == nullptr);
    CHECK(old.warning_codes() == "no-delivery-address");
  }
  // API clients make neither free texts, and whoever deletes only one row of them did not mean the order.
  CHECK(read_at(patched(the_order(), R"({"billing":{"attribute":null},"shipping":{"attribute":null}})"), 0)
            .result.outcome == MapOutcome::kOrder);
  CHECK(
      read_at(patched(the_order(), R"({"shipping":{"attribute":null}})"), 4 * kHour).warning_codes().empty());
}

TEST_CASE("an order whose time cannot be read is not under way in a checkout") {
  auto old = read_at(patched(the_order(), R"({"shipping":null,"orderTime":null})"), 0);
  REQUIRE(old.result.outcome == MapOutcome::kOrder);
  CHECK(old.warning_codes() == "order-time-unreadable no-delivery-address");
}
