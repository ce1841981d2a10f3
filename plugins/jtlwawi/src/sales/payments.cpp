// SPDX-License-Identifier: MIT
#include "../sales_schema.hpp"
#include "by_people.hpp"

namespace orderbridge::jtlwawi {

namespace {

Decimal amount_of(const PaymentEntry& entry, const SalesOrder& order, const Host& host) {
  if (entry.amount.empty()) {
    if (order.left_to_pay() > Decimal()) return order.left_to_pay();
    throw NotDone(host.say("is paid already", "ist schon bezahlt"), OB_SKIPPED);
  }
  const auto amount = Decimal::parse(entry.amount);
  if (!amount || amount->is_zero())
    throw NotDone(host.say("'" + entry.amount + "' is no amount", "'" + entry.amount + "' ist kein Betrag"));
  if (amount->rounded(2) != *amount)
    throw NotDone(
        host.say("amounts have at most two decimals", "Beträge haben höchstens zwei Nachkommastellen"));
  if (order.paid + *amount < Decimal())
    throw NotDone(
        host.say("only " + order.paid.to_string() + " were paid: more cannot be taken back",
                 "es sind nur " + order.paid.to_string() + " bezahlt: mehr lässt sich nicht zurücknehmen"));
  return *amount;
}

}  // namespace

Done pay(Poco::Data::Session& session, const Host& host, const SalesOrder& order, const PaymentEntry& entry) {
  if (order.cancelled)
    throw NotDone(host.say("is cancelled; reopen it first", "ist storniert; erst wieder öffnen"));
  const auto amount = amount_of(entry, order, host);
  if (!entry.transaction.empty() &&
      first(session,
            "SELECT 1 FROM " + table(Zahlung::kDef) + " WHERE kBestellung=? AND cExternalTransactionId=?",
            {order.id, entry.transaction}))
    return {OB_DUPLICATE, order.number,
            host.say("this transaction is entered already", "diese Transaktion ist schon erfasst")};
  insert_row(session, Zahlung::kDef,
             {{Zahlung::kZahlung, next_id(session, Zahlung::kDef)},
              {Zahlung::cName, entry.name},
              {Zahlung::dDatum, entry.date.empty() ? now_cell(session) : entry.date + " 00:00:00"},
              {Zahlung::fBetrag, amount_cell(amount)},
              {Zahlung::kBestellung, order.id},
              {Zahlung::cExternalTransactionId, entry.transaction}});
  auto marks = order.marks;
  marks.paid_here = true;
  change_order(session, order.staged, marks);
  refresh_figures(session, order.id);
  const auto sum = amount.rounded(2).to_string() + " " + order.currency;
  const auto left = (order.left_to_pay() - amount).rounded(2);
  log_event(session, order.staged, "Zahlung", sum);
  return {OB_UPDATED, order.number,
          left > Decimal() ? host.say(sum + " entered, still open: " + left.to_string(),
                                      sum + " erfasst, noch offen: " + left.to_string())
                           : host.say(sum + " entered, paid in full", sum + " erfasst, komplett bezahlt")};
}

}  // namespace orderbridge::jtlwawi
