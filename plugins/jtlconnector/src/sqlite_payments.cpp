// SPDX-License-Identifier: MIT
// The store's money: what JTL-Wawi was given, what it booked itself, and what may still be handed out.
#include "rpc/value.hpp"
#include "sqlite_store.hpp"

namespace orderbridge::jtlconnector {
namespace {

constexpr std::int64_t kPaymentType = number_of(Model::kPayment);

struct Figures {
  Decimal amount;
  std::string transaction;
};

/// Of a payment's model.
Figures figures_of(const std::string& json) {
  Figures figures;
  const auto model = parse_json(json);
  if (!model) return figures;
  if (const auto* sum = model->find("totalSum"))
    figures.amount = Decimal::parse(sum->text).value_or(Decimal());
  figures.transaction = model->text_of("transactionId");
  return figures;
}

}  // namespace

/// What was handed out may be in Wawi although its acknowledgement was lost: it stays.
void SqliteStore::put_payment(const StoredOrder& order, const std::optional<Waiting>& payment) {
  sql_.execute("DELETE FROM thing WHERE model=? AND parent=? AND handed='' AND held NOT IN(2, 3)",
               {kPaymentType, order.id});
  if (payment)
    sql_.execute("INSERT INTO thing(model, endpoint, parent, version, json) VALUES(?,?,?,'1',?)",
                 {kPaymentType, payment->endpoint, order.id, payment->json});
  sql_.execute("UPDATE shop_order SET payment_version=?, transaction_id=? WHERE id=?",
               {order.payment_version, order.transaction_id, order.id});
}

SqliteStore::Money SqliteStore::money(const StoredOrder& order) {
  Money money;
  bool in_doubt = false;
  for (const auto& row : sql_.query("SELECT json, handed<>'', held FROM thing WHERE model=? AND parent=?",
                                    {kPaymentType, order.id})) {
    const auto figures = figures_of(row[0]);
    money.transactions.insert(figures.transaction);
    in_doubt |= row[2] == "2" || row[2] == "3";
    if (row[1] == "0") continue;
    money.there.given = money.there.given + figures.amount;
    ++money.payments;
  }
  for (const auto& row :
       sql_.query("SELECT amount, transaction_id FROM wawi_payment WHERE order_id=?", {order.id})) {
    money.there.own = money.there.own + Decimal::parse(row[0]).value_or(Decimal());
    money.transactions.insert(row[1]);
  }
  money.transactions.insert(order.transaction_id);
  const bool completed = order.payment_status == "completed";
  money.there.all = order.settled && completed;
  // A person is at it already; or Wawi took some of it back.
  money.there.uncertain = order.uncertain || in_doubt || (order.settled && !completed);
  money.there.part = order.payment_status == "partially_paid";
  money.there.withdrawn = order.paid_by_wawi && order.payment_status == "unpaid";
  return money;
}

/// "completed" ends the handing out of payments, as JTL's own connectors link the payment then
/// (connector-shopware5, Mapper/StatusChange.php). They do so for good: a booking that Wawi takes back is a
/// person's matter.
void SqliteStore::note_payment_status(const std::string& order, const std::string& payment_status) {
  if (payment_status == "unpaid") {  // then nothing of its own is left
    sql_.execute("UPDATE shop_order SET uncertain=0 WHERE id=?", {order});
    sql_.execute("DELETE FROM wawi_payment WHERE order_id=?", {order});
    sql_.execute("UPDATE thing SET held=0 WHERE model=? AND parent=? AND held IN(2, 3)",
                 {kPaymentType, order});
  }
  if (payment_status != "completed" && payment_status != "partially_paid") return;
  sql_.execute("UPDATE shop_order SET paid_by_wawi=1 WHERE id=?", {order});
  if (payment_status == "partially_paid") {
    sql_.execute(
        "UPDATE shop_order SET uncertain=1 WHERE id=? AND NOT EXISTS(SELECT 1 FROM thing t JOIN link l ON "
        "l.type=t.model AND l.endpoint=t.endpoint WHERE t.model=? AND t.parent=shop_order.id) AND NOT "
        "EXISTS(SELECT 1 FROM wawi_payment p WHERE p.order_id=shop_order.id)",
        {order, kPaymentType});
    if (sql_.first("SELECT 1 FROM shop_order WHERE id=? AND uncertain=1", {order})) hold_in_doubt(order);
    return;
  }
  sql_.execute("UPDATE shop_order SET settled=1, uncertain=0 WHERE id=?", {order});
  sql_.execute(
      "UPDATE thing SET held=1 WHERE model=? AND parent=? AND NOT EXISTS(SELECT 1 FROM link l WHERE "
      "l.type=thing.model AND l.endpoint=thing.endpoint)",
      {kPaymentType, order});
}

/// Money of Wawi's own came in, and whether it is what waits here nobody can tell by its amount: it is not
/// handed out (again), and a person hears of it.
void SqliteStore::hold_in_doubt(const std::string& order) {
  sql_.execute(
      "UPDATE thing SET held=2 WHERE model=? AND parent=? AND held=0 AND NOT EXISTS(SELECT 1 FROM link l "
      "WHERE l.type=thing.model AND l.endpoint=thing.endpoint)",
      {kPaymentType, order});
}

std::vector<SqliteStore::PaymentInDoubt> SqliteStore::payments_in_doubt() {
  std::vector<PaymentInDoubt> all;
  for (const auto& row :
       sql_.query("SELECT o.id, o.number, t.json FROM thing t JOIN shop_order o ON o.id=t.parent "
                  "WHERE t.held=2 ORDER BY t.sort",
                  {})) {
    const auto figures = figures_of(row[2]);
    all.push_back({row[0], row[1], figures.amount, figures.transaction});
  }
  return all;
}

void SqliteStore::doubt_is_told(const std::string& order) {
  sql_.execute("UPDATE thing SET held=3 WHERE parent=? AND held=2", {order});
}

bool SqliteStore::is_amount_of(const std::string& payment, const std::string& amount) {
  const auto row = sql_.first("SELECT json FROM thing WHERE model=? AND endpoint=?", {kPaymentType, payment});
  return row && figures_of((*row)[0]).amount == Decimal::parse(amount).value_or(Decimal());
}

/// The waiting payment of ours that a pushed one is: it may come back under Wawi's id alone when its
/// acknowledgement was lost, and what a person entered there of the same transaction is the same money.
std::string SqliteStore::same_payment(const PushedPayment& payment) {
  if (!payment.endpoint.empty()) {
    const auto ours =
        sql_.first("SELECT 1 FROM thing WHERE model=? AND endpoint=?", {kPaymentType, payment.endpoint});
    return ours ? payment.endpoint : std::string();
  }
  if (const auto linked = endpoint_of(number_of(Model::kPayment), payment.host); !linked.empty())
    return linked;
  const auto amount = Decimal::parse(payment.amount).value_or(Decimal());
  for (const auto& row : sql_.query("SELECT endpoint, json FROM thing t WHERE model=? AND parent=? AND NOT "
                                    "EXISTS(SELECT 1 FROM link l WHERE l.type=t.model AND "
                                    "l.endpoint=t.endpoint) ORDER BY sort",
                                    {kPaymentType, payment.order})) {
    const auto figures = figures_of(row[1]);
    const bool same_transaction = !figures.transaction.empty() && figures.transaction == payment.transaction;
    if (same_transaction || figures.amount == amount) return row[0];
  }
  return {};
}

std::optional<std::string> SqliteStore::take_payment(const PushedPayment& payment) {
  std::optional<std::string> endpoint;
  sql_.transaction([&] {
    std::string ours;
    const bool known =
        !payment.order.empty() && sql_.first("SELECT 1 FROM shop_order WHERE id=?", {payment.order});
    if (!known && payment.order_host == 0) return;
    if (known) ours = same_payment(payment);
    endpoint = ours.empty() ? "w_" + std::to_string(payment.host) : ours;
    if (!ours.empty()) {
      link(number_of(Model::kPayment), ours, payment.host);
      sql_.execute("UPDATE thing SET handed=version WHERE model=? AND endpoint=?", {kPaymentType, ours});
      // Booked there without being pulled: it must not come after the links were cleared either.
      // Of the same transaction, and another amount: a person must see to the rest, and to what else waits.
      const bool whole = is_amount_of(ours, payment.amount);
      if (payment.endpoint.empty())
        sql_.execute("UPDATE thing SET held=? WHERE model=? AND endpoint=?",
                     {std::int64_t{whole ? 1 : 2}, kPaymentType, ours});
      if (payment.endpoint.empty() && !whole) hold_in_doubt(payment.order);
      // Which money Wawi meant by "partly paid" is known now.
      sql_.execute("UPDATE shop_order SET uncertain=0 WHERE id=?", {payment.order});
      return;
    }
    sql_.execute(
        "INSERT INTO wawi_payment(host, order_id, order_host, amount, transaction_id) VALUES(?,?,?,?,?) ON "
        "CONFLICT(host) DO UPDATE SET order_id=excluded.order_id, order_host=excluded.order_host, "
        "amount=excluded.amount, transaction_id=excluded.transaction_id",
        {payment.host, known ? payment.order : std::string(), payment.order_host, payment.amount,
         payment.transaction});
    if (!known) return;
    // What it said of unknown money is known now; whether it is what waits here is not.
    sql_.execute("UPDATE shop_order SET uncertain=0 WHERE id=?", {payment.order});
    hold_in_doubt(payment.order);
  });
  return endpoint;
}

bool SqliteStore::remove_payment(std::int64_t host) {
  bool known = false;
  sql_.transaction([&] {
    known = sql_.first("SELECT 1 FROM wawi_payment WHERE host=?", {host}).has_value();
    sql_.execute("DELETE FROM wawi_payment WHERE host=?", {host});
  });
  return known;
}

}  // namespace orderbridge::jtlconnector
