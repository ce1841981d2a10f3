// SPDX-License-Identifier: MIT
#include "status_source.hpp"

#include "../sales_schema.hpp"
#include "../stored_orders.hpp"
#include "jtl/status_update.hpp"
#include "sales_order.hpp"

namespace orderbridge::jtlwawi {

namespace {

constexpr std::int64_t kAtOnce = 200;

std::string state_of(const SalesOrder& order) {
  if (order.cancelled) return "cancelled";
  if (order.marks.completed) return "completed";
  if (order.deliveries == 0) return "accepted";
  return order.is_open() ? "partially_delivered" : "completely_delivered";
}

void add_payment(Poco::Data::Session& session, const SalesOrder& order, jtl::StatusUpdate& update) {
  // What the shop itself reported need not be told back; what was ever entered here must be, up to its end.
  if (!order.marks.paid_here) return;
  update.payment = order.paid >= order.gross ? "paid" : order.paid > Decimal() ? "partially_paid" : "open";
  update.paid = order.paid.to_abi();
  const auto last =
      query(session, "SELECT max(dDatum) FROM " + table(Zahlung::kDef) + " WHERE kBestellung=?", {order.id})
          .front();
  update.paid_at = jtl::clock_time_of(last.front());
}

void add_deliveries(Poco::Data::Session& session, const SalesOrder& order, jtl::StatusUpdate& update) {
  for (const auto& note : query(session,
                                "SELECT kLieferschein,cLieferscheinNr,dErstellt FROM " +
                                    table(Lieferschein::kDef) + " WHERE kBestellung=? ORDER BY kLieferschein",
                                {order.id})) {
    auto& delivery = update.deliveries.emplace_back();
    delivery.id = note[1];
    delivery.at = jtl::clock_time_of(note[2]);
    for (const auto& parcel : query(session,
                                    "SELECT cIdentCode,cLogistiker,cHinweis FROM " + table(Versand::kDef) +
                                        " WHERE kLieferschein=? ORDER BY kVersand",
                                    {to_int(note[0])})) {
      if (!parcel[0].empty()) delivery.tracking.push_back(parcel[0]);
      if (!parcel[1].empty()) delivery.carrier = parcel[1];
      if (!parcel[2].empty()) delivery.urls.push_back(parcel[2]);
    }
    for (const auto& line : query(session,
                                  "SELECT z.cZeile,lp.fAnzahl FROM " + table(LieferscheinPos::kDef) +
                                      " lp JOIN " + table(SalesLine::kDef) +
                                      " z ON z.kAuftragPosition=lp.kBestellPos WHERE lp.kLieferschein=? "
                                      "ORDER BY lp.kLieferscheinPos",
                                  {to_int(note[0])}))
      delivery.lines.emplace_back(line[0], to_amount(line[1]));
  }
}

}  // namespace

/// False: nobody outside need know anything of this order yet.
bool StatusSource::tell(const OrderId& id, std::int64_t change, const FetchSink& out, bool ask) {
  const auto key = first(session_,
                         "SELECT nZustand,kAuftrag,cNummer FROM " + table(OrderKey::kDef) +
                             " WHERE kInetBestellung=? AND kShop=?",
                         {id.order, id.shop});
  if (!key) return false;
  jtl::StatusUpdate update;
  update.id = std::to_string(id.order);
  update.number = (*key)[2];
  update.revision = std::to_string(change);
  if (const auto order = read_sales_order(session_, to_int((*key)[1]))) {
    update.state = state_of(*order);
    update.erp_number = order->number;
    update.reason = order->cancelled ? order->marks.cancel_reason : std::string();
    add_payment(session_, *order, update);
    add_deliveries(session_, *order, update);
  } else if (to_int((*key)[0]) == OB_FOUND_CANCELLED) {
    update.state = "cancelled";
    update.reason = order_marks(session_, id).cancel_reason;
  } else {
    return false;
  }
  const auto row = update.listed(static_cast<std::uint64_t>(change));
  if (!ask || out.want(row)) out.emit(update.build(clock_).head, &row);
  return true;
}

void StatusSource::fetch(const Call& call, const ob_fetch& request, const FetchSink& out) {
  auto after = to_int(copy(request.bookmark));
  for (;;) {
    const auto rows = query(session_,
                            "SELECT kInetBestellung,nAenderung FROM " + table(OrderState::kDef) +
                                " WHERE nAenderung>? AND kShop=? ORDER BY nAenderung LIMIT ?",
                            {after, shop_, kAtOnce});
    for (const auto& row : rows) {
      call.check();
      after = to_int(row[1]);
      tell({to_int(row[0]), shop_}, after, out, true);
    }
    out.checkpoint("", std::to_string(after));
    if (rows.size() < static_cast<std::size_t>(kAtOnce)) return;
  }
}

void StatusSource::fetch_keys(const Call& call, const ob_keys& keys, const FetchSink& out) {
  for (std::size_t i = 0; i < keys.count; ++i) {
    call.check();
    const auto id = wawi_id(view(keys.ids[i]));
    const OrderId order{id.value_or(0), shop_};
    if (id && tell(order, order_marks(session_, order).change, out, true)) continue;
    Note note;
    note.outcome = OB_NOTE_GONE;
    note.id = view(keys.ids[i]);
    note.code = "nothing-to-tell";
    const auto text = host_.say("JTL-Wawi has nothing to tell of this order",
                                "JTL-Wawi hat zu dieser Bestellung nichts zu melden");
    note.text = text;
    out.note(note);
  }
}

}  // namespace orderbridge::jtlwawi
