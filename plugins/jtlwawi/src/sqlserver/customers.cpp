// SPDX-License-Identifier: MIT
#include "customers.hpp"

#include <algorithm>
#include <utility>

#include "statement.hpp"

namespace orderbridge::jtlwawi::sqlserver {

void Customers::load_numbers(Session& session, const std::vector<std::string>& shop_ids) {
  if (!place_.schema.has(kCustomerAttributes)) return;
  in_chunks(shop_ids, [&](std::size_t from) {
    Statement s("SELECT cValue," + text_of("MIN(kInetKunde)") + " FROM " + kCustomerAttributes +
                " WHERE kShop=");
    s << place_.shop << " AND cName=" << Value::of(kCustomerAttribute) << " AND cValue";
    s.in(shop_ids, from);
    s << " GROUP BY cValue";
    for (const auto& row : s.query(session)) numbers_[cell(row, 0)] = {int_cell(row, 1), true};
  });
}

std::optional<std::int64_t> Customers::number_of(std::string_view shop_id) const {
  const auto found = numbers_.find(shop_id);
  return found == numbers_.end() ? std::nullopt : std::optional(found->second.id);
}

bool Customers::take_unwritten(std::string_view shop_id) {
  const auto found = numbers_.find(shop_id);
  return found != numbers_.end() && !std::exchange(found->second.written, true);
}

void Customers::load_rows(Session& session, const std::vector<std::int64_t>& ids) {
  std::vector<std::int64_t> unknown;
  for (const auto id : ids)
    if (rows_.try_emplace(id).second) unknown.push_back(id);
  const auto mark = [&](const char* table, bool Rows::*flag) {
    in_chunks(unknown, [&](std::size_t from) {
      Statement s("SELECT " + text_of("kInetKunde") + " FROM " + table + " WHERE kShop=");
      s << place_.shop << " AND kInetKunde";
      s.in(unknown, from);
      for (const auto& row : s.query(session)) rows_[int_cell(row, 0)].*flag = true;
    });
  };
  mark("dbo.tinetkunde", &Rows::customer);
  mark("dbo.tInetKundeShop", &Rows::of_shop);
  std::erase_if(unknown, [&](std::int64_t id) { return !rows_[id].customer && !rows_[id].of_shop; });
  in_chunks(unknown, [&](std::size_t from) {
    Statement s("SELECT " + text_of("kKunde") + "," + time_text_of("MAX(dTimestamp)") +
                " FROM dbo.tinetbestellung WHERE kShop=");
    s << place_.shop << " AND kKunde";
    s.in(unknown, from);
    s << " GROUP BY kKunde";
    for (const auto& row : s.query(session)) rows_[int_cell(row, 0)].newest = cell(row, 1);
  });
}

bool Customers::is_newest(std::int64_t id, const std::string& time) const {
  return time.empty() || rows_.at(id).newest <= time;
}

void Customers::filled(std::int64_t id, const std::string& time) {
  auto& rows = rows_.at(id);
  rows.customer = rows.of_shop = true;
  rows.newest = std::max(rows.newest, time);
}

}  // namespace orderbridge::jtlwawi::sqlserver
