// SPDX-License-Identifier: MIT
#include "queued_orders.hpp"

#include <charconv>

#include "sales_names.hpp"

namespace orderbridge::jtlwawi::sqlserver {
namespace {

// As public programs fill them that use this queue; what JTL-Wawi reads from them is documented nowhere.
constexpr std::int64_t kPlatform = 5, kNoInvoice = 0;

template <class Fn>
void for_parts(const std::vector<std::string>& list, Fn&& fn) {
  for (std::size_t from = 0; from < list.size(); from += kAtOnce) fn(from);
}

}  // namespace

void QueuedOrders::load(const std::vector<std::string>& ids, const std::vector<std::string>& numbers) {
  const auto columns = "SELECT cId,cNummer,cInhalt,cZahlung," + text_of("nBestellt") + " FROM " +
                       kQueuedTable + " WHERE cShop=";
  for_parts(ids, [&](std::size_t from) {
    Statement s(columns);
    s << Value::of(place_.shop) << " AND cId";
    read(s.in(ids, from));
  });
  for_parts(numbers, [&](std::size_t from) {
    Statement s(columns);
    s << Value::of(place_.shop) << " AND cNummer";
    read(s.in(numbers, from));
  });
  look_elsewhere(numbers);
}

void QueuedOrders::read(const Statement& query) {
  for (const auto& row : query.query(session_)) {
    FiledOrder order{cell(row, 1), cell(row, 2), cell(row, 3), kQueueTable, int_cell(row, 4)};
    numbers_.insert(order.number);
    orders_.insert_or_assign(cell(row, 0), std::move(order));
  }
}

void QueuedOrders::look_elsewhere(const std::vector<std::string>& numbers) {
  const auto add = [&](const Statement& query) {
    for (const auto& row : query.query(session_)) elsewhere_.insert(cell(row, 0));
  };
  const SalesNames& sales = sales_names(place_.schema);
  const auto number = std::string("a.") + sales.shop_number;
  for_parts(numbers, [&](std::size_t from) {
    Statement s("SELECT " + number + " FROM " + sales.table + " a WHERE " + number);
    s.in(numbers, from) << sales.only
                        << " AND (((a.kShop IS NULL OR a.kShop=0) AND NOT EXISTS (SELECT 1 FROM "
                        << kQueuedTable << " q WHERE q.cNummer=" << number << "))";
    if (place_.kshop) s << " OR a.kShop=" << *place_.kshop;
    s << ")";
    add(s);
    if (!place_.kshop || !place_.schema.has("dbo.tinetbestellung")) return;
    Statement staged("SELECT a.cInetBestNr FROM dbo.tinetbestellung a WHERE a.kShop=");
    staged << *place_.kshop << " AND a.cInetBestNr";
    add(staged.in(numbers, from));
  });
}

const FiledOrder* QueuedOrders::find(const std::string& id) const {
  const auto found = orders_.find(id);
  return found == orders_.end() ? nullptr : &found->second;
}

void QueuedOrders::put(const std::string& id, const FiledOrder& order, const std::string& document) {
  Statement memory(std::string("INSERT INTO ") + kQueuedTable +
                   "(cShop,cId,cNummer,nBestellt,cInhalt,cZahlung) VALUES(");
  memory << Value::of(place_.shop) << "," << Value::of(id) << "," << Value::of(order.number) << ","
         << order.ordered_at << "," << Value::of(order.content_version) << ","
         << Value::of(order.payment_version) << ")";
  memory.change(session_);
  Statement queue(std::string("INSERT INTO ") + kQueueTable + "(cText,nPlattform,nRechnung) VALUES(");
  queue << Value::of(document) << "," << kPlatform << "," << kNoInvoice << ")";
  queue.change(session_);
  numbers_.insert(order.number);
  orders_.insert_or_assign(id, order);
}

std::set<std::string> imported(Session& session, const QueuePlace& place,
                               const std::vector<std::string>& numbers) {
  std::set<std::string> found;
  const SalesNames& sales = sales_names(place.schema);
  for_parts(numbers, [&](std::size_t from) {
    Statement s(std::string("SELECT a.") + sales.shop_number + " FROM " + sales.table + " a WHERE a." +
                sales.shop_number);
    s.in(numbers, from) << sales.only << " AND (a.kShop IS NULL OR a.kShop=0)";
    for (const auto& row : s.query(session)) found.insert(cell(row, 0));
  });
  return found;
}

}  // namespace orderbridge::jtlwawi::sqlserver
