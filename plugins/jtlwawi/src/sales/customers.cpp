// SPDX-License-Identifier: MIT
#include "customers.hpp"

#include "../customers/candidates.hpp"
#include "../sales_schema.hpp"
#include "numbers.hpp"
#include "sales_order.hpp"

namespace orderbridge::jtlwawi {

namespace {

/// "[3,7]"; read back by json_each().
std::string json_array(const std::vector<TextRow>& rows) {
  std::string json = "[";
  for (const auto& row : rows) json += (json.size() > 1 ? "," : "") + row.front();
  return json + "]";
}

CustomerRef need_customer(Poco::Data::Session& session, const Host& host, const std::string& number) {
  if (auto found = find_customer(session, number, host)) return *found;
  throw NotDone(host.say("there is no customer " + number, "Kunden " + number + " gibt es nicht"));
}

std::int64_t shop_customer_of(Poco::Data::Session& session, const OrderId& staged) {
  const auto row = first(
      session, "SELECT kKunde FROM " + table(InetBestellung::kDef) + " WHERE kInetBestellung=? AND kShop=?",
      {staged.order, staged.shop});
  return row ? to_int(row->front()) : 0;
}

std::string number_of(Poco::Data::Session& session, std::int64_t customer) {
  const auto row =
      first(session, "SELECT cKundenNr FROM " + table(Kunde::kDef) + " WHERE kKunde=?", {customer});
  return row ? row->front() : std::string();
}

/// The orders of `ids` that are still the customer's.
void give_orders(Poco::Data::Session& session, const std::string& ids, std::int64_t from,
                 const CustomerRef& to) {
  const std::string which = " WHERE kKunde=? AND kAuftrag IN (SELECT value FROM json_each(?))";
  execute(session, "UPDATE " + table(AuftragAdresse::kDef) + " SET kKunde=?" + which, {to.id, from, ids});
  execute(session, "UPDATE " + table(Auftrag::kDef) + " SET kKunde=?,cKundenNr=?" + which,
          {to.id, to.number, from, ids});
}

}  // namespace

std::optional<CustomerRef> find_customer(Poco::Data::Session& session, const std::string& number,
                                         const Host& host) {
  const auto row =
      first(session, "SELECT kKunde FROM " + table(Kunde::kDef) + " WHERE cKundenNr=?", {number});
  if (!row) return std::nullopt;
  const CustomerRef found{to_int(row->front()), number};
  const auto merged =
      first(session, "SELECT kZiel FROM " + table(Merger::kDef) + " WHERE kKunde=?", {found.id});
  if (merged) {
    const auto into = number_of(session, to_int(merged->front()));
    throw NotDone(
        host.say("customer " + number + " was merged into " + into + "; name that one, or undo the merge",
                 "Kunde " + number + " wurde mit " + into +
                     " zusammengeführt; diesen nennen oder die Zusammenführung rückgängig machen"));
  }
  return found;
}

bool has_name(Poco::Data::Session& session, const OrderId& staged) {
  const auto row =
      first(session,
            "SELECT trim(coalesce(cFirma,'')||coalesce(cVorname,'')||coalesce(cNachname,'')) FROM " +
                table(Rechnungadresse::kDef) + " WHERE kInetBestellung=? AND kShop=?",
            {staged.order, staged.shop});
  return row && !row->front().empty();
}

CustomerRef make_customer(Poco::Data::Session& session, const OrderId& staged) {
  const std::vector<Value> key{staged.order, staged.shop};
  const auto a =
      first(session,
            "SELECT cFirma,cAnrede,cTitel,cVorname,cNachname,cStrasse,cPLZ,cOrt,cLand,cTel,cZusatz,"
            "cAdressZusatz,cMail,cBundesland,cLandISO,cUSTID FROM " +
                table(Rechnungadresse::kDef) + " WHERE kInetBestellung=? AND kShop=?",
            key)
          .value();
  const auto group =
      first(session,
            "SELECT k.kKundenGruppe,k.cHerkunft FROM " + table(InetKunde::kDef) + " k JOIN " +
                table(InetBestellung::kDef) +
                " b ON b.kKunde=k.kInetKunde AND b.kShop=k.kShop WHERE b.kInetBestellung=? AND b.kShop=?",
            key);
  CustomerRef made{next_id(session, Kunde::kDef),
                   next_number(session, NumberRange::kCustomer, Kunde::kDef, "cKundenNr")};
  insert_row(session, Kunde::kDef,
             {{Kunde::kKunde, made.id},
              {Kunde::cKundenNr, made.number},
              {Kunde::kKundenGruppe, group ? to_int((*group)[0]) : std::int64_t{1}},
              {Kunde::dErstellt, now_cell(session)},
              {Kunde::cHerkunft, group ? (*group)[1] : std::string()}});
  using T = Adresse;
  insert_row(session, T::kDef,
             {{T::kAdresse, next_id(session, T::kDef)},
              {T::kKunde, made.id},
              {T::nStandard, std::int64_t{1}},
              {T::nTyp, std::int64_t{1}},
              {T::cFirma, a[0]},
              {T::cAnrede, a[1]},
              {T::cTitel, a[2]},
              {T::cVorname, a[3]},
              {T::cName, a[4]},
              {T::cStrasse, a[5]},
              {T::cPLZ, a[6]},
              {T::cOrt, a[7]},
              {T::cLand, a[8]},
              {T::cTel, fitting_phone(a[9])},
              {T::cZusatz, a[10]},
              {T::cAdressZusatz, a[11]},
              {T::cMail, a[12]},
              {T::cBundesland, a[13]},
              {T::cISO, a[14]},
              {T::cUSTID, a[15]}});
  index_customer(session, made.id);
  return made;
}

void link_shop_customer(Poco::Data::Session& session, const OrderId& staged, std::int64_t customer) {
  const auto shop_customer = shop_customer_of(session, staged);
  if (shop_customer <= 0) return;
  execute(session, "UPDATE " + table(InetKundeShop::kDef) + " SET kKunde=? WHERE kInetKunde=? AND kShop=?",
          {customer, shop_customer, staged.shop});
}

Done move_sales_order(Poco::Data::Session& session, const Host& host, const std::string& number,
                      const std::string& to) {
  const auto target = need_customer(session, host, to);
  const auto order = read_sales_order(session, sales_order_id(session, number));
  if (!order)
    throw NotDone(host.say("there is no sales order " + number, "Auftrag " + number + " gibt es nicht"));
  if (order->customer == target.id)
    return {OB_DUPLICATE, number,
            host.say("is customer " + to + "'s already", "gehört schon zu Kunde " + to)};
  give_orders(session, "[" + std::to_string(order->id) + "]", order->customer, target);
  link_shop_customer(session, order->staged, target.id);
  const auto before = number_of(session, order->customer);
  log_event(session, order->staged, "Kunde", before + " -> " + to);
  return {OB_UPDATED, number,
          host.say("moved from customer " + before + " to " + to,
                   "von Kunde " + before + " zu " + to + " verschoben")};
}

Done merge_customers(Poco::Data::Session& session, const Host& host, const std::string& from,
                     const std::string& into) {
  const auto source = need_customer(session, host, from), target = need_customer(session, host, into);
  if (source.id == target.id)
    throw NotDone(host.say("a customer cannot be merged into himself",
                           "ein Kunde lässt sich nicht mit sich selbst zusammenführen"));
  const auto orders = json_array(
      query(session, "SELECT kAuftrag FROM " + table(Auftrag::kDef) + " WHERE kKunde=?", {source.id}));
  const auto links = json_array(query(
      session,
      "SELECT '\"'||kInetKunde||':'||kShop||'\"' FROM " + table(InetKundeShop::kDef) + " WHERE kKunde=?",
      {source.id}));
  insert_row(session, Merger::kDef,
             {{Merger::kKunde, source.id},
              {Merger::kZiel, target.id},
              {Merger::dZeit, now_cell(session)},
              {Merger::cAuftraege, orders},
              {Merger::cShopKunden, links}});
  give_orders(session, orders, source.id, target);
  execute(session, "UPDATE " + table(InetKundeShop::kDef) + " SET kKunde=? WHERE kKunde=?",
          {target.id, source.id});
  return {OB_UPDATED, into,
          host.say("merged into customer " + into, "mit Kunde " + into + " zusammengeführt")};
}

Done undo_merge(Poco::Data::Session& session, const Host& host, const std::string& number) {
  const auto row = first(session,
                         "SELECT f.kKunde,f.kZiel,f.cAuftraege,f.cShopKunden FROM " + table(Merger::kDef) +
                             " f JOIN " + table(Kunde::kDef) + " k ON k.kKunde=f.kKunde WHERE k.cKundenNr=?",
                         {number});
  if (!row)
    throw NotDone(host.say("customer " + number + " was not merged into another",
                           "Kunde " + number + " wurde mit keinem anderen zusammengeführt"));
  const CustomerRef source{to_int((*row)[0]), number};
  const auto target = to_int((*row)[1]);
  give_orders(session, (*row)[2], target, source);
  execute(session,
          "UPDATE " + table(InetKundeShop::kDef) +
              " SET kKunde=? WHERE kKunde=? AND kInetKunde||':'||kShop IN (SELECT value FROM json_each(?))",
          {source.id, target, (*row)[3]});
  execute(session, "DELETE FROM " + table(Merger::kDef) + " WHERE kKunde=?", {source.id});
  index_customer(session, source.id);
  return {OB_UPDATED, number,
          host.say("taken apart again: its orders are its own",
                   "wieder getrennt: seine Aufträge gehören wieder ihm")};
}

}  // namespace orderbridge::jtlwawi
