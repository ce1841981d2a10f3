// SPDX-License-Identifier: MIT
#include "order_sink.hpp"

#include "jtl/cancelled.hpp"
#include "jtl/fingerprint.hpp"
#include "jtl/payment_news.hpp"

namespace orderbridge::jtlconnector {

namespace {

constexpr std::size_t kLongestId = 100;

bool differs(ob_str now, const std::string& then) {
  return present(now) && view(now) != then;
}

StoredOrder stored(const ob_order& order) {
  StoredOrder known;
  known.id = copy(order.head.id);
  known.number = copy(order.number);
  known.ordered_at = order.ordered_at;
  known.content_version = copy(order.head.content_version);
  known.payment_version = copy(order.head.payment_version);
  known.transaction_id = copy(order.transaction_id);
  return known;
}

}  // namespace

void OrderSink::write(const Call& call, const ob_batch& batch, const Results& results) {
  std::vector<Fate> fates;
  try {
    store_.transaction([&] {
      for (std::size_t i = 0; i < batch.count; ++i) fates.push_back(judge(*batch.records[i]));
      call.check();  // the last moment at which the host can still stop us
    });
  } catch (const CommitFailed&) {
    throw;  // in doubt: lookup() settles it
  } catch (const Error& e) {
    Result result;
    const std::string text = e.what();
    result.outcome = OB_WRITE_RETRY, result.code = "store", result.text = text;
    result.retry_after_ms = e.retry_after_ms();
    for (std::size_t i = 0; i < batch.count; ++i) results.report(i, result);
    throw;
  }
  for (std::size_t i = 0; i < fates.size(); ++i) {
    const auto& fate = fates[i];
    for (const auto& warning : fate.warnings) results.warn(i, warning.code, warning.field, warning.text);
    Result result;
    result.outcome = fate.outcome;
    if (fate.outcome != OB_WRITE_REJECTED) result.remote_id = view(batch.records[i]->id);
    result.code = fate.code, result.text = fate.text, result.found = fate.found;
    results.report(i, result);
  }
}

OrderSink::Fate OrderSink::judge(const ob_record& record) {
  Fate refused;
  refused.outcome = OB_WRITE_REJECTED;
  if (record.kind != OB_KIND_ORDER) {
    refused.code = "not-an-order";
    refused.text =
        host_.say("only orders can be handed to JTL-Wawi", "nur Bestellungen können an JTL-Wawi gehen");
    return refused;
  }
  if (view(record.id).empty() || record.id.size > kLongestId) {
    refused.code = "bad-id";
    refused.text = host_.say("the order's id is empty or longer than 100 characters",
                             "die Id der Bestellung ist leer oder länger als 100 Zeichen");
    return refused;
  }
  const auto& order = reinterpret_cast<const ob_order&>(record);
  try {
    const auto known = store_.find(copy(record.id));
    return known ? put_known(order, *known) : put_new(order);
  } catch (const OrderRejected& e) {
    refused.code = e.code;
    refused.text = e.what();
    return refused;
  }
}

OrderSink::Fate OrderSink::put_new(const ob_order& order) {
  Fate fate;
  StoredOrder unknown;
  unknown.id = copy(order.head.id);
  const auto models = order_models(order, options_, host_, fate.warnings);
  const auto payment = judge_payment(order, unknown, fate);  // may refuse the order: before it is stored
  store_.put(stored(order), models);
  store_payment(order, unknown, payment);
  return fate;
}

OrderSink::Payment OrderSink::judge_payment(const ob_order& order, const StoredOrder& known, Fate& fate) {
  using Kind = jtl::PaymentNews::Kind;
  const auto money = store_.money(known);
  const bool new_transaction =
      !view(order.transaction_id).empty() && !money.transactions.contains(view(order.transaction_id));
  const auto paid = fitted_payment(order, options_, host_, fate.warnings);
  const auto news = jtl::payment_news(order, paid, money.there, new_transaction);
  const auto warn = [&](const char* code, std::string_view en, std::string_view de) {
    fate.warnings.push_back({code, "payment/paid-amount", host_.say(en, de)});
  };
  Payment payment;
  if (news.kind == Kind::kForPerson) payment.for_person = jtl::payment_there(host_, money.there.all);
  if (news.kind == Kind::kWithoutAmount)
    warn("payment-without-amount",
         "the order is partly paid, but the amount is not known: JTL-Wawi gets no payment",
         "die Bestellung ist teilweise bezahlt, aber der Betrag ist nicht bekannt: JTL-Wawi bekommt keine "
         "Zahlung");
  if (news.kind == Kind::kLess)
    warn("payment-taken-back", "the shop shows less paid than JTL-Wawi was told: correct it there",
         "der Shop zeigt weniger bezahlt, als JTL-Wawi gemeldet wurde: dort berichtigen");
  if (news.kind == Kind::kMore)
    payment.model = payment_model(order, news.more, money.payments + 1, options_, host_, fate.warnings);
  return payment;
}

void OrderSink::store_payment(const ob_order& order, const StoredOrder& known, const Payment& payment) {
  // Its version is not stored where a person is told: should the answer be lost, it is told all the same.
  if (!payment.for_person.empty()) return;
  auto now = stored(order);
  if (now.transaction_id.empty()) now.transaction_id = known.transaction_id;
  store_.put_payment(now, payment.model);
}

OrderSink::Fate OrderSink::put_known(const ob_order& order, const StoredOrder& known) {
  Fate fate;
  if (known.number != view(order.number) ||
      (known.ordered_at != order.ordered_at && !jtl::is_zone_shift(known.ordered_at, order.ordered_at))) {
    fate.outcome = OB_WRITE_REJECTED;
    fate.code = "id-reused";
    fate.text = host_.say(
        "another order with this id is already there (other number or order time): the shop was restored or "
        "cloned, or its ids started anew; a person must decide",
        "unter dieser Id gibt es schon eine andere Bestellung (andere Nummer oder Bestellzeit): der Shop "
        "wurde "
        "zurückgesetzt oder kopiert, oder seine Ids beginnen neu; ein Mensch muss entscheiden");
    return fate;
  }
  const bool cancelled = view(order.state) == "cancelled", gone = known.order_status == "cancelled";
  if (cancelled && gone) fate.found = "cancelled";  // nobody has to do anything
  const bool marked = cancelled != known.cancelled;
  if (marked) mark_cancelled(fate, known, cancelled, gone);
  const bool content = differs(order.head.content_version, known.content_version);
  const bool payment = differs(order.head.payment_version, known.payment_version);
  const bool replaced = content && known.host == 0;
  fate.outcome = replaced || payment || marked ? OB_UPDATED : OB_DUPLICATE;
  std::optional<OrderModels> models;
  if (replaced) models = order_models(order, options_, host_, fate.warnings);
  Payment paid;
  if (replaced || payment) paid = judge_payment(order, known, fate);
  if (models) store_.put(stored(order), *models);
  if (replaced || payment) store_payment(order, known, paid);
  if (content && !replaced) say_changed(fate, gone);
  if (!paid.for_person.empty())
    say_difference(fate, jtl::kPaymentThere, paid.for_person);
  else if (gone && payment && jtl::is_paid(order))
    say_difference(fate, jtl::kPaymentOfCancelled, jtl::payment_of_cancelled(host_));
  return fate;
}

void OrderSink::say(Fate& fate, const char* code, const std::string& text) {
  if (fate.code.empty()) fate.code = code;
  fate.text += (fate.text.empty() ? "" : "; ") + text;
}

/// What is left for a person to do.
void OrderSink::say_difference(Fate& fate, const char* code, const std::string& text) {
  fate.outcome = OB_DUPLICATE;
  if (fate.found.empty()) fate.found = code;
  say(fate, code, text);
}

void OrderSink::say_changed(Fate& fate, bool gone) {
  if (gone)
    say_difference(fate, "cancelled",
                   host_.say("the order was changed in the shop after it had been cancelled in JTL-Wawi",
                             "die Bestellung wurde im Shop geändert, nachdem sie in JTL-Wawi storniert war"));
  else
    say_difference(
        fate, "taken-over",
        host_.say(
            "the order was changed in the shop after JTL-Wawi had fetched it: change it there by hand if "
            "need be",
            "die Bestellung wurde im Shop geändert, nachdem JTL-Wawi sie abgeholt hatte: bei Bedarf dort "
            "von Hand ändern"));
}

/// Cancelled in the shop, or no longer. `gone`: JTL-Wawi has it as cancelled.
void OrderSink::mark_cancelled(Fate& fate, const StoredOrder& known, bool cancelled, bool gone) {
  store_.set_cancelled(known.id, cancelled);
  const bool fetched = known.host != 0;
  if (gone) return;
  if (cancelled && fetched)
    say(fate, "cancelled-in-shop",
        host_.say("cancelled in the shop after JTL-Wawi had fetched it: cancel it there",
                  "im Shop storniert, nachdem JTL-Wawi sie abgeholt hatte: dort stornieren"));
  else if (cancelled)
    say(fate, "cancelled-in-shop",
        host_.say("cancelled in the shop: JTL-Wawi does not get it",
                  "im Shop storniert: JTL-Wawi bekommt sie nicht"));
  else if (!fetched)
    say(fate, "open-in-shop",
        host_.say("open in the shop again after it was cancelled there: JTL-Wawi gets it",
                  "im Shop wieder offen, nachdem sie dort storniert war: JTL-Wawi bekommt sie"));
}

}  // namespace orderbridge::jtlconnector
