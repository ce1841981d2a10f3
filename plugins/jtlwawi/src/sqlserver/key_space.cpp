// SPDX-License-Identifier: MIT
#include "key_space.hpp"

#include "sales_names.hpp"
#include "staging_ids.hpp"
#include "statement.hpp"

namespace orderbridge::jtlwawi::sqlserver {

KeySpace KeySpace::read(Session& session, const Place& place) {
  if (is_shared(session, place.shop)) return {true, true};
  const SalesNames& sales = sales_names(place.schema);
  Statement s("SELECT CASE WHEN EXISTS (SELECT 1 FROM dbo.tinetbestellung WHERE kShop=");
  s << place.shop << " AND kInetBestellung>=" << kAllocatedFrom << ") OR EXISTS (SELECT 1 FROM "
    << std::string_view(sales.table) << " WHERE kShop=" << place.shop << " AND "
    << std::string_view(sales.shop_order) << ">=" << kAllocatedFrom << ") THEN '1' ELSE '0' END";
  const Rows rows = s.query(session);
  return {false, !rows.empty() && cell(rows.front(), 0) == "1"};
}

}  // namespace orderbridge::jtlwawi::sqlserver
