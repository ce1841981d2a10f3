// SPDX-License-Identifier: MIT
#include "known_orders.hpp"

#include <algorithm>

#include "../order_mapper.hpp"
#include "../stored_orders.hpp"
#include "sales_names.hpp"
#include "statement.hpp"

namespace orderbridge::jtlwawi::sqlserver {
namespace {

ob_time time_cell(const Row& row, std::size_t i) {
  return cell(row, i).empty() ? OB_NO_TIME : int_cell(row, i);
}

Decimal amount_cell(const Row& row, std::size_t i) {
  try {
    return Decimal::parse(cell(row, i)).value_or(Decimal());
  } catch (const DecimalError&) {  // more digits than money has
    return {};
  }
}

}  // namespace

Wanted Wanted::of(std::string_view id, std::string_view number) {
  // Shops number broken-off baskets "0".
  return {std::string(id), wawi_id(id), number == "0" ? std::string() : std::string(number)};
}

void KnownOrders::load(Session& session, const std::vector<Wanted>& wanted) {
  Keys keys;
  for (const auto& w : wanted)
    if (w.key) keys.insert(*w.key);
  keys_by_attribute(session, wanted, keys);
  read_staged(session, keys);
  keys_by_number(session, wanted, keys);
  read_sales_orders(session, {keys.begin(), keys.end()});
  std::vector<std::int64_t> known;
  for (const auto& [key, order] : orders_) known.push_back(key);
  read_attributes(session, known);
  for (const auto& [key, order] : orders_)
    if (!order.source_id.empty()) keys_of_sources_[order.source_id] = key;
}

void KnownOrders::keys_by_attribute(Session& session, const std::vector<Wanted>& wanted, Keys& keys) {
  std::vector<std::string> ids;
  for (const auto& w : wanted)
    if (!w.key || !space_.tells_by_key()) ids.push_back(w.id);
  in_chunks(ids, [&](std::size_t from) {
    Statement s("SELECT " + text_of("kInetBestellung") +
                " FROM dbo.tInetBestellungAttribute "
                "WHERE kShop=");
    s << place_->shop << " AND cName=" << Value::of(kIdAttribute) << " AND cValue";
    s.in(ids, from);
    for (const auto& row : s.query(session)) {
      keys.insert(int_cell(row, 0));
      orders_[int_cell(row, 0)].key = int_cell(row, 0);
    }
  });
}

void KnownOrders::put_staged(const Rows& rows, Keys* keys) {
  for (const auto& row : rows) {
    auto& order = orders_[int_cell(row, 0)];
    order.key = int_cell(row, 0);
    order.staged = true;
    order.number = cell(row, 1);
    if (keys) keys->insert(order.key);
  }
}

void KnownOrders::keys_by_number(Session& session, const std::vector<Wanted>& wanted, Keys& keys) {
  std::vector<std::string> numbers;
  for (const auto& w : wanted) {
    const auto found = w.key ? orders_.find(*w.key) : orders_.end();
    const bool answered = found != orders_.end() && found->second.number == w.number;
    if (!w.number.empty() && !answered) numbers.push_back(w.number);
  }
  const SalesNames& sales = sales_names(place_->schema);
  in_chunks(numbers, [&](std::size_t from) {
    Statement staged("SELECT " + text_of("kInetBestellung") +
                     ",cInetBestNr FROM dbo.tinetbestellung WHERE kShop=");
    staged << place_->shop << " AND cInetBestNr";
    staged.in(numbers, from);
    put_staged(staged.query(session), &keys);

    Statement taken(std::string("SELECT ") + text_of(std::string("a.") + sales.shop_order) + "," +
                    text_of(std::string("a.") + sales.id) + ",a." + sales.shop_number + "," +
                    text_of("a.nStorno") + " FROM " + sales.table + " a WHERE a.kShop=");
    taken << place_->shop << sales.only << " AND a." << sales.shop_number;
    taken.in(numbers, from);
    for (const auto& row : taken.query(session)) {
      if (int_cell(row, 0) != 0) {
        keys.insert(int_cell(row, 0));
        continue;
      }
      auto& order = without_key_[cell(row, 2)];
      order.number = cell(row, 2);
      order.sales_order = int_cell(row, 1);
      order.cancelled = int_cell(row, 3) != 0;
    }
  });
}

void KnownOrders::read_staged(Session& session, const Keys& keys) {
  const std::vector<std::int64_t> list(keys.begin(), keys.end());
  in_chunks(list, [&](std::size_t from) {
    Statement s("SELECT " + text_of("kInetBestellung") +
                ",cInetBestNr FROM dbo.tinetbestellung "
                "WHERE kShop=");
    s << place_->shop << " AND kInetBestellung";
    s.in(list, from);
    put_staged(s.query(session));
  });
}

void KnownOrders::read_attributes(Session& session, const std::vector<std::int64_t>& keys) {
  in_chunks(keys, [&](std::size_t from) {
    Statement s("SELECT " + text_of("kInetBestellung") +
                ",cName,cValue FROM dbo.tInetBestellungAttribute "
                "WHERE kShop=");
    s << place_->shop << " AND cName IN (" << Value::of(kIdAttribute) << "," << Value::of(kContentAttribute)
      << "," << Value::of(kPaymentAttribute) << "," << Value::of(kPaymentStateAttribute) << ","
      << Value::of(kOrderedAttribute) << "," << Value::of(kTransactionAttribute) << ") AND kInetBestellung";
    s.in(keys, from);
    for (const auto& row : s.query(session)) {
      auto& order = orders_[int_cell(row, 0)];
      order.key = int_cell(row, 0);
      const std::string name = cell(row, 1);
      if (name == kIdAttribute) order.source_id = cell(row, 2);
      if (name == kContentAttribute) order.content_version = cell(row, 2);
      if (name == kPaymentAttribute) order.payment_version = cell(row, 2);
      if (name == kPaymentStateAttribute) order.payment_state = cell(row, 2);
      if (name == kTransactionAttribute) order.transaction_id = cell(row, 2);
      if (name == kOrderedAttribute) order.ordered_at = time_cell(row, 2);
    }
  });
}

void KnownOrders::read_sales_orders(Session& session, const std::vector<std::int64_t>& keys) {
  const SalesNames& sales = sales_names(place_->schema);
  const bool beside = *sales.figures == '\0' && place_->schema.has("dbo.tBestellungEckDaten", "fZahlung");
  const std::string figures =
      beside ? " LEFT JOIN dbo.tBestellungEckDaten e ON e.kBestellung=a.kBestellung" : sales.figures;
  const std::string sum = figures.empty() ? "NULL" : "CAST(e.fZahlung AS NVARCHAR(40))";
  in_chunks(keys, [&](std::size_t from) {
    Statement s(std::string("SELECT ") + text_of(std::string("a.") + sales.shop_order) + "," +
                text_of(std::string("a.") + sales.id) + ",a." + sales.shop_number + "," +
                text_of("a.nStorno") + ",CASE WHEN " + sales.paid_at + " IS NULL THEN '0' ELSE '1' END," +
                sum + " FROM " + sales.table + " a" + figures + " WHERE a.kShop=");
    s << place_->shop << sales.only << " AND a." << sales.shop_order;
    s.in(keys, from);
    s << " ORDER BY a." << sales.id;
    for (const auto& row : s.query(session)) {
      auto& order = orders_[int_cell(row, 0)];
      const bool first = order.sales_order == 0;
      order.key = int_cell(row, 0);
      if (first) order.sales_order = int_cell(row, 1);
      if (order.number.empty()) order.number = cell(row, 2);
      // Split orders: cancelled only where no part is left, paid where every part that is left is.
      const bool cancelled = int_cell(row, 3) != 0;
      order.cancelled = cancelled && (first || order.cancelled);
      order.paid_there = (cancelled || int_cell(row, 4) != 0) && (first || order.paid_there);
      order.payments_there = order.payments_there + amount_cell(row, 5);
    }
  });
}

bool KnownOrders::has_foreign() const {
  return std::any_of(orders_.begin(), orders_.end(),
                     [](const auto& order) { return order.second.staged && order.second.source_id.empty(); });
}

Match KnownOrders::match(const Wanted& wanted) const {
  const bool shared = space_.shared;
  if (const auto found = keys_of_sources_.find(wanted.id); found != keys_of_sources_.end())
    return {Match::kSame, &orders_.at(found->second)};
  if (wanted.key)
    if (const auto found = orders_.find(*wanted.key);
        found != orders_.end() && found->second.source_id.empty()) {
      const bool same_number = wanted.number.empty() ? !shared : found->second.number == wanted.number;
      if (same_number) return {Match::kSame, &found->second};
      if (!shared) return {Match::kReused, &found->second};
    }
  if (wanted.number.empty()) return {};
  for (const auto& [key, order] : orders_) {
    if (order.number != wanted.number) continue;
    const bool another_of_ours = !order.source_id.empty() || (!shared && wanted.key);
    return {another_of_ours ? Match::kNumberTaken : Match::kElsewhere, &order};
  }
  const auto found = without_key_.find(wanted.number);
  return found == without_key_.end() ? Match{} : Match{Match::kElsewhere, &found->second};
}

}  // namespace orderbridge::jtlwawi::sqlserver
