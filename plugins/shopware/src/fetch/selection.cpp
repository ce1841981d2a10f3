// SPDX-License-Identifier: MIT
// See selection.hpp.
#include "selection.hpp"

#include "../mapper/numbers.hpp"
#include "../mapper/states.hpp"

namespace orderbridge::shopware5 {
namespace {

template <class Set>
std::string joined(const Set& items) {
  std::string text;
  for (const auto& item : items) {
    if (!text.empty()) text += ", ";
    if constexpr (std::is_same_v<typename Set::value_type, std::string>)
      text += item;
    else
      text += std::to_string(item);
  }
  return text;
}

bool payment_wanted(const Wanted& wanted, std::int64_t state) {
  if (wanted.payment_states.empty() || wanted.payment_states.count(state) > 0) return true;
  // A converted basket keeps payment state 0, which means open.
  return state == kPaymentNone && wanted.payment_states.count(kPaymentOpen) > 0;
}

std::optional<Reason> state_reason(const Wanted& wanted, const Judged& order, Language say) {
  if (wanted.order_states.count(order.state) > 0) return std::nullopt;
  if (is_converted_basket(order)) {
    if (wanted.import_converted) return std::nullopt;
    return Reason{
        "converted-basket",
        say("made by hand from a broken-off basket; option converted-baskets=\"import\" would import it",
            "von Hand aus einem abgebrochenen Warenkorb erzeugt; Option converted-baskets=\"import\" würde "
            "sie "
            "importieren"),
        true};
  }
  return Reason{"order-state", say("order state ", "Bestellstatus ") + order_status_text(order.state, say) +
                                   say(" is not among order-states: ", " gehört nicht zu order-states: ") +
                                   joined(wanted.order_states)};
}

}  // namespace

Judged judged(const ListRow& row) {
  return {row.number,     row.has_number, row.state,     row.payment_state,
          row.order_time, row.shop_id,    row.subshop_id};
}

Judged judged(const Detail& d) {
  return {d.number,
          !d.number.empty(),
          parse_integer(d.order_status).value_or(-1),
          parse_integer(d.payment_status).value_or(-1),
          d.order_time,
          d.shop_id,
          d.language_iso};
}

bool is_converted_basket(const Judged& order) {
  return order.state == kStateInProcess && order.payment_state == kPaymentNone;
}

std::optional<Reason> not_wanted(const Wanted& wanted, const Judged& order, Language say) {
  if (order.state < 0 || (order.has_number && order.number == "0"))
    return Reason{"aborted-checkout",
                  say("a checkout that was broken off (number 0 or state -1): no order",
                      "ein abgebrochener Bestellvorgang (Nummer 0 oder Status -1): keine Bestellung")};
  if (auto reason = state_reason(wanted, order, say)) return reason;
  if (!payment_wanted(wanted, order.payment_state))
    return Reason{"payment-state",
                  say("payment state ", "Zahlstatus ") + payment_status_text(order.payment_state, say) +
                      say(" is not among payment-states: ", " gehört nicht zu payment-states: ") +
                      joined(wanted.payment_states)};
  // The sub-shop is what the answer calls languageIso; shopId is only its main shop.
  const auto subshop = std::string(order.subshop_id.empty() ? order.shop_id : order.subshop_id);
  if (!wanted.subshops.empty() && wanted.subshops.count(subshop) == 0)
    return Reason{"sub-shop", say("sub-shop ", "Subshop ") + subshop +
                                  say(" is not among sub-shops: ", " gehört nicht zu sub-shops: ") +
                                  joined(wanted.subshops)};
  const auto day = date_part(order.order_time);
  if (!wanted.start_date.empty() && day.empty())
    return Reason{
        "order-time-unreadable",
        say("the shop's time of the order is zero or no time, so it is not known whether it was placed "
            "after start-date ",
            "die Bestellzeit im Shop ist null oder keine Zeit; ob nach start-date bestellt wurde, ist "
            "nicht bekannt: ") +
            wanted.start_date,
        true};
  if (!wanted.start_date.empty() && day < wanted.start_date)
    return Reason{"start-date", say("ordered on ", "bestellt am ") + std::string(day) +
                                    say(", before start-date ", ", vor start-date ") + wanted.start_date};
  return std::nullopt;
}

}  // namespace orderbridge::shopware5
