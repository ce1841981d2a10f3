// SPDX-License-Identifier: MIT
#include "staged_order.hpp"

#include <algorithm>

#include "../amounts.hpp"
#include "../schema.hpp"
#include "order_rows.hpp"
#include "server_schema.hpp"

namespace orderbridge::jtlwawi::sqlserver {
namespace {

constexpr const char* kCustomerAttributes = "dbo.tInetKundenAttribute";
constexpr std::string_view kCustomerAttribute = "orderbridge.customer";

}  // namespace

StagedOrder::Customer StagedOrder::customer(std::int64_t key) {
  const auto shop_customer = wawi_id(view(order_.customer_id));
  const bool own_keys = !staging_.shared && key < kAllocatedFrom;
  if (own_keys && (shop_customer || view(order_.customer_id).empty())) return {customer_of(order_, key)};
  if (view(order_.customer_id).empty())
    return {key};  // a guest of a numbered order: its number is free there
  if (!staging_.shared && shop_customer) return {*shop_customer};
  if (!staging_.place.schema.has(kCustomerAttributes)) return {own_keys ? customer_of(order_, key) : key};

  Statement find("SELECT " + text_of("MIN(kInetKunde)") + " FROM " + kCustomerAttributes + " WHERE kShop=");
  find << staging_.place.shop << " AND cName=" << Value::of(kCustomerAttribute)
       << " AND cValue=" << Value::of(view(order_.customer_id));
  const Rows rows = find.query(staging_.session);
  if (!rows.empty() && rows.front().front()) return {int_cell(rows.front(), 0)};
  return {own_keys ? staging_.ids.next_order() : key, true};
}

void StagedOrder::enter(std::int64_t customer) {
  Statement s(std::string("INSERT INTO ") + kCustomerAttributes + "(kInetKunde,kShop,cName,cValue) VALUES(");
  s << customer << "," << staging_.place.shop << "," << Value::of(kCustomerAttribute) << ","
    << Value::of(view(order_.customer_id)) << ")";
  s.change(staging_.session);
}

/// What an older order says of a customer does not overwrite what a newer one said.
bool StagedOrder::is_newest(std::int64_t customer) {
  std::string time = iso_time(order_.ordered_at);
  if (time.empty()) return true;
  time.pop_back();
  Statement s("SELECT CASE WHEN EXISTS (SELECT 1 FROM dbo.tinetbestellung WHERE kShop=");
  s << staging_.place.shop << " AND kKunde=" << customer << " AND dTimestamp>CAST("
    << Value::of(std::string_view(time)) << " AS DATETIME)) THEN '1' ELSE '0' END";
  const Rows rows = s.query(staging_.session);
  return rows.empty() || cell(rows.front(), 0) != "1";
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

std::int64_t StagedOrder::write() {
  check_line_ids();
  const auto key = wawi_id(view(order_.head.id));
  RowIds ids;
  ids.order = !staging_.shared && key ? *key : staging_.ids.next_order();
  const Customer buyer = customer(ids.order);
  ids.customer = buyer.id;
  ids.next_position = staging_.ids.next_position();
  rows_.clear();
  mapper_.map(order_, ids, rows_, warnings_);
  staging_.ids.next_position() = ids.next_position;

  try {
    write_rows(ids, buyer.is_new);
  } catch (const OrderRejected& e) {  // a column of this server is narrower than those we know
    throw HalfWritten(e);
  }
  return ids.order;
}

void StagedOrder::write_rows(const RowIds& ids, bool new_customer) {
  if (new_customer) enter(ids.customer);
  OrderRows out(staging_.session, staging_.place.schema, fitter_);
  const bool newest = is_newest(ids.customer);
  out.insert_or_update(rows_.customer, newest);
  out.insert_or_update(rows_.customer_shop, newest);
  for (const auto* rows : {&rows_.address, &rows_.order, &rows_.position, &rows_.delivery_address,
                           &rows_.billing_address, &rows_.payment})
    out.insert(*rows);
  using T = InetBestellungAttribute;
  for (std::size_t i = 0; i < rows_.attribute.size(); ++i)
    attribute(ids.order, rows_.attribute.text(i, T::cName), rows_.attribute.text(i, T::cValue));
  attribute(ids.order, kIdAttribute, view(order_.head.id));
  attribute(ids.order, kContentAttribute, view(order_.head.content_version));
  attribute(ids.order, kPaymentAttribute, view(order_.head.payment_version));
  attribute(ids.order, kTransactionAttribute, view(order_.transaction_id));
  if (order_.ordered_at != OB_NO_TIME)
    attribute(ids.order, kOrderedAttribute, std::to_string(order_.ordered_at));
  write_lines(ids.order);
}

/// So that delivered positions can be told to the shop as its own lines: "630" under the article number.
void StagedOrder::write_lines(std::int64_t key) {
  for (std::size_t i = 0; i < order_.line_count; ++i) {
    const ob_line& line = *order_.lines[i];
    if (!view(line.sku).empty()) attribute(key, std::string(kLineAttribute) + copy(line.id), view(line.sku));
  }
}

void StagedOrder::attribute(std::int64_t key, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  const bool numbered = staging_.place.attributes_number_themselves;
  Statement s(std::string("INSERT INTO dbo.tInetBestellungAttribute(") +
              (numbered ? "" : "kInetBestellungAttribute,") + "kInetBestellung,kShop,cName,cValue) VALUES(");
  if (!numbered) s << staging_.ids.next_attribute() << ",";
  s << key << "," << staging_.place.shop << "," << Value::of(name) << "," << Value::of(value) << ")";
  s.change(staging_.session);
}

void StagedOrder::set_attribute(std::int64_t key, std::string_view name, std::string_view value) {
  Statement s("UPDATE dbo.tInetBestellungAttribute SET cValue=");
  s << Value::of(value) << " WHERE kInetBestellung=" << key << " AND kShop=" << staging_.place.shop
    << " AND cName=" << Value::of(name);
  if (s.change(staging_.session) == 0) attribute(key, name, value);
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

StagedOrder::Paid StagedOrder::pay(const KnownOrder& known) {
  rows_.clear();
  mapper_.map_payment(order_, known.key, rows_, warnings_);
  const Payments before = payments(known.key);
  using T = InetShopZahlung;
  const Decimal now = rows_.payment.size() == 0
                          ? Decimal()
                          : Decimal::parse(rows_.payment.text(0, T::fBetrag)).value_or(Decimal());
  const bool echo_gone =
      known.paid_there && known.payment_state == "paid" && view(order_.payment_state) != "paid";
  if (now < before.sum || echo_gone) return Paid::kLess;
  const bool more = now > before.sum;
  const bool is_new_transaction = present(order_.transaction_id) && !before.has_transaction &&
                                  view(order_.transaction_id) != known.transaction_id;
  if (more && known.paid_there && is_new_transaction) {
    // Its version is not stored: should the answer be lost, it is told all the same.
    set_attribute(known.key, kPaymentStateAttribute, view(order_.payment_state));
    return Paid::kThere;
  }
  const bool added = more && !known.paid_there;
  if (added) {
    if (before.any) {
      rows_.payment.set(T::kZahlungseingang, staging_.ids.next_order());
      rows_.payment.set(T::fBetrag, (now - before.sum).normalized().to_string());
    }
    OrderRows(staging_.session, staging_.place.schema, fitter_).insert(rows_.payment);
  }
  set_attribute(known.key, kPaymentAttribute, view(order_.head.payment_version));
  set_attribute(known.key, kPaymentStateAttribute, view(order_.payment_state));
  return added ? Paid::kAdded : Paid::kNothingNew;
}

}  // namespace orderbridge::jtlwawi::sqlserver
