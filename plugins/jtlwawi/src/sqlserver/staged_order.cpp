// SPDX-License-Identifier: MIT
#include "staged_order.hpp"

#include <algorithm>

#include "../amounts.hpp"
#include "../schema.hpp"
#include "server_schema.hpp"

namespace orderbridge::jtlwawi::sqlserver {
namespace {

/// dTimestamp as the database gives it back: "2026-11-20 08:15:30".
std::string staged_time(const StagingRows& rows) {
  std::string time = rows.order.text(0, InetBestellung::dTimestamp).substr(0, 19);
  if (time.size() > 10) time[10] = ' ';
  return time;
}

}  // namespace

bool Staging::is_numbered(const ob_order& order) const {
  const auto id = view(order.customer_id);
  return !id.empty() && (shared || !wawi_id(id));
}

std::int64_t StagedOrder::take_customer() {
  const auto id = view(order_.customer_id);
  const auto shop_customer = wawi_id(id);
  const bool own_keys = !staging_.shared && ids_.order < kAllocatedFrom;
  if (own_keys && (shop_customer || id.empty())) return customer_of(order_, ids_.order);
  if (id.empty()) return ids_.order;  // a guest of a numbered order: its number is free there
  if (!staging_.is_numbered(order_)) return *shop_customer;
  if (!staging_.place.schema.has(kCustomerAttributes))
    return own_keys ? customer_of(order_, ids_.order) : ids_.order;

  if (const auto known = staging_.customers.number_of(id)) return *known;
  const auto number = own_keys ? staging_.ids.next_order() : ids_.order;
  staging_.customers.set_number(id, number);
  return number;
}

void StagedOrder::take_numbers() {
  check_line_ids();
  const auto key = wawi_id(view(order_.head.id));
  ids_.order = !staging_.shared && key ? *key : staging_.ids.next_order();
  ids_.customer = take_customer();
}

/// The id of a line is part of a name: half of it would lead back to no line, or to another one.
void StagedOrder::check_line_ids() const {
  using T = InetBestellungAttribute;
  const ServerColumn* theirs = staging_.place.schema.find(qualified(T::kDef), "cName");
  const std::size_t limit = theirs && theirs->limit > 0 ? theirs->limit : T::kColumns[T::cName].limit;
  const std::size_t most = limit - std::min(limit, kLineAttribute.size());
  for (std::size_t i = 0; i < order_.line_count; ++i) {
    const ob_line& line = *order_.lines[i];
    if (view(line.sku).empty() || utf16_units(view(line.id)) <= most) continue;
    const std::string path = Field("id", static_cast<int>(i)).path(),
                      length = std::to_string(utf16_units(view(line.id))),
                      where = qualified(T::kDef) + ".cName", rest = std::to_string(most);
    throw OrderRejected("too-long",
                        fitter_.say(path + " has " + length + " characters, " + where + " holds " + rest +
                                        " of it: no delivery of this line could be told to the shop",
                                    path + " hat " + length + " Zeichen, " + where + " fasst davon " + rest +
                                        ": keine Lieferung dieser Position ließe sich dem Shop melden"));
  }
}

void StagedOrder::write() {
  ids_.next_position = staging_.ids.next_position();
  rows_.clear();
  mapper_.map(order_, ids_, rows_, warnings_);
  staging_.ids.next_position() = ids_.next_position;

  Changes changes;
  OrderRows out(staging_.place.schema, fitter_, changes);
  fill_customer(out);
  for (const auto* rows : {&rows_.address, &rows_.order, &rows_.position, &rows_.delivery_address,
                           &rows_.billing_address, &rows_.payment})
    out.insert(*rows);
  using T = InetBestellungAttribute;
  for (std::size_t i = 0; i < rows_.attribute.size(); ++i)
    add_attribute(changes, ids_.order, rows_.attribute.text(i, T::cName), rows_.attribute.text(i, T::cValue));
  add_attribute(changes, ids_.order, kIdAttribute, view(order_.head.id));
  add_attribute(changes, ids_.order, kContentAttribute, view(order_.head.content_version));
  add_attribute(changes, ids_.order, kPaymentAttribute, view(order_.head.payment_version));
  add_attribute(changes, ids_.order, kTransactionAttribute, view(order_.transaction_id));
  if (order_.ordered_at != OB_NO_TIME)
    add_attribute(changes, ids_.order, kOrderedAttribute, std::to_string(order_.ordered_at));
  add_lines(changes);
  if (staging_.customers.take_unwritten(view(order_.customer_id))) {
    Statement entry;
    entry << ids_.customer << "," << staging_.place.shop << "," << Value::of(kCustomerAttribute) << ","
          << Value::of(view(order_.customer_id));
    changes.rows.push_back(
        {std::string(kCustomerAttributes) + "(kInetKunde,kShop,cName,cValue)", std::move(entry)});
  }

  staging_.customers.filled(ids_.customer, staged_time(rows_));
  staging_.buffer.add(std::move(changes));
}

void StagedOrder::fill_customer(OrderRows& out) {
  const auto& customers = staging_.customers;
  const bool newest = customers.is_newest(ids_.customer, staged_time(rows_));
  const auto fill = [&](const TableRows& rows, bool is_there) {
    if (!is_there)
      out.insert(rows);
    else if (newest)
      out.update(rows);
  };
  fill(rows_.customer, customers.is_there(ids_.customer));
  fill(rows_.customer_shop, customers.is_of_shop(ids_.customer));
}

/// So that delivered positions can be told to the shop as its own lines: "630" under the article number.
void StagedOrder::add_lines(Changes& changes) {
  for (std::size_t i = 0; i < order_.line_count; ++i) {
    const ob_line& line = *order_.lines[i];
    if (!view(line.sku).empty())
      add_attribute(changes, ids_.order, std::string(kLineAttribute) + copy(line.id), view(line.sku));
  }
}

void StagedOrder::add_attribute(Changes& changes, std::int64_t key, std::string_view name,
                                std::string_view value) {
  if (value.empty()) return;
  const bool numbered = staging_.place.attributes_number_themselves;
  Statement s;
  if (!numbered) s << staging_.ids.next_attribute() << ",";
  s << key << "," << staging_.place.shop << "," << Value::of(name) << "," << Value::of(value);
  changes.rows.push_back({std::string("dbo.tInetBestellungAttribute(") +
                              (numbered ? "" : "kInetBestellungAttribute,") +
                              "kInetBestellung,kShop,cName,cValue)",
                          std::move(s)});
}

void StagedOrder::set_attribute(std::int64_t key, std::string_view name, std::string_view value) {
  Statement s("UPDATE dbo.tInetBestellungAttribute SET cValue=");
  s << Value::of(value) << " WHERE kInetBestellung=" << key << " AND kShop=" << staging_.place.shop
    << " AND cName=" << Value::of(name);
  if (s.change(staging_.session) != 0) return;
  Changes changes;
  add_attribute(changes, key, name, value);
  staging_.buffer.add(std::move(changes));
}

StagedOrder::Payments StagedOrder::payments(std::int64_t key) {
  using T = InetShopZahlung;
  const bool named = staging_.place.schema.find(qualified(T::kDef), "cHinweis") != nullptr;
  Statement s("SELECT CAST(fBetrag AS NVARCHAR(40))," + std::string(named ? "cHinweis" : "''") +
              " FROM dbo.tInetShopZahlung WHERE kShop=");
  s << staging_.place.shop << " AND kInetBestellung=" << key;
  Payments there;
  for (const auto& row : s.query(staging_.session)) {
    there.any = true;
    there.sum = there.sum + Decimal::parse(cell(row, 0)).value_or(Decimal());
    there.has_transaction |= cell(row, 1) == view(order_.transaction_id);
  }
  return there;
}

/// Whether JTL-Wawi has counted our rows already cannot be seen, so what is more than them, or less, may be
/// money of its own.
jtl::MoneyThere StagedOrder::money(const KnownOrder& known, const Payments& before) {
  jtl::MoneyThere there;
  there.given = before.sum;
  there.all = known.paid_there;
  if (!before.any) there.own = known.payments_there;
  there.uncertain = before.any && !known.payments_there.is_zero() && known.payments_there != before.sum;
  there.part = !there.all && known.payments_there > Decimal();
  return there;
}

StagedOrder::Paid StagedOrder::pay(const KnownOrder& known) {
  using Kind = jtl::PaymentNews::Kind;
  using T = InetShopZahlung;
  rows_.clear();
  const auto said = warnings_;
  mapper_.map_payment(order_, known.key, rows_, warnings_);
  const Payments before = payments(known.key);
  std::optional<Decimal> now;
  if (rows_.payment.size() != 0)
    now = Decimal::parse(rows_.payment.text(0, T::fBetrag)).value_or(Decimal());
  else if (jtl::paid_amount(order_))
    now = Decimal();
  const bool new_transaction = !view(order_.transaction_id).empty() && !before.has_transaction &&
                               view(order_.transaction_id) != known.transaction_id;
  const auto news = jtl::payment_news(order_, now, money(known, before), new_transaction);
  if (!now && news.kind != Kind::kWithoutAmount) warnings_ = said;  // JTL-Wawi knows the amount
  const bool echo_gone =
      known.paid_there && known.payment_state == "paid" && view(order_.payment_state) != "paid";
  if (news.kind == Kind::kLess || echo_gone) return Paid::kLess;
  if (news.kind == Kind::kForPerson) {
    // Its version is not stored: should the answer be lost, it is told all the same.
    set_attribute(known.key, kPaymentStateAttribute, view(order_.payment_state));
    return Paid::kThere;
  }
  const bool added = news.kind == Kind::kMore;
  if (added) {
    if (before.any) rows_.payment.set(T::kZahlungseingang, staging_.ids.next_order());
    rows_.payment.set(T::fBetrag, news.more.normalized().to_string());
    Changes changes;
    OrderRows(staging_.place.schema, fitter_, changes).insert(rows_.payment);
    staging_.buffer.add(std::move(changes));
  }
  set_attribute(known.key, kPaymentAttribute, view(order_.head.payment_version));
  set_attribute(known.key, kPaymentStateAttribute, view(order_.payment_state));
  return added ? Paid::kAdded : Paid::kNothingNew;
}

}  // namespace orderbridge::jtlwawi::sqlserver
