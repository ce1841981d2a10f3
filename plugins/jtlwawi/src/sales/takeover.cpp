// SPDX-License-Identifier: MIT
#include "takeover.hpp"

#include <algorithm>

#include "../amounts.hpp"
#include "../customers/candidates.hpp"
#include "../customers/match.hpp"
#include "../sales_schema.hpp"
#include "customers.hpp"
#include "numbers.hpp"
#include "sales_order.hpp"
#include "stock.hpp"

namespace orderbridge::jtlwawi {

namespace {

/// One takeover. What it reads stays true until the transaction ends.
class Takeover {
 public:
  Takeover(Poco::Data::Session& session, const Host& host, const OrderId& id)
      : session_(session), host_(host), id_(id) {}

  Done run(const IntoCustomer& into) {
    read();
    if (const auto there = taken_already()) return *there;
    const auto customer = choose(into);
    order_ = next_id(session_, Auftrag::kDef);
    number_ = next_number(session_, NumberRange::kSalesOrder, Auftrag::kDef, "cAuftragsNr");
    add_header(customer);
    add_addresses(customer);
    add_positions();
    link_shop_customer(session_, id_, customer.id);
    follow_shop_payment(session_, id_);
    refresh_figures(session_, order_);
    finish(customer);
    return {OB_WRITTEN, number_, text(customer)};
  }

 private:
  std::vector<Value> key() const { return {id_.order, id_.shop}; }
  std::string of_order() const { return " WHERE kInetBestellung=? AND kShop=?"; }

  void read() {
    key_ = first(session_,
                 "SELECT nZustand,kAuftrag,cNummer,nBestellt,cInhalt,cWaehrung,fBrutto,fNetto FROM " +
                     table(OrderKey::kDef) + of_order(),
                 key())
               .value_or(TextRow());
    if (key_.empty())
      throw NotDone(host_.say("no such order is staged", "so eine Bestellung liegt nicht vor"));
    marks_ = order_marks(session_, id_);
  }

  std::optional<Done> taken_already() {
    const auto state = to_int(key_[0]);
    if (state == OB_FOUND_TAKEN_OVER) {
      const auto row =
          first(session_, "SELECT cAuftragsNr FROM " + table(Auftrag::kDef) + " WHERE kAuftrag=?",
                {to_int(key_[1])});
      const auto number = row ? row->front() : std::string();
      return Done{OB_DUPLICATE, number, host_.say("is taken over already", "ist schon übernommen")};
    }
    if (state == OB_FOUND_CANCELLED)
      throw NotDone(host_.say("was cancelled in JTL-Wawi; reopen it first",
                              "ist in JTL-Wawi storniert; erst wieder öffnen"));
    if (marks_.cancelled_in_shop)
      throw NotDone(host_.say("was cancelled in the shop: cancel it here, or reopen it there",
                              "ist im Shop storniert: hier stornieren oder dort wieder öffnen"),
                    OB_SKIPPED);
    return std::nullopt;
  }

  CustomerRef choose(const IntoCustomer& into) {
    if (into.kind == IntoCustomer::Kind::kNew) return made();
    if (into.kind == IntoCustomer::Kind::kNumber) {
      const auto found = find_customer(session_, into.number, host_);
      if (!found)
        throw NotDone(
            host_.say("there is no customer " + into.number, "Kunden " + into.number + " gibt es nicht"));
      return *found;
    }
    const auto decision = propose_customer(session_, id_, into.match_by);
    why_ = host_.say(decision.reason_en, decision.reason_de);
    switch (decision.verdict) {
      case Verdict::kExisting:
        return {decision.proposals.front().customer, decision.proposals.front().number};
      case Verdict::kNew:
        return made();
      case Verdict::kPerson:
        break;
    }
    throw NotDone(host_.say("waits for a person: ", "wartet auf einen Menschen: ") + why_, OB_SKIPPED);
  }

