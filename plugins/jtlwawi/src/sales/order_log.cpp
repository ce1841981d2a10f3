// SPDX-License-Identifier: MIT
#include "order_log.hpp"

#include "../sales_schema.hpp"

namespace orderbridge::jtlwawi {

OrderMarks order_marks(Poco::Data::Session& session, const OrderId& id) {
  OrderMarks marks;
  const auto row =
      first(session,
            "SELECT nAenderung,nImShopStorniert,nAbgeschlossen,nZahlungHier,cUebernommen,cStornogrund FROM " +
                table(OrderState::kDef) + " WHERE kInetBestellung=? AND kShop=?",
            {id.order, id.shop});
  if (!row) return marks;
  marks.change = to_int((*row)[0]);
  marks.cancelled_in_shop = (*row)[1] == "1";
  marks.completed = (*row)[2] == "1";
  marks.paid_here = (*row)[3] == "1";
  marks.taken_version = (*row)[4];
  marks.cancel_reason = (*row)[5];
  return marks;
}

void change_order(Poco::Data::Session& session, const OrderId& id, OrderMarks marks) {
  // Of all shops: BEGIN IMMEDIATE lets one writer at a time take a number, so commits come in its order.
  const auto next =
      first(session, "SELECT coalesce(max(nAenderung),0)+1 FROM " + table(OrderState::kDef)).value().front();
  execute(
      session,
      "INSERT OR REPLACE INTO " + table(OrderState::kDef) +
          "(kInetBestellung,kShop,nAenderung,nImShopStorniert,nAbgeschlossen,nZahlungHier,cUebernommen,"
          "cStornogrund) VALUES(?,?,?,?,?,?,?,?)",
      {id.order, id.shop, to_int(next), std::int64_t{marks.cancelled_in_shop}, std::int64_t{marks.completed},
       std::int64_t{marks.paid_here}, marks.taken_version, marks.cancel_reason});
}

void change_order(Poco::Data::Session& session, const OrderId& id) {
  change_order(session, id, order_marks(session, id));
}

void log_event(Poco::Data::Session& session, const OrderId& id, const std::string& what,
               const std::string& text) {
  insert_row(session, History::kDef,
             {{History::kInetBestellung, id.order},
              {History::kShop, id.shop},
              {History::dZeit, now_cell(session)},
              {History::cWas, what},
              {History::cText, text}});
}

}  // namespace orderbridge::jtlwawi
