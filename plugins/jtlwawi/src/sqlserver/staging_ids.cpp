// SPDX-License-Identifier: MIT
#include "staging_ids.hpp"

#include <algorithm>

#include "sales_names.hpp"
#include "statement.hpp"

namespace orderbridge::jtlwawi::sqlserver {

std::int64_t StagingIds::highest(const std::string& column, const std::string& table, bool of_shop) {
  Statement s("SELECT " + text_of("MAX(" + column + ")") + " FROM " + table);
  if (of_shop) s << " WHERE kShop=" << place_.shop;
  const Rows rows = s.query(session_);
  return rows.empty() ? 0 : int_cell(rows.front(), 0);
}

std::int64_t StagingIds::next_order() {
  if (order_ == 0) {
    const SalesNames& sales = sales_names(place_.schema);
    order_ = std::max({kAllocatedFrom - 1, highest("kInetBestellung", "dbo.tinetbestellung"),
                       highest("kInetAdress", "dbo.tinetadress"), highest("kInetKunde", "dbo.tinetkunde"),
                       highest("kZahlungseingang", "dbo.tInetShopZahlung"),
                       highest(sales.shop_order, sales.table)});
  }
  return ++order_;
}

std::int64_t& StagingIds::next_position() {
  if (position_ == 0)
    position_ =
        std::max(shared_ ? kAllocatedFrom - 1 : 0, highest("kInetBestellPos", "dbo.tinetbestellpos")) + 1;
  return position_;
}

std::int64_t StagingIds::next_attribute() {
  if (attribute_ == 0)
    attribute_ = highest("kInetBestellungAttribute", "dbo.tInetBestellungAttribute", false);
  return ++attribute_;
}

}  // namespace orderbridge::jtlwawi::sqlserver
