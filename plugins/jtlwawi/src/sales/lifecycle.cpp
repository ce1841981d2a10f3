// SPDX-License-Identifier: MIT
#include "../sales_schema.hpp"
#include "by_people.hpp"
#include "stock.hpp"

namespace orderbridge::jtlwawi {

namespace {

void set_state(Poco::Data::Session& session, const OrderId& id, std::int64_t state) {
  execute(session, "UPDATE " + table(OrderKey::kDef) + " SET nZustand=? WHERE kInetBestellung=? AND kShop=?",
          {state, id.order, id.shop});
}

void reserve(Poco::Data::Session& session, const SalesOrder& order, bool back) {
  for (const auto& p : order.positions)
    move_stock(session, p.article, Decimal(), back ? p.open() : -p.open());
}

}  // namespace

Done cancel(Poco::Data::Session& session, const Host& host, const SalesOrder& order,
            const std::string& reason) {
  if (order.cancelled)
    return {OB_DUPLICATE, order.number, host.say("is cancelled already", "ist schon storniert")};
  if (order.deliveries > 0)
    throw NotDone(host.say("has delivery notes: cancel-delivery first, if the goods are not gone",
                           "hat Lieferscheine: erst cancel-delivery, falls die Ware nicht fort ist"));
  insert_row(session, AuftragStorno::kDef,
             {{AuftragStorno::kAuftrag, order.id},
              {AuftragStorno::dStorniert, now_cell(session)},
              {AuftragStorno::cKommentar, reason}});
  execute(session, "UPDATE " + table(Auftrag::kDef) + " SET nStorno=1 WHERE kAuftrag=?", {order.id});
  reserve(session, order, false);
  set_state(session, order.staged, OB_FOUND_CANCELLED);
  auto marks = order.marks;
  marks.completed = false;
  marks.cancel_reason = reason;
  change_order(session, order.staged, marks);
  log_event(session, order.staged, "Storno", "");
  return {OB_UPDATED, order.number, host.say("cancelled", "storniert")};
}

Done cancel_staged(Poco::Data::Session& session, const Host& host, const OrderId& id,
                   const std::string& reason) {
  auto marks = order_marks(session, id);
  marks.cancel_reason = reason;
  set_state(session, id, OB_FOUND_CANCELLED);
  change_order(session, id, marks);
  log_event(session, id, "Storno", "");
  return {OB_UPDATED, "", host.say("cancelled before takeover", "vor der Übernahme storniert")};
}

Done complete(Poco::Data::Session& session, const Host& host, const SalesOrder& order) {
  if (order.marks.completed)
    return {OB_DUPLICATE, order.number, host.say("is completed already", "ist schon abgeschlossen")};
  if (order.cancelled)
    throw NotDone(host.say("is cancelled; reopen it first", "ist storniert; erst wieder öffnen"));
  if (order.is_open())
    throw NotDone(host.say("is not delivered completely", "ist nicht komplett ausgeliefert"), OB_SKIPPED);
  auto marks = order.marks;
  marks.completed = true;
  change_order(session, order.staged, marks);
  log_event(session, order.staged, "Abschluss", "");
  const auto left = order.left_to_pay().rounded(2);
  return {OB_UPDATED, order.number,
          left > Decimal() ? host.say("completed, although " + left.to_string() + " are not paid",
                                      "abgeschlossen, obwohl " + left.to_string() + " nicht bezahlt sind")
                           : host.say("completed", "abgeschlossen")};
}

Done reopen(Poco::Data::Session& session, const Host& host, const SalesOrder& order) {
  if (!order.cancelled && !order.marks.completed)
    return {OB_DUPLICATE, order.number, host.say("is open", "ist offen")};
  auto marks = order.marks;
  marks.completed = false;
  marks.cancel_reason.clear();
  if (order.cancelled) {
    execute(session, "DELETE FROM " + table(AuftragStorno::kDef) + " WHERE kAuftrag=?", {order.id});
    execute(session, "UPDATE " + table(Auftrag::kDef) + " SET nStorno=0 WHERE kAuftrag=?", {order.id});
    reserve(session, order, true);
    set_state(session, order.staged, OB_FOUND_TAKEN_OVER);
  }
  change_order(session, order.staged, marks);
  log_event(session, order.staged, "Wieder geöffnet", "");
  return {OB_UPDATED, order.number, host.say("open again", "wieder offen")};
}

Done reopen_staged(Poco::Data::Session& session, const Host& host, const OrderId& id) {
  auto marks = order_marks(session, id);
  marks.cancel_reason.clear();
  set_state(session, id, OB_FOUND_STAGED);
  change_order(session, id, marks);
  log_event(session, id, "Wieder geöffnet", "");
  return {OB_UPDATED, "", host.say("staged again", "liegt wieder vor")};
}

}  // namespace orderbridge::jtlwawi
