// SPDX-License-Identifier: MIT
#include "status_source.hpp"

#include "jtl/status_update.hpp"
#include "models.hpp"

namespace orderbridge::jtlconnector {

namespace {

constexpr std::size_t kAtOnce = 200;

/// Status constants of jtl/connector-core. A note may be pushed before the status is.
std::string_view state_of(const StoredOrder& order, bool has_notes) {
  if (order.order_status == "cancelled") return "cancelled";
  if (order.order_status == "shipped") return "completely_delivered";
  if (order.order_status == "partially_shipped" || has_notes) return "partially_delivered";
  return "accepted";
}

/// Empty: leave the shop's alone. "unpaid" says something only where Wawi once said otherwise: it gets every
/// order as unpaid, whatever the shop knows.
std::string_view payment_of(const StoredOrder& order) {
  if (order.payment_status == "completed") return "paid";
  if (order.payment_status == "partially_paid") return "partially_paid";
  return order.payment_status == "unpaid" && order.paid_by_wawi ? "open" : "";
}

void add_delivery(const std::string& order, const DeliveryNote& note, jtl::StatusUpdate& update) {
  auto& delivery = update.deliveries.emplace_back();
  delivery.id = std::to_string(note.host);
  for (const auto& tracking : note.trackings) {
    if (delivery.carrier.empty()) delivery.carrier = tracking.carrier;
    delivery.tracking.insert(delivery.tracking.end(), tracking.codes.begin(), tracking.codes.end());
    delivery.urls.insert(delivery.urls.end(), tracking.urls.begin(), tracking.urls.end());
  }
  for (const auto& item : note.items)
    if (auto line = line_of(order, item.line); !line.empty())
      delivery.lines.emplace_back(std::move(line), Decimal::parse(item.quantity).value_or(Decimal()));
}

}  // namespace

void StatusSource::tell(const StoredOrder& order, const FetchSink& out) {
  const auto notes = store_.notes(order.id);
  jtl::StatusUpdate update;
  update.id = order.id;
  update.number = order.number;
  update.revision = std::to_string(order.change);
  update.state = state_of(order, !notes.empty());
  update.payment = payment_of(order);
  if (options_.completes) update.complete();
  update.erp_number = std::to_string(order.host);
  for (const auto& note : notes) add_delivery(order.id, note, update);
  const auto row = update.listed(static_cast<std::uint64_t>(order.change));
  if (out.want(row)) out.emit(update.build(options_.clock).head, &row);
}

void StatusSource::fetch(const Call& call, const ob_fetch& request, const FetchSink& out) {
  auto after = to_int(copy(request.bookmark));
  for (;;) {
    const auto orders = store_.changed_after(after, kAtOnce);
    for (const auto& order : orders) {
      call.check();
      after = order.change;
      tell(order, out);
    }
    out.checkpoint("", std::to_string(after));
    if (orders.size() < kAtOnce) return say_doubts(call);
  }
}

/// Said once each, with the run that fetches. Only a host that dies before that run is recorded loses the words; the
/// payment stays held, and the order's next payment in the shop asks a person again.
void StatusSource::say_doubts(const Call& call) {
  for (const auto& doubt : store_.payments_in_doubt()) {
    const auto name = doubt.number.empty() ? doubt.order : doubt.number;
    const auto amount = doubt.amount.rounded(2).to_string() +
                        (doubt.transaction.empty() ? std::string() : " (" + doubt.transaction + ")");
    call.finding(
        OB_FINDING_WARNING, "payment-in-doubt",
        host_.say("order " + name + ": the shop shows " + amount +
                      " as paid, and JTL-Wawi has booked money of its own that may be the same. It is not "
                      "handed over, so that nothing is booked twice: see in JTL-Wawi whether it is there, "
                      "and enter what is missing by hand",
                  "Bestellung " + name + ": Der Shop zeigt " + amount +
                      " als bezahlt, und JTL-Wawi hat selbst Geld gebucht, das dasselbe sein kann. Es wird "
                      "nicht übergeben, damit nichts doppelt gebucht wird: in JTL-Wawi nachsehen, ob es da "
                      "ist, und was fehlt, von Hand eintragen"));
    store_.doubt_is_told(doubt.order);
  }
}

void StatusSource::fetch_keys(const Call& call, const ob_keys& keys, const FetchSink& out) {
  for (std::size_t i = 0; i < keys.count; ++i) {
    call.check();
    const auto order = store_.find(copy(keys.ids[i]));
    if (order && order->change != 0) {
      tell(*order, out);
      continue;
    }
    Note note;
    note.outcome = OB_NOTE_GONE;
    note.id = view(keys.ids[i]);
    note.code = "nothing-to-tell";
    const auto text = host_.say("JTL-Wawi has said nothing of this order",
                                "JTL-Wawi hat zu dieser Bestellung nichts gemeldet");
    note.text = text;
    out.note(note);
  }
}

}  // namespace orderbridge::jtlconnector
