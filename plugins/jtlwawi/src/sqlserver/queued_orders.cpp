// SPDX-License-Identifier: MIT
#include "queued_orders.hpp"

#include "jtl/times.hpp"
#include "sales_names.hpp"

namespace orderbridge::jtlwawi::sqlserver {
namespace {

// As public programs fill them that use this queue; what JTL-Wawi reads from them is documented nowhere.
constexpr std::int64_t kPlatform = 5, kNoInvoice = 0;

/// "SELECT number FROM sales orders a WHERE number": what the Worker makes has no shop.
Statement sales_orders(const SalesNames& sales) {
  const auto number = std::string("a.") + sales.shop_number;
  return Statement("SELECT " + number + " FROM " + sales.table + " a WHERE " + number);
}

void add_numbers(Session& session, const Statement& query, std::set<std::string>& numbers) {
  for (const auto& row : query.query(session)) numbers.insert(cell(row, 0));
}

}  // namespace

void QueuedOrders::load(const std::vector<std::string>& ids, const std::vector<std::string>& numbers) {
  // Of all shops: the name may have been changed in the configuration.
  const auto columns = "SELECT cShop,cId,cNummer,cInhalt,cZahlung," + text_of("nBestellt") + " FROM " +
                       kQueuedTable + " WHERE ";
  in_chunks(ids, [&](std::size_t from) {
    Statement s(columns + "cId");
    read(s.in(ids, from));
  });
  in_chunks(numbers, [&](std::size_t from) {
    Statement s(columns + "cNummer");
    read(s.in(numbers, from));
  });
  look_elsewhere(numbers);
}

void QueuedOrders::read(const Statement& query) {
  for (const auto& row : query.query(session_)) {
    FiledOrder order{cell(row, 2), cell(row, 3), cell(row, 4), kQueueTable, int_cell(row, 5)};
    explained_.insert(order.number);
    if (cell(row, 0) != place_.shop) {
      others_.push_back({cell(row, 0), cell(row, 1), std::move(order)});
      continue;
    }
    numbers_.insert(order.number);
    orders_.insert_or_assign(cell(row, 1), std::move(order));
  }
}

void QueuedOrders::look_elsewhere(const std::vector<std::string>& numbers) {
  for (const auto& number : imported(session_, place_, numbers))
    if (explained_.count(number) == 0) elsewhere_.insert(number);
  if (!place_.kshop) return;
  const SalesNames& sales = sales_names(place_.schema);
  in_chunks(numbers, [&](std::size_t from) {
    Statement taken = sales_orders(sales);
    taken.in(numbers, from) << sales.only << " AND a.kShop=" << *place_.kshop;
    add_numbers(session_, taken, elsewhere_);
    if (!place_.schema.has("dbo.tinetbestellung")) return;
    Statement staged("SELECT a.cInetBestNr FROM dbo.tinetbestellung a WHERE a.kShop=");
    staged << *place_.kshop << " AND a.cInetBestNr";
    add_numbers(session_, staged.in(numbers, from), elsewhere_);
  });
}

const FiledOrder* QueuedOrders::find(const std::string& id) const {
  const auto found = orders_.find(id);
  return found == orders_.end() ? nullptr : &found->second;
}

const std::string* QueuedOrders::other_shop_of(const std::string& id, const ob_order& order) const {
  for (const auto& other : others_)
    if (other.id == id && other.order.number == view(order.number) &&
        other.order.ordered_at == order.ordered_at)
      return &other.shop;
  return nullptr;
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
  in_chunks(numbers, [&](std::size_t from) {
    Statement s = sales_orders(sales);
    s.in(numbers, from) << sales.only << " AND (a.kShop IS NULL OR a.kShop=0)";
    add_numbers(session, s, found);
  });
  return found;
}

std::vector<std::string> overdue(Session& session, const QueuePlace& place, ob_time from, ob_time to) {
  Statement s(std::string("SELECT cNummer FROM ") + kQueuedTable + " WHERE cShop=");
  s << Value::of(place.shop) << " AND dAbgelegt>=CAST(" << Value::of(std::string_view(jtl::utc_time(from)))
    << " AS DATETIME) AND dAbgelegt<CAST(" << Value::of(std::string_view(jtl::utc_time(to)))
    << " AS DATETIME) ORDER BY dAbgelegt,cNummer";
  std::vector<std::string> numbers;
  for (const auto& row : s.query(session)) numbers.push_back(cell(row, 0));
  const auto there = imported(session, place, numbers);
  std::erase_if(numbers, [&](const auto& number) { return there.count(number) > 0; });
  return numbers;
}

}  // namespace orderbridge::jtlwawi::sqlserver