  CustomerRef made() {
    if (!has_name(session_, id_))
      throw NotDone(
          host_.say("the billing address has no name and no company: correct it in the shop, or name the "
                    "customer",
                    "die Rechnungsadresse hat weder Name noch Firma: im Shop berichtigen oder den Kunden "
                    "nennen"),
          OB_SKIPPED);
    is_new_ = true;
    return make_customer(session_, id_);
  }

  void add_header(const CustomerRef& customer) {
    const auto row =
        first(session_,
              "SELECT b.cModulID,b.fFaktor,b.cKommentar,r.cUSTID,coalesce(b.dTimestamp,'') FROM " +
                  table(InetBestellung::kDef) + " b JOIN " + table(Rechnungadresse::kDef) +
                  " r ON r.kInetBestellung=b.kInetBestellung AND r.kShop=b.kShop "
                  "WHERE b.kInetBestellung=? AND b.kShop=?",
              key())
            .value();
    const auto group =
        first(session_, "SELECT kKundenGruppe FROM " + table(Kunde::kDef) + " WHERE kKunde=?", {customer.id})
            .value();
    using T = Auftrag;
    insert_row(session_, T::kDef,
               {{T::kAuftrag, order_},
                {T::kKunde, customer.id},
                {T::cKundenNr, customer.number},
                {T::kKundengruppe, to_int(group.front())},
                {T::cAuftragsNr, number_},
                {T::dErstellt, now_cell(session_)},
                {T::dExternesErstelldatum, plain_time(jtl::clock_time_of(row[4]))},
                {T::kShopauftrag, id_.order},
                {T::kShop, id_.shop},
                {T::cExterneAuftragsnummer, key_[2]},
                {T::cWaehrung, key_[5]},
                {T::fFaktor, row[1]},
                {T::cShopZahlungsmodul, row[0]},
                {T::cUstId, row[3]}});
    insert_row(session_, AuftragEckdaten::kDef,
               {{AuftragEckdaten::kAuftrag, order_},
                {AuftragEckdaten::fWertNetto, key_[7].empty() ? std::string("0") : key_[7]},
                {AuftragEckdaten::fWertBrutto, key_[6].empty() ? std::string("0") : key_[6]}});
    const auto long_comment = first(session_,
                                    "SELECT cValue FROM " + table(InetBestellungAttribute::kDef) +
                                        of_order() + " AND cName='orderbridge.comment'",
                                    key());
    insert_row(session_, AuftragText::kDef,
               {{AuftragText::kAuftrag, order_},
                {AuftragText::cAnmerkung, long_comment ? long_comment->front() : row[2]}});
  }

  void add_addresses(const CustomerRef& customer) {
    const auto add = [&](const TableDef& from, std::int64_t type) {
      const auto a =
          first(session_,
                "SELECT cFirma,cAnrede,cTitel,cVorname,cNachname,cStrasse,cPLZ,cOrt,cLand,cTel,cZusatz,"
                "cAdressZusatz,cMail,cBundesland,cLandISO FROM " +
                    table(from) + of_order(),
                key())
              .value();
      using T = AuftragAdresse;
      const auto phone = fitting_phone(a[9]);
      if (phone != a[9])
        warn(host_.say("the phone number has more than 30 characters and was left out",
                       "die Telefonnummer hat mehr als 30 Zeichen und wurde weggelassen"));
      insert_row(session_, T::kDef,
                 {{T::kAuftrag, order_},
                  {T::nTyp, type},
                  {T::kKunde, customer.id},
                  {T::cFirma, a[0]},
                  {T::cAnrede, a[1]},
                  {T::cTitel, a[2]},
                  {T::cVorname, a[3]},
                  {T::cName, a[4]},
                  {T::cStrasse, a[5]},
                  {T::cPLZ, a[6]},
                  {T::cOrt, a[7]},
                  {T::cLand, a[8]},
                  {T::cTel, phone},
                  {T::cZusatz, a[10]},
                  {T::cAdressZusatz, a[11]},
                  {T::cMail, a[12]},
                  {T::cBundesland, a[13]},
                  {T::cISO, a[14]}});
    };
    add(Lieferadresse::kDef, 0);
    add(Rechnungadresse::kDef, 1);
  }

