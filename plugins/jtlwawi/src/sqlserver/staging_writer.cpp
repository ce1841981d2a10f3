// SPDX-License-Identifier: MIT
#include "staging_writer.hpp"

#include <algorithm>

#include "../stored_orders.hpp"
#include "jtl/cancelled.hpp"
#include "jtl/fingerprint.hpp"
#include "jtl/payment_news.hpp"

namespace orderbridge::jtlwawi::sqlserver {
namespace {

bool differs(ob_str now, const std::string& then) {
  return present(now) && !then.empty() && view(now) != then;
}

/// Orders whose rows go in together, before the clock is looked at.
constexpr std::size_t kPart = 50;

}  // namespace

std::size_t StagingWriter::decide(const Call& call, Session& session, std::span<Fate* const> fates) {
  std::vector<Wanted> wanted;
  for (const Fate* fate : fates) wanted.push_back(fate->wanted);
  const KnownOrders known = look(session, wanted);
  Staging staging{session,          place_,         options_,
                  host(),           space_->shared, StagingIds(session, place_, space_->shared),
                  Customers(place_)};
  std::vector<std::string> customers;
  for (const Fate* fate : fates)
    if (staging.is_numbered(*fate->order)) customers.push_back(copy(fate->order->customer_id));
  staging.customers.load_numbers(session, customers);

  Met met;
  std::size_t done = 0;
  do {
    const auto part = fates.subspan(done, std::min(kPart, fates.size() - done));
    judge_part(call, part, staging, known, met);
    done += part.size();
  } while (done < fates.size() && !out_of_time());
  return done;
}

/// The key space is read when first needed, and again where its key is somebody else's order.
KnownOrders StagingWriter::look(Session& session, const std::vector<Wanted>& wanted) {
  for (bool again = !space_;; again = true) {
    if (again) space_ = KeySpace::read(session, place_);
    KnownOrders known(place_, *space_);
    known.load(session, wanted);
    if (again || space_->shared || !known.has_foreign()) return known;
  }
}

void StagingWriter::judge_part(const Call& call, std::span<Fate* const> fates, Staging& staging,
                               const KnownOrders& known, Met& met) {
  std::deque<Fresh> fresh;
  for (Fate* fate : fates) {
    call.check();
    bool again = !met.insert("i" + fate->wanted.id).second;
    if (!fate->wanted.number.empty()) again |= !met.insert("n" + fate->wanted.number).second;
    if (!again) {
      judge(*fate, staging, known, fresh);
      continue;
    }
    stage(staging, fresh);
    KnownOrders by_now(place_, *space_);
    by_now.load(staging.session, {fate->wanted});
    judge(*fate, staging, by_now, fresh);
  }
  stage(staging, fresh);
}

/// Writes what is new so far.
void StagingWriter::stage(Staging& staging, std::deque<Fresh>& fresh) {
  std::vector<std::int64_t> customers;
  for (const auto& [fate, order] : fresh) customers.push_back(order.customer());
  staging.customers.load_rows(staging.session, customers);
  for (auto& [fate, order] : fresh) {
    try {
      order.write();
      fate->remote_id = remote_id(place_.shop, order.key());
    } catch (const OrderRejected& e) {
      fate->reject(e.code, e.what());
    }
  }
  fresh.clear();
  staging.buffer.flush(staging.session);
}

void StagingWriter::judge(Fate& fate, Staging& staging, const KnownOrders& known, std::deque<Fresh>& fresh) {
  const Match match = known.match(fate.wanted);
  if (match.order && match.order->key != 0) fate.remote_id = remote_id(place_.shop, match.order->key);
  try {
    switch (match.kind) {
      case Match::kNew: {
        StagedOrder order(staging, rows_, *fate.order, fate.warnings);
        order.take_numbers();
        fresh.push_back({&fate, std::move(order)});
        return;
      }
      case Match::kSame:
        return same_order(fate, staging, *match.order);
      case Match::kElsewhere:
        return fate.duplicate(
            "found-by-number",
            host().say("JTL-Wawi has an order with this number already, staged by another program or "
                       "entered there: it was not staged again",
                       "JTL-Wawi hat schon eine Bestellung mit dieser Nummer, von einem anderen "
                       "Programm abgelegt oder dort erfasst: sie wurde nicht noch einmal abgelegt"));
      case Match::kNumberTaken:
        return fate.reject(
            "number-taken",
            host().say("another order with this number, but another id, is already there: a person "
                       "must decide",
                       "eine andere Bestellung mit dieser Nummer, aber anderer Id, ist schon da: "
                       "ein Mensch muss entscheiden"));
      case Match::kReused:
        return reject_reused(fate);
    }
  } catch (const OrderRejected& e) {
    fate.reject(e.code, e.what());
  }
}

void StagingWriter::reject_reused(Fate& fate) const {
  fate.reject(
      "id-reused",
      host().say("another order with this id is already there (other number or order time): the shop was "
                 "restored or cloned, or its ids started anew; a person must decide",
                 "unter dieser Id gibt es schon eine andere Bestellung (andere Nummer oder Bestellzeit): "
                 "der Shop wurde zurückgesetzt oder kopiert, oder seine Ids beginnen neu; ein Mensch muss "
                 "entscheiden"));
}

void StagingWriter::same_order(Fate& fate, Staging& staging, const KnownOrder& known) {
  const ob_order& order = *fate.order;
  const bool other_number = known.number != view(order.number),
             other_time = known.ordered_at != OB_NO_TIME && known.ordered_at != order.ordered_at &&
                          !jtl::is_zone_shift(known.ordered_at, order.ordered_at);
  if (other_number || other_time) return reject_reused(fate);
  fate.outcome = OB_DUPLICATE;
  if (known.cancelled && view(order.state) == "cancelled")
    fate.found = "cancelled";  // nobody has to do anything
  const bool content = differs(order.head.content_version, known.content_version);
  const bool payment = differs(order.head.payment_version, known.payment_version);
  auto paid = StagedOrder::Paid::kNothingNew;
  if (payment && !known.cancelled) {
    paid = StagedOrder(staging, rows_, order, fate.warnings).pay(known);
    if (paid == StagedOrder::Paid::kAdded) fate.outcome = OB_UPDATED;
  }
  const auto add = [&](const char* code, const std::string& text) {
    if (fate.code.empty()) fate.code = code;
    if (fate.found.empty()) fate.found = code;
    fate.text += (fate.text.empty() ? "" : "; ") + text;
  };
  const auto tell = [&](const char* code, std::string_view en, std::string_view de) {
    add(code, host().say(en, de));
  };
  if (view(order.state) == "cancelled" && !known.cancelled)
    tell("cancelled-in-shop", "cancelled in the shop after it had been staged: cancel it in JTL-Wawi",
         "im Shop storniert, nachdem sie abgelegt war: in JTL-Wawi stornieren");
  if (content && known.cancelled)
    tell("cancelled", "the order was changed in the shop after it had been cancelled in JTL-Wawi",
         "die Bestellung wurde im Shop geändert, nachdem sie in JTL-Wawi storniert war");
  else if (content && known.sales_order != 0)
    tell("taken-over",
         "the order was changed in the shop after it had been taken over: change the sales order by hand if "
         "need be",
         "die Bestellung wurde im Shop geändert, nachdem sie übernommen war: bei Bedarf den Auftrag von Hand "
         "ändern");
  else if (content)
    tell("difference",
         "the order was changed in the shop after it had been staged; what is staged stays as it is, since "
         "JTL-Wawi may be taking it over: change it there if need be",
         "die Bestellung wurde im Shop geändert, nachdem sie abgelegt war; Abgelegtes bleibt, wie es ist, "
         "denn JTL-Wawi kann es gerade übernehmen: bei Bedarf dort ändern");

  if (payment && known.cancelled && jtl::is_paid(order))
    add(jtl::kPaymentOfCancelled, jtl::payment_of_cancelled(host()));
  else if (paid == StagedOrder::Paid::kLess)
    tell("payment-difference",
         "the shop took back a payment that JTL-Wawi has already: correct it there if need be",
         "der Shop hat eine Zahlung zurückgenommen, die JTL-Wawi schon hat: bei Bedarf dort berichtigen");
  else if (paid == StagedOrder::Paid::kThere)
    add(jtl::kPaymentThere, jtl::payment_there(host(), known.paid_there));
  // A difference is for people: also where a payment was added beside it.
  if (!fate.code.empty()) fate.outcome = OB_DUPLICATE;
}

}  // namespace orderbridge::jtlwawi::sqlserver
