// SPDX-License-Identifier: MIT
#include "status_source.hpp"

#include <deque>
#include <orderbridge/decimal.hpp>

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

/// Notes and the memory that their views point into.
class Deliveries {
 public:
  Deliveries(const std::string& order, const std::vector<DeliveryNote>& notes) {
    for (const auto& note : notes) add(order, note);
    for (auto& delivery : all_) pointers_.push_back(finish(delivery));
  }
  const ob_delivery* const* data() const { return pointers_.data(); }
  std::size_t size() const { return pointers_.size(); }

 private:
  struct One {
    std::string id, carrier;
    std::vector<std::string> codes, urls, lines;
    std::vector<Decimal> quantities;
    std::vector<ob_str> code_views, url_views;
    std::vector<ob_delivered> line_views;
    ob_delivery data{};
  };

  void add(const std::string& order, const DeliveryNote& note) {
    auto& one = all_.emplace_back();
    one.id = std::to_string(note.host);
    for (const auto& tracking : note.trackings) {
      if (one.carrier.empty()) one.carrier = tracking.carrier;
      one.codes.insert(one.codes.end(), tracking.codes.begin(), tracking.codes.end());
      one.urls.insert(one.urls.end(), tracking.urls.begin(), tracking.urls.end());
    }
    for (const auto& item : note.items) {
      const auto line = line_of(order, item.line);
      if (line.empty()) continue;
      one.lines.push_back(line);
      one.quantities.push_back(Decimal::parse(item.quantity).value_or(Decimal()));
    }
  }
  static const ob_delivery* finish(One& one) {
    for (const auto& code : one.codes) one.code_views.push_back(to_abi(code));
    for (const auto& url : one.urls) one.url_views.push_back(to_abi(url));
    for (std::size_t i = 0; i < one.lines.size(); ++i)
      one.line_views.push_back({to_abi(one.lines[i]), one.quantities[i].to_abi()});
    one.data.size = sizeof one.data;
    one.data.id = to_abi(one.id);
    one.data.carrier = to_abi(one.carrier);
    one.data.delivered_at = OB_NO_TIME;
    one.data.tracking_numbers = one.code_views.data();
    one.data.tracking_number_count = one.code_views.size();
    one.data.tracking_urls = one.url_views.data();
    one.data.tracking_url_count = one.url_views.size();
    one.data.lines = one.line_views.data();
    one.data.line_count = one.line_views.size();
    return &one.data;
  }

  std::deque<One> all_;
  std::vector<const ob_delivery*> pointers_;
};

}  // namespace

void StatusSource::tell(const StoredOrder& order, const FetchSink& out) {
  const auto notes = store_.notes(order.id);
  const Deliveries deliveries(order.id, notes);
  const auto revision = std::to_string(order.change), host = std::to_string(order.host);
  const auto state = state_of(order, !notes.empty()), payment = payment_of(order);

  ob_listed row{};
  row.size = sizeof row;
  row.id = to_abi(order.id);
  row.number = to_abi(order.number);
  row.ordered_at = OB_NO_TIME;
  row.state = to_abi(state);
  row.payment_state = to_abi(payment);
  row.hint = static_cast<std::uint64_t>(order.change);
  if (!out.want(row)) return;

  ob_status_update update{};
  update.head.size = sizeof update;
  update.head.kind = OB_KIND_STATUS;
  update.head.id = to_abi(order.id);
  update.number = to_abi(order.number);
  update.revision = to_abi(revision);
  update.state = to_abi(state);
  if (!payment.empty()) update.payment_state = to_abi(payment);
  update.paid_at = update.changed_at = OB_NO_TIME;
  update.erp_number = to_abi(host);
  update.deliveries = deliveries.data();
  update.delivery_count = deliveries.size();
  out.emit(update.head, &row);
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
    if (orders.size() < kAtOnce) return;
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