  void add_positions() {
    auto id = next_id(session_, AuftragPosition::kDef);
    std::int64_t sort = 0;
    std::string unknown;
    for (const auto& row :
         query(session_,
               "SELECT p.cArtNr,p.cName,p.cHinweis,p.nAnzahl,p.fPreis,p.fMwSt,p.nType,p.cEinheit,z.cZeile "
               "FROM " +
                   table(InetBestellPos::kDef) + " p JOIN " + table(LineKey::kDef) +
                   " z ON z.kInetBestellPos=p.kInetBestellPos AND z.kShop=p.kShop AND "
                   "z.kInetBestellung=p.kInetBestellung WHERE p.kInetBestellung=? AND p.kShop=? "
                   "ORDER BY p.kInetBestellPos",
               key())) {
      const auto type = to_int(row[6]);
      const bool is_article = type == 1 || type == 11;
      const auto article = is_article ? article_of(session_, row[0]) : 0;
      if (is_article && article == 0) unknown += (unknown.empty() ? "" : ", ") + row[0];
      using T = AuftragPosition;
      insert_row(session_, T::kDef,
                 {{T::kAuftragPosition, id},
                  {T::kAuftrag, order_},
                  {T::kArtikel, article},
                  {T::cArtNr, row[0]},
                  {T::cName, row[1]},
                  {T::cHinweis, row[2]},
                  {T::fAnzahl, row[3]},
                  {T::fVkNetto, row[4]},
                  {T::fMwSt, row[5]},
                  {T::nSort, ++sort},
                  {T::nType, type},
                  {T::cEinheit, row[7]}});
      insert_row(
          session_, SalesLine::kDef,
          {{SalesLine::kAuftragPosition, id}, {SalesLine::kAuftrag, order_}, {SalesLine::cZeile, row[8]}});
      move_stock(session_, article, Decimal(), to_amount(row[3]));
      ++id;
    }
    if (!unknown.empty())
      warn(host_.say("unknown articles became free positions: ",
                     "unbekannte Artikel wurden freie Positionen: ") +
           unknown);
  }

  void finish(const CustomerRef& customer) {
    execute(session_, "UPDATE " + table(OrderKey::kDef) + " SET nZustand=?,kAuftrag=?" + of_order(),
            {std::int64_t{OB_FOUND_TAKEN_OVER}, order_, id_.order, id_.shop});
    execute(session_, "UPDATE " + table(InetBestellung::kDef) + " SET cAbgeholt='Y'" + of_order(), key());
    marks_ = order_marks(session_, id_);  // the payment may have changed them
    marks_.taken_version = key_[4];
    change_order(session_, id_, marks_);
    log_event(session_, id_, "Übernahme", number_ + ", Kunde " + customer.number);
    for (const auto& warning : warnings_) log_event(session_, id_, "Warnung", warning);
  }

  void warn(const std::string& text) {
    for (const auto& said : warnings_)
      if (said == text) return;
    warnings_.push_back(text);
  }

  std::string text(const CustomerRef& customer) const {
    auto text = host_.say("sales order ", "Auftrag ") + number_ + host_.say(", customer ", ", Kunde ") +
                customer.number + (is_new_ ? host_.say(" (new)", " (neu)") : "");
    if (!why_.empty()) text += ": " + why_;
    for (const auto& warning : warnings_) text += "; " + warning;
    return text;
  }

