// SPDX-License-Identifier: MIT
// OrderWriter, second half: orders that are already in the database. What was staged follows the shop until
// it is taken over; payments follow it always. All of this runs inside the batch's transaction, so "taken
// over?" cannot change under it.
#include <Poco/Data/Statement.h>

#include "jtl/cancelled.hpp"
#include "jtl/fingerprint.hpp"
#include "order_writer.hpp"
#include "sales/sales_order.hpp"
#include "sales/takeover.hpp"
#include "sales_schema.hpp"

namespace orderbridge::jtlwawi {

using namespace Poco::Data::Keywords;

namespace {

bool differs(ob_str now, const std::string& then) {
  return present(now) && view(now) != then;
}

}  // namespace

void OrderWriter::known_order(Fate& fate, const StoredOrder& stored) {
  const ob_order& order = *fate.order;
  if (stored.number != view(order.number) ||
      (stored.ordered_at != order.ordered_at && !jtl::is_zone_shift(stored.ordered_at, order.ordered_at)))
    return reject(
        fate, "id-reused",
        host_.say(
            "another order with this id is already there (other number or order time): the shop was "
            "restored or cloned, or its ids started anew; a person must decide",
            "unter dieser Id gibt es schon eine andere Bestellung (andere Nummer oder Bestellzeit): der "
            "Shop wurde zurückgesetzt oder kopiert, oder seine Ids beginnen neu; ein Mensch muss "
            "entscheiden"));
  const bool marked = mark_cancelled(fate, stored);
  const bool content = differs(order.head.content_version, stored.content_version);
  const bool payment = differs(order.head.payment_version, stored.payment_version);
  fate.outcome = content || payment || marked ? OB_UPDATED : OB_DUPLICATE;
  const bool replaced = content && stored.state == OB_FOUND_STAGED;
  if (replaced)
    replace(fate);
  else if (payment)
    payment_changed(fate);
  if (fate.outcome == OB_WRITE_REJECTED) return;
  const bool cancelled = stored.state == OB_FOUND_CANCELLED;
  if (cancelled && view(order.state) == "cancelled") fate.found = "cancelled";  // nobody has to do anything
  if (content && !replaced) say_changed(fate, cancelled);
  if (cancelled && payment && jtl::is_paid(order))
    say_difference(fate, jtl::kPaymentOfCancelled, jtl::payment_of_cancelled(host_));
}

void OrderWriter::say(Fate& fate, const char* code, const std::string& text) {
  if (fate.code.empty()) fate.code = code;
  fate.text += (fate.text.empty() ? "" : "; ") + text;
}

/// What is left for a person to do.
void OrderWriter::say_difference(Fate& fate, const char* code, const std::string& text) {
  fate.outcome = OB_DUPLICATE;
  if (fate.found.empty()) fate.found = code;
  say(fate, code, text);
}

void OrderWriter::say_changed(Fate& fate, bool cancelled) {
  if (cancelled)
    say_difference(fate, "cancelled",
                   host_.say("the order was changed in the shop after it had been cancelled in JTL-Wawi",
                             "die Bestellung wurde im Shop geändert, nachdem sie in JTL-Wawi storniert war"));
  else
    say_difference(
        fate, "taken-over",
        host_.say("the order was changed in the shop after it had been taken over: change the sales "
                  "order by hand if need be",
                  "die Bestellung wurde im Shop geändert, nachdem sie übernommen war: bei Bedarf den "
                  "Auftrag von Hand ändern"));
}

/// Where payments were entered here, the shop shows what we told it: nothing of that is news, and nothing of
/// it is a fault. But a payment that the shop reported and does not show any more may be missing now.
void OrderWriter::payment_changed(Fate& fate) {
  const OrderId id{fate.id, shop_};
  rows_.clear();
  std::vector<Warning> warnings;
  try {
    mapper_.map_payment(*fate.order, fate.id, rows_, warnings);
  } catch (const OrderRejected& e) {
    return reject(fate, e.code, e.what());
  }
  const auto transaction = rows_.payment.size() == 0 ? std::string() : copy(fate.order->transaction_id);
  if (!is_told_payment(database_.session(), id, transaction)) {
    fate.warnings.insert(fate.warnings.end(), warnings.begin(), warnings.end());
    return pay(fate);
  }
  rows_.payment.truncate(0);
  if (!alone(fate, [&] { store_payment(fate); }) || jtl::is_paid(*fate.order)) return;
  const std::vector<Value> key{id.order, id.shop};
  const auto reported =
      first(database_.session(),
            "SELECT 1 FROM " + table(InetShopZahlung::kDef) + " WHERE kInetBestellung=? AND kShop=?", key);
  const auto sales =
      first(database_.session(),
            "SELECT e.fZahlung FROM " + table(Auftrag::kDef) + " a JOIN " + table(AuftragEckdaten::kDef) +
                " e ON e.kAuftrag=a.kAuftrag WHERE a.kShopauftrag=? AND a.kShop=?",
            key);
  if (!reported || !sales || !(to_amount(sales->front()) > Decimal())) return;
  say_difference(
      fate, "payment-difference",
      host_.say(
          "the shop took back a payment that JTL-Wawi has already: correct it there if need be",
          "der Shop hat eine Zahlung zurückgenommen, die JTL-Wawi schon hat: bei Bedarf dort berichtigen"));
}

/// An order cancelled in the shop is not taken over by itself; one that is open there again is. False:
/// nothing is new.
bool OrderWriter::mark_cancelled(Fate& fate, const StoredOrder& stored) {
  const OrderId id{fate.id, shop_};
  auto marks = order_marks(database_.session(), id);
  const bool cancelled = view(fate.order->state) == "cancelled";
  if (cancelled == marks.cancelled_in_shop) return false;
  marks.cancelled_in_shop = cancelled;
  change_order(database_.session(), id, marks);
  log_event(database_.session(), id, "Shop",
            cancelled ? host_.say("cancelled in the shop", "im Shop storniert")
                      : host_.say("open in the shop again", "im Shop wieder offen"));
  if (stored.state == OB_FOUND_CANCELLED) return false;
  const bool taken = stored.state == OB_FOUND_TAKEN_OVER;
  if (cancelled && taken)
    say(fate, "cancelled-in-shop",
        host_.say("cancelled in the shop after it had been taken over: cancel the sales order if need be",
                  "im Shop storniert, nachdem sie übernommen war: bei Bedarf den Auftrag stornieren"));
  else if (cancelled)
    say(fate, "cancelled-in-shop",
        host_.say(
            "cancelled in the shop: it is not taken over; cancel it here if it is not wanted",
            "im Shop storniert: sie wird nicht übernommen; hier stornieren, falls sie nicht gewollt ist"));
  else if (taken)
    say(fate, "open-in-shop",
        host_.say("open in the shop again after it was cancelled there; its sales order stays as it is",
                  "im Shop wieder offen, nachdem sie dort storniert war; ihr Auftrag bleibt, wie er ist"));
  else
    say(fate, "open-in-shop",
        host_.say("open in the shop again after it was cancelled there: it can be taken over",
                  "im Shop wieder offen, nachdem sie dort storniert war: sie kann übernommen werden"));
  return true;
}

void OrderWriter::replace(Fate& fate) {
  const auto lines = line_ids(database_.session(), shop_, fate.id);
  rows_.clear();
  if (!map(fate, &lines)) return;
  alone(fate, [&] {
    for (const auto* def :
         {&InetBestellung::kDef, &InetBestellPos::kDef, &Lieferadresse::kDef, &Rechnungadresse::kDef,
          &InetBestellungAttribute::kDef, &OrderKey::kDef, &LineKey::kDef})
      erase(*def, "kInetBestellung", fate.id);
    erase(InetAdress::kDef, "kInetAdress", fate.id);
    if (rows_.payment.size() == 0) erase(InetShopZahlung::kDef, "kZahlungseingang", fate.id);
    rows_.insert(database_.session());
  });
}

void OrderWriter::pay(Fate& fate) {
  alone(fate, [&] {
    if (rows_.payment.size() == 0) erase(InetShopZahlung::kDef, "kZahlungseingang", fate.id);
    store_payment(fate);
    const OrderId order{fate.id, shop_};
    follow_shop_payment(database_.session(), order);
    if (const auto sales =
            first(database_.session(),
                  "SELECT kAuftrag FROM " + table(Auftrag::kDef) + " WHERE kShopauftrag=? AND kShop=?",
                  {order.order, order.shop})) {
      refresh_figures(database_.session(), to_int(sales->front()));
      change_order(database_.session(), order);
    }
  });
}

/// What rows_ holds of the payment, and its version.
void OrderWriter::store_payment(const Fate& fate) {
  Poco::Int64 id = fate.id, shop = shop_;
  std::string version = copy(fate.order->head.payment_version), name(kPaymentStateAttribute);
  database_.session() << "DELETE FROM " + table(InetBestellungAttribute::kDef) +
                             " WHERE kInetBestellung=? AND kShop=? AND cName=?",
      use(id), use(shop), use(name), now;
  rows_.insert(database_.session());
  database_.session() << "UPDATE " + table(OrderKey::kDef) +
                             " SET cZahlung=? WHERE kInetBestellung=? AND kShop=?",
      use(version), use(id), use(shop), now;
}

void OrderWriter::erase(const TableDef& def, std::string_view key_column, std::int64_t order) {
  Poco::Int64 id = order, shop = shop_;
  database_.session() << "DELETE FROM " + table(def) + " WHERE " + std::string(key_column) + "=? AND kShop=?",
      use(id), use(shop), now;
}

}  // namespace orderbridge::jtlwawi
