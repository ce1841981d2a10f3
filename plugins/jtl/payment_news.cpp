// SPDX-License-Identifier: MIT
#include "jtl/payment_news.hpp"

#include <algorithm>

#include "jtl/cancelled.hpp"

namespace orderbridge::jtl {
namespace {

using Kind = PaymentNews::Kind;

/// Never more than the shop shows beyond what was given, nor than is left of the order.
Decimal rest(const ob_order& order, const Decimal& paid, const MoneyThere& there) {
  const auto beyond = paid - there.given;
  const auto total = Decimal::from_abi(order.total_gross);
  return total ? std::min(beyond, std::max(*total, paid) - there.given - there.own) : beyond - there.own;
}

/// Partly paid: what JTL-Wawi said itself is no news, and less than all of it, where that was given, is.
Kind without_amount(const ob_order& order, const MoneyThere& there) {
  if (there.uncertain || there.part || there.withdrawn || !there.own.is_zero()) return Kind::kNothing;
  const auto total = Decimal::from_abi(order.total_gross);
  if (total && !there.given.is_zero() && there.given >= *total) return Kind::kLess;
  return there.all ? Kind::kNothing : Kind::kWithoutAmount;
}

}  // namespace

std::optional<Decimal> paid_amount(const ob_order& order) {
  if (!is_paid(order)) return Decimal();
  auto paid = Decimal::from_abi(order.paid_amount);
  if (!paid && view(order.payment_state) == "paid") paid = Decimal::from_abi(order.total_gross);
  return paid;
}

PaymentNews payment_news(const ob_order& order, const std::optional<Decimal>& paid, const MoneyThere& there,
                         bool new_transaction) {
  if (!paid) return {without_amount(order, there), {}};
  if (*paid < there.given) return {there.withdrawn ? Kind::kNothing : Kind::kLess, {}};
  if (*paid == there.given) return {};
  // Money of its own: what the shop shows may be what it was told of it.
  if (there.all) return {new_transaction ? Kind::kForPerson : Kind::kNothing, {}};
  if (there.uncertain) return {Kind::kForPerson, {}};
  if (!there.own.is_zero()) {
    const auto known = there.given + there.own;
    if (*paid == known && !new_transaction) return {};
    // Its own booking may be a part of what was paid anew, unless it is just what was missing; where all is
    // paid, what is missing there is missing either way.
    const auto total = Decimal::from_abi(order.total_gross);
    const bool is_rest =
        new_transaction && *paid > known && total && (*paid == *total || *paid + there.own == *total);
    if (!is_rest) return {Kind::kForPerson, {}};
  }
  const auto more = rest(order, *paid, there);
  if (more <= Decimal()) return {};
  return {Kind::kMore, more};
}

std::string payment_there(const Host& host, bool all) {
  if (all)
    return host.say(
        "paid in the shop, and JTL-Wawi has it as paid already: see whether it is the same payment",
        "im Shop bezahlt, und JTL-Wawi führt sie schon als bezahlt: nachsehen, ob es dieselbe Zahlung ist");
  return host.say(
      "paid in the shop, and JTL-Wawi has booked a part of it itself: see what is missing there, and enter "
      "it by hand",
      "im Shop bezahlt, und JTL-Wawi hat selbst einen Teil davon gebucht: nachsehen, was dort fehlt, und es "
      "von Hand eintragen");
}

}  // namespace orderbridge::jtl