  Poco::Data::Session& session_;
  const Host& host_;
  const OrderId id_;
  TextRow key_;  // of orderbridge.tBestellung
  OrderMarks marks_;
  std::int64_t order_ = 0;
  std::string number_, why_;
  bool is_new_ = false;
  std::vector<std::string> warnings_;
};

/// kAuftrag; 0: not taken over.
std::int64_t sales_order_of(Poco::Data::Session& session, const OrderId& id) {
  const auto row =
      first(session, "SELECT kAuftrag FROM " + table(Auftrag::kDef) + " WHERE kShopauftrag=? AND kShop=?",
            {id.order, id.shop});
  return row ? to_int(row->front()) : 0;
}

}  // namespace

Done take_over(Poco::Data::Session& session, const Host& host, const OrderId& id, const IntoCustomer& into) {
  return Takeover(session, host, id).run(into);
}

bool is_told_payment(Poco::Data::Session& session, const OrderId& id, const std::string& transaction) {
  if (!order_marks(session, id).paid_here) return false;
  return transaction.empty() ||
         first(session,
               "SELECT 1 FROM " + table(Zahlung::kDef) + " WHERE kBestellung=? AND cExternalTransactionId=?",
               {sales_order_of(session, id), transaction});
}

void follow_shop_payment(Poco::Data::Session& session, const OrderId& id) {
  const auto sales_order = sales_order_of(session, id);
  if (sales_order == 0) return;
  const auto row = first(session,
                         "SELECT fBetrag,dZeit,cZahlungsanbieter,cHinweis FROM " +
                             table(InetShopZahlung::kDef) + " WHERE kInetBestellung=? AND kShop=?",
                         {id.order, id.shop});
  // Only a transaction that nobody here knows is news; without one it may be our own figure, and what was
  // taken back here would come back.
  if (is_told_payment(session, id, row ? (*row)[3] : std::string())) return;
  const auto linked =
      first(session, "SELECT kZahlung FROM " + table(ShopPayment::kDef) + " WHERE kAuftrag=?", {sales_order});
  if (linked) {
    execute(session, "DELETE FROM " + table(Zahlung::kDef) + " WHERE kZahlung=?", {to_int(linked->front())});
    execute(session, "DELETE FROM " + table(ShopPayment::kDef) + " WHERE kAuftrag=?", {sales_order});
  }
  if (!row) return;
  Decimal entered;  // by people here; the shop was told of it and may show it as its own
  for (const auto& own :
       query(session, "SELECT fBetrag FROM " + table(Zahlung::kDef) + " WHERE kBestellung=?", {sales_order}))
    entered = entered + to_amount(own.front());
  // The shop's figure is the whole order, ours included, or what it received itself.
  const auto total =
      first(session, "SELECT fWertBrutto FROM " + table(AuftragEckdaten::kDef) + " WHERE kAuftrag=?",
            {sales_order});
  const auto paid = to_amount((*row)[0]), gross = total ? to_amount(total->front()) : paid;
  const auto rest = std::min(paid, std::max(paid, gross) - entered);
  if (!(rest > Decimal())) return;
  const auto payment = next_id(session, Zahlung::kDef);
  insert_row(session, Zahlung::kDef,
             {{Zahlung::kZahlung, payment},
              {Zahlung::cName, (*row)[2]},
              {Zahlung::dDatum, (*row)[1].empty() ? now_cell(session) : (*row)[1]},
              {Zahlung::fBetrag, amount_cell(rest)},
              {Zahlung::kBestellung, sales_order},
              {Zahlung::cExternalTransactionId, (*row)[3]}});
  insert_row(session, ShopPayment::kDef,
             {{ShopPayment::kAuftrag, sales_order}, {ShopPayment::kZahlung, payment}});
}

std::vector<OrderId> waiting_orders(Poco::Data::Session& session, std::int64_t shop) {
  std::vector<OrderId> orders;
  for (const auto& row : query(session,
                               "SELECT kInetBestellung FROM " + table(OrderKey::kDef) +
                                   " WHERE kShop=? AND nZustand=? ORDER BY nBestellt,kInetBestellung",
                               {shop, std::int64_t{OB_FOUND_STAGED}}))
    orders.push_back({to_int(row.front()), shop});
  return orders;
}

}  // namespace orderbridge::jtlwawi
