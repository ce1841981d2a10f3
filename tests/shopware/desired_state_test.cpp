// SPDX-License-Identifier: MIT
// Who may overwrite whom in the shop: the comparison of what an order shall be with what it is.
#include "status/desired_state.hpp"

#include <catch2/catch.hpp>

using namespace orderbridge::shopware5;
using Outcome = Comparison::Outcome;

namespace {

const StateMap kMap = default_state_map();

DesiredState order(std::int64_t to, std::vector<std::string_view> may_replace = {}) {
  DesiredState desired;
  desired.order = to;
  desired.may_replace = std::move(may_replace);
  return desired;
}
DesiredState payment(std::int64_t to, std::vector<std::string_view> may_replace = {}) {
  DesiredState desired;
  desired.payment = to;
  desired.may_replace_payment = std::move(may_replace);
  return desired;
}

}  // namespace

TEST_CASE("the table of states: Shopware's own, and each can be replaced") {
  auto map = default_state_map();
  CHECK(map.order.id_of("in_process") == 1);
  CHECK(map.order.id_of("accepted") == 1);
  CHECK(map.order.id_of("open") == 0);
  CHECK(map.order.id_of("partially_delivered") == 6);
  CHECK(map.order.id_of("completely_delivered") == 7);
  CHECK(map.order.id_of("completed") == 2);
  CHECK(map.order.id_of("cancelled") == 4);
  CHECK_FALSE(map.order.id_of("clarification"));
  CHECK(map.payment.id_of("paid") == 12);
  CHECK(map.payment.id_of("partially_paid") == 11);
  CHECK(map.payment.id_of("open") == 17);
  map.order.replace("in_process", 50);
  CHECK(map.order.id_of("in_process") == 50);
  CHECK(map.order.id_of("accepted") == 1);
  map.order.replace("open", 5);
  CHECK(map.order.is_untouched(0));
  CHECK_FALSE(map.order.is_untouched(5));
  CHECK(map.payment.is_untouched(0));
  CHECK(map.payment.is_untouched(17));
  CHECK_FALSE(map.payment.is_untouched(12));
}

TEST_CASE("an order state that is there already needs nothing, whatever may be replaced") {
  CHECK(compare(order(1), {1, 17}, kMap).outcome == Outcome::kHolds);
  CHECK(compare(order(1, {"0"}), {1, 17}, kMap).outcome == Outcome::kHolds);
  CHECK(compare(order(8), {8, 17}, kMap).outcome == Outcome::kHolds);
}

TEST_CASE("a host that says nothing of it lets only untouched orders be overwritten") {
  const auto result = compare(order(1), {0, 17}, kMap);
  CHECK(result.outcome == Outcome::kWrite);
  CHECK(result.order == 1);
  CHECK_FALSE(result.payment);
  for (const std::int64_t is : {1, 2, 3, 4, 5, 6, 7, 8, 50})
    for (const std::int64_t to : {0, 1, 2, 4, 6, 7}) {
      INFO(is << " to " << to);
      CHECK(compare(order(to), {is, 17}, kMap).outcome == (is == to ? Outcome::kHolds : Outcome::kConflict));
    }
  for (const std::int64_t is : {9, 10, 11, 12, 13, 18, 20, 31, 99})
    for (const std::int64_t to : {11, 12, 17}) {
      INFO(is << " to " << to);
      CHECK(compare(payment(to), {0, is}, kMap).outcome == (is == to ? Outcome::kHolds : Outcome::kConflict));
    }
}

TEST_CASE("may_replace takes ids and names, and nothing else is overwritten") {
  CHECK(compare(order(1, {"0"}), {0, 17}, kMap).outcome == Outcome::kWrite);
  CHECK(compare(order(1, {"open"}), {0, 17}, kMap).outcome == Outcome::kWrite);
  CHECK(compare(order(1, {"0", "8"}), {8, 17}, kMap).outcome == Outcome::kWrite);
  CHECK(compare(order(1, {"clarification"}), {8, 17}, kMap).outcome == Outcome::kWrite);
  CHECK(compare(order(1, {"0"}), {7, 17}, kMap).outcome == Outcome::kConflict);
  CHECK(compare(order(1, {"other", "00x", ""}), {50, 17}, kMap).outcome == Outcome::kConflict);
  auto map = default_state_map();
  map.order.replace("in_process", 50);
  CHECK(compare(order(2, {"in_process"}), {50, 17}, map).outcome == Outcome::kWrite);
  // What the table calls so is 50; the shop's own 1 was set by somebody else.
  CHECK(compare(order(2, {"in_process"}), {1, 17}, map).outcome == Outcome::kConflict);
  // Several words for one id: told by one of them, replaced by the other.
  CHECK(compare(order(7, {"accepted"}), {1, 17}, kMap).outcome == Outcome::kWrite);
  CHECK(compare(order(7, {"in_process"}), {1, 17}, kMap).outcome == Outcome::kWrite);
  // "untouched" is where nobody has acted yet, "open" what the table calls so.
  map.order.replace("open", 5);
  CHECK(compare(order(7, {"untouched"}), {0, 17}, map).outcome == Outcome::kWrite);
  CHECK(compare(order(7, {"untouched"}), {5, 17}, map).outcome == Outcome::kConflict);
  CHECK(compare(order(7, {"open"}), {0, 17}, map).outcome == Outcome::kConflict);
  CHECK(compare(order(7, {"open"}), {5, 17}, map).outcome == Outcome::kWrite);
}

