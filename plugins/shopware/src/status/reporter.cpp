// SPDX-License-Identifier: MIT
// See reporter.hpp.
#include "reporter.hpp"

#include "../mapper/states.hpp"

namespace orderbridge::shopware5 {
namespace {

/// The shop's id of the state that was asked for: what the next list row will show.
std::string found_in(const DesiredState& d, const ShopState& is) {
  const auto& state = d.order ? is.order : is.payment;
  return state ? std::to_string(*state) : std::string();
}

std::string states_text(const DesiredState& d, const ShopState& is, Language say) {
  std::string text;
  if (d.order && is.order) text = say("order state ", "Bestellstatus ") + order_status_text(*is.order, say);
  if (d.payment && is.payment)
    text += (text.empty() ? "" : ", ") + say("payment state ", "Zahlstatus ") +
            payment_status_text(*is.payment, say);
  return text;
}

}  // namespace

void Reporter::report(std::size_t index, std::string_view id, const Said& said) {
  Result result;
  result.outcome = said.outcome;
  result.remote_id = id;
  result.code = said.code;
  result.text = said.text;
  result.found = said.found;
  result.hint = said.hint;
  result.kept = said.kept;
  if (said.why) {
    result.remote_text = said.why->remote_text();
    result.retry_after_ms = said.why->retry_after_ms();
  }
  out_.report(index, result);
  ++done_;
  sign_of_life();
}

void Reporter::report(const DesiredState& d, const Said& said) {
  report(d.index, std::to_string(d.id), said);
}

void Reporter::bad_id(std::size_t index, std::string_view id) {
  report(index, id,
         {OB_WRITE_REJECTED, "bad-id",
          say_("this is no order id of a Shopware 5 shop (a whole number from 1)",
               "das ist keine Bestell-Id eines Shopware-5-Shops (eine ganze Zahl ab 1)")});
}

void Reporter::unknown_state(std::size_t index, std::string_view id, const char* option,
                             std::string_view state) {
  report(index, id,
         {OB_WRITE_REJECTED, "unknown-state",
          say_("the option ", "die Option ") + option +
              say_(" has no id of the shop for the state ", " hat keine Id des Shops für den Status ") +
              std::string(state.substr(0, 60))});
}

void Reporter::nothing_asked(std::size_t index, std::string_view id) {
  report(index, id,
         {OB_SKIPPED, "nothing-to-tell",
          say_("the update names neither an order state nor a payment state",
               "die Meldung nennt weder Bestell- noch Zahlstatus")});
}

void Reporter::confirmed(const DesiredState& d, const ShopState& is, bool written) {
  const auto* code = d.changed_meanwhile ? OB_CODE_CHANGED_MEANWHILE : written ? "told" : "already-there";
  report(d, {OB_CONFIRMED, code, states_text(d, is, say_), found_in(d, is), nullptr, is.row});
}

void Reporter::kept(const DesiredState& d, const Comparison& change) {
  if (change.tracking_replaced)
    out_.warn(d.index, "tracking-replaced", "deliveries",
              say_("the shop had other tracking numbers for this order; they were replaced by the ERP's",
                   "der Shop hatte andere Sendungsnummern zu dieser Bestellung; die der Warenwirtschaft "
                   "ersetzten sie"));
  if (change.tracking_left_out > 0)
    out_.warn(d.index, "tracking-left-out", "deliveries",
              std::to_string(change.tracking_left_out) +
                  say_(" tracking numbers do not fit into the shop's field, which takes ",
                       " Sendungsnummern passen nicht in das Feld des Shops, Platz ist für ") +
                  std::to_string(d.tracking_room) + say_(" characters", " Zeichen"));
}

void Reporter::conflict(const DesiredState& d, const ShopState& is, const Comparison& change) {
  std::string text;
  if (change.order_kept)
    text = say_("order state ", "Bestellstatus ") + order_status_text(is.order.value_or(0), say_) +
           say_(", the ERP says ", ", die Warenwirtschaft sagt ") +
           order_status_text(d.order.value_or(0), say_);
  if (change.payment_kept)
    text += (text.empty() ? "" : "; ") + say_("payment state ", "Zahlstatus ") +
            payment_status_text(is.payment.value_or(0), say_) +
            say_(", the ERP says ", ", die Warenwirtschaft sagt ") +
            payment_status_text(d.payment.value_or(0), say_);
  std::uint32_t kept = 0;
  if (change.order_kept) kept |= OB_KEPT_STATE;
  if (change.payment_kept) kept |= OB_KEPT_PAYMENT;
  report(d, {OB_CONFLICT, change.order_kept ? "other-state" : "other-payment-state",
             say_("left as it is in the shop, because that may not be overwritten: ",
                  "im Shop so gelassen, wie es ist, weil das nicht überschrieben werden darf: ") +
                 text,
             found_in(d, is), nullptr, 0, kept});
}

void Reporter::gone(const DesiredState& d, const ShopState* aborted) {
  report(d, {OB_WRITE_REJECTED, "gone",
             aborted ? say_("the order was aborted in the shop", "die Bestellung wurde im Shop abgebrochen")
                     : say_("the shop no longer has this order", "der Shop hat diese Bestellung nicht mehr"),
             aborted ? found_in(d, *aborted) : std::string()});
}

void Reporter::unread(const DesiredState& d) {
  report(d, {OB_WRITE_RETRY, "unreadable",
             say_("the shop's order list does not tell the state of this order; a plugin may change it",
                  "die Bestellliste des Shops nennt den Status dieser Bestellung nicht; vielleicht ändert "
                  "ein Plugin sie")});
}

void Reporter::unconfirmed(const DesiredState& d, const ShopState& is) {
  report(d, {OB_UNCONFIRMED, "not-applied",
             say_("the shop took the change, but does not show it: ",
                  "der Shop hat die Änderung angenommen, zeigt sie aber nicht: ") +
                 states_text(d, is, say_),
             found_in(d, is)});
}

void Reporter::not_read_back(const DesiredState& d, const Error& why) {
  report(d, {OB_UNCONFIRMED, "not-read-back",
             say_("the shop took the change, but could not be asked whether it holds. ",
                  "der Shop hat die Änderung angenommen, ließ sich aber nicht fragen, ob sie gilt. ") +
                 why.what(),
             "", &why});
}

void Reporter::unknown(const DesiredState& d, const Error& why) {
  report(d, {OB_UNCONFIRMED, "not-known",
             say_("the change failed, and the shop could not be asked whether it took effect. ",
                  "die Änderung schlug fehl, und der Shop ließ sich nicht fragen, ob sie wirkte. ") +
                 why.what(),
             "", &why});
}

void Reporter::again(const DesiredState& d, const ShopState* is, const Error& why) {
  report(d, {OB_WRITE_RETRY, "put-failed", why.what(), is ? found_in(d, *is) : std::string(), &why});
}

void Reporter::denied(const DesiredState& d, const Failure& why) {
  if (why.scope == Scope::kGone) return gone(d, nullptr);
  const auto& said = why.error.remote_text();
  const bool order = said.rfind("OrderStatus by ", 0) == 0, payment = said.rfind("PaymentStatus by ", 0) == 0;
  if (!order && !payment) return report(d, {OB_WRITE_REJECTED, "refused", why.error.what(), "", &why.error});
  report(d, {OB_WRITE_REJECTED, "unknown-state",
             say_("the shop has no state with the id ", "der Shop hat keinen Status mit der Id ") +
                 std::to_string(order ? d.order.value_or(0) : d.payment.value_or(0)) +
                 say_("; correct the option ", "; zu berichtigen ist die Option ") +
                 (order ? "states" : "payments"),
             "", &why.error});
}

}  // namespace orderbridge::shopware5