TEST_CASE("the list for payment states is obeyed as that for order states") {
  CHECK(compare(payment(12, {"paid", "17"}), {0, 17}, kMap).outcome == Outcome::kWrite);
  CHECK(compare(payment(12, {"paid", "17"}), {0, 0}, kMap).outcome == Outcome::kConflict);
  CHECK(compare(payment(12, {"open"}), {0, 0}, kMap).outcome == Outcome::kConflict);
  CHECK(compare(payment(12, {"untouched"}), {0, 0}, kMap).outcome == Outcome::kWrite);
  CHECK(compare(payment(12, {"untouched"}), {0, 17}, kMap).outcome == Outcome::kWrite);
  CHECK(compare(payment(11, {"partially_paid", "17"}), {0, 12}, kMap).outcome == Outcome::kConflict);
  CHECK(compare(payment(11, {"partially_paid", "paid"}), {0, 12}, kMap).outcome == Outcome::kWrite);
  CHECK(compare(payment(12, {"paid", "reserved"}), {0, 18}, kMap).outcome == Outcome::kWrite);
  // Each list is for its own states.
  CHECK(compare(payment(12, {"paid", "0"}), {0, 17}, kMap).outcome == Outcome::kConflict);
  auto both = order(7, {"7", "1"});
  both.payment = 12;
  const auto result = compare(both, {1, 17}, kMap);
  CHECK(result.order == 7);
  CHECK(result.payment == 12);  // no list: 17 is untouched
}

TEST_CASE("a payment state of somebody else is left alone") {
  for (const std::int64_t is : {0, 11, 17}) {
    const auto result = compare(payment(12, {"untouched", "partially_paid"}), {8, is}, kMap);
    CHECK(result.outcome == Outcome::kWrite);
    CHECK(result.payment == 12);
    CHECK_FALSE(result.order);
  }
  CHECK(compare(payment(12), {8, 12}, kMap).outcome == Outcome::kHolds);
  CHECK(compare(payment(12), {0, 18}, kMap).outcome == Outcome::kConflict);

  auto both = order(7);
  both.payment = 12;
  auto result = compare(both, {0, 18}, kMap);
  CHECK(result.outcome == Outcome::kWrite);
  CHECK(result.order == 7);
  CHECK_FALSE(result.payment);
  CHECK(result.payment_kept);
  result = compare(both, {7, 18}, kMap);
  CHECK(result.outcome == Outcome::kConflict);
  CHECK(result.payment_kept);
  CHECK_FALSE(result.order_kept);
  result = compare(both, {8, 17}, kMap);  // the payment is told all the same
  CHECK(result.outcome == Outcome::kWrite);
  CHECK(result.order_kept);
  CHECK(result.payment == 12);
  CHECK_FALSE(result.order);
  CHECK(compare(both, {8, 12}, kMap).outcome == Outcome::kConflict);
}

TEST_CASE("a state that the list does not tell is not guessed") {
  CHECK(compare(order(1), {std::nullopt, 17}, kMap).outcome == Outcome::kUnread);
  CHECK(compare(payment(12), {0, std::nullopt}, kMap).outcome == Outcome::kUnread);
  CHECK(compare(order(1), {0, std::nullopt}, kMap).outcome == Outcome::kWrite);
}

TEST_CASE("after writing, only what was written must hold") {
  Comparison written;
  written.order = 1;
  CHECK(holds(written, {1, 99}));
  CHECK_FALSE(holds(written, {0, 99}));
  CHECK_FALSE(holds(written, {std::nullopt, 99}));
  written.payment = 12;
  CHECK_FALSE(holds(written, {1, 17}));
  CHECK(holds(written, {1, 12}));
}

TEST_CASE("what others changed beside our writing") {
  const ShopState before{0, 17, "JD1", false, 1, 7};
  Comparison order_written;
  order_written.order = 1;
  CHECK_FALSE(others_changed(order_written, before, {1, 17, "JD1", false, 2, 7}));
  CHECK(others_changed(order_written, before, {1, 17, "JD1", false, 2, 8}));
  CHECK(others_changed(order_written, before, {1, 12, "JD1", false, 2, 7}));
  CHECK(others_changed(order_written, before, {1, 17, "JD1,JD2", false, 2, 7}));
  CHECK(others_changed(order_written, before, {1, 17, "JD1", true, 2, 7}));
  Comparison paid;
  paid.payment = 12, paid.tracking = "JD2";
  CHECK_FALSE(others_changed(paid, before, {0, 12, "JD2", true, 2, 7}));
  CHECK(others_changed(paid, before, {5, 12, "JD2", true, 2, 7}));
}
