// SPDX-License-Identifier: MIT
#include "details.hpp"

#include "../sales_schema.hpp"
#include "descriptions.hpp"
#include "view_sql.hpp"

namespace orderbridge::jtlwawi {

namespace {

/// Company and person in one cell; the column of the last name differs.
std::string whole_name(const std::string& last_name) {
  return "trim(CASE cFirma WHEN '' THEN '' ELSE cFirma||', ' END||cVorname||' '||" + last_name + ",', ')";
}

const std::string kOfStaged = " WHERE kInetBestellung=? AND kShop=?";

}  // namespace

void Details::rows(const std::string& sql, const std::vector<Value>& values) const {
  for (const auto& row : query(session_, sql, values)) out_.row(row);
}

void Details::address(bool billing, const std::string& sql, const std::vector<Value>& values) const {
  for (auto row : query(session_, sql, values)) {
    row.insert(row.begin(), billing ? host_.say("billing", "Rechnung") : host_.say("delivery", "Lieferung"));
    out_.row(row);
  }
}

void Details::history(const OrderId& id) const {
  out_.section("History", "Verlauf", kHistoryColumnTable);
  rows("SELECT wawi_shown(dZeit),cWas,cText FROM " + table(History::kDef) + kOfStaged + " ORDER BY kVerlauf",
       {id.order, id.shop});
}

void Details::of_staged(const OrderId& id) const {
  const std::vector<Value> staged{id.order, id.shop};
  out_.section("Positions", "Positionen", kPositionColumnTable);
  rows(
      "SELECT row_number() OVER (ORDER BY kInetBestellPos),cArtNr,cName,nAnzahl,'0',nAnzahl,fPreis,fMwSt "
      "FROM " +
          table(InetBestellPos::kDef) + kOfStaged + " ORDER BY kInetBestellPos",
      staged);
  out_.section("Addresses", "Anschriften", kAddressColumnTable);
  for (const bool billing : {true, false})
    address(billing,
            "SELECT " + whole_name("cNachname") + ",cStrasse,trim(cPLZ||' '||cOrt),cLandISO FROM " +
                table(billing ? Rechnungadresse::kDef : Lieferadresse::kDef) + kOfStaged,
            staged);
  out_.section("Warnings", "Warnungen", kWarningColumnTable);
  rows("SELECT substr(cName,21),cValue FROM " + table(InetBestellungAttribute::kDef) + kOfStaged +
           " AND cName GLOB 'orderbridge.warning.*' ORDER BY kInetBestellungAttribute",
       staged);
  history(id);
}

void Details::of_sales_order(const std::string& number) const {
  const auto ids =
      first(session_,
            "SELECT kAuftrag,kShopauftrag,kShop FROM " + table(Auftrag::kDef) + " WHERE cAuftragsNr=?",
            {number})
          .value();
  const auto order = to_int(ids[0]);
  out_.section("Positions", "Positionen", kPositionColumnTable);
  rows(
      "SELECT p.nSort,p.cArtNr,p.cName,p.fAnzahl,e.fAnzahlGeliefert,e.fAnzahlOffen,p.fVkNetto,p.fMwSt FROM " +
          table(AuftragPosition::kDef) + " p JOIN " + table(AuftragPositionEckdaten::kDef) +
          " e ON e.kAuftragPosition=p.kAuftragPosition WHERE p.kAuftrag=? ORDER BY p.nSort",
      {order});
  out_.section("Addresses", "Anschriften", kAddressColumnTable);
  for (const bool billing : {true, false})
    address(billing,
            "SELECT " + whole_name("cName") + ",cStrasse,trim(cPLZ||' '||cOrt),cISO FROM " +
                table(AuftragAdresse::kDef) + " WHERE kAuftrag=? AND nTyp=?",
            {order, std::int64_t{billing}});
  out_.section("Payments", "Zahlungen", kPaymentColumnTable);
  // What the shop reported is in the shop's time, whose offset is not kept.
  rows("SELECT CASE WHEN EXISTS(SELECT 1 FROM " + table(ShopPayment::kDef) +
           " s WHERE s.kZahlung=z.kZahlung) THEN dDatum ELSE wawi_shown(dDatum) "
           "END,fBetrag,cName,cExternalTransactionId FROM " +
           table(Zahlung::kDef) + " z WHERE kBestellung=? ORDER BY kZahlung",
       {order});
  deliveries(order);
  history({to_int(ids[1]), to_int(ids[2])});
}

/// One row per parcel; what is in the delivery stands at its first.
void Details::deliveries(std::int64_t sales_order) const {
  out_.section("Deliveries", "Lieferungen", kDeliveryColumnTable);
  std::string note;
  for (auto row :
       query(session_,
             "SELECT l.cLieferscheinNr,wawi_shown(l.dErstellt),coalesce((SELECT group_concat(what,', ') FROM "
             "(SELECT "
             "lp.fAnzahl||' × '||CASE p.cArtNr WHEN '' THEN '#'||p.nSort ELSE p.cArtNr END AS what FROM " +
                 table(LieferscheinPos::kDef) + " lp JOIN " + table(AuftragPosition::kDef) +
                 " p ON p.kAuftragPosition=lp.kBestellPos WHERE lp.kLieferschein=l.kLieferschein ORDER BY "
                 "p.nSort)),''),coalesce(v.cLogistiker,''),coalesce(v.cIdentCode,''),coalesce(v.cHinweis,'') "
                 "FROM " +
                 table(Lieferschein::kDef) + " l LEFT JOIN " + table(Versand::kDef) +
                 " v ON v.kLieferschein=l.kLieferschein WHERE l.kBestellung=? "
                 "ORDER BY l.kLieferschein,v.kVersand",
             {sales_order})) {
    if (row[0] == note) row[2].clear();
    note = row[0];
    out_.row(row);
  }
}

void Details::of_customer(const std::string& number) const {
  const auto customer =
      to_int(first(session_, "SELECT kKunde FROM " + table(Kunde::kDef) + " WHERE cKundenNr=?", {number})
                 .value()
                 .front());
  addresses_of_customer(customer);
  out_.section("Accounts in shops", "Konten in Shops", kAccountColumnTable);
  rows("SELECT coalesce(h.cName,''),k.kInetKunde,k.cShopKundenNr FROM " + table(InetKundeShop::kDef) +
           " k LEFT JOIN " + table(Shop::kDef) +
           " h ON h.kShop=k.kShop WHERE k.kKunde=? ORDER BY k.kShop,k.kInetKunde",
       {customer});
  out_.section("Sales orders", "Aufträge", kSalesOrderColumnTable);
  std::vector<Value> values;
  const auto sql = view_sql("sales-orders", host_, 0, values);
  values.emplace_back(number);
  rows("SELECT * FROM (" + sql + ") WHERE customer=? ORDER BY length(number),number", values);
}

void Details::addresses_of_customer(std::int64_t customer) const {
  out_.section("Addresses", "Anschriften", kCustomerAddressColumnTable);
  rows("SELECT CASE nStandard WHEN 1 THEN ? ELSE ? END," + whole_name("cName") +
           ",cStrasse,trim(cPLZ||' '||cOrt),cISO,cTel,cMail,cUSTID FROM " + table(Adresse::kDef) +
           " WHERE kKunde=? ORDER BY nStandard DESC,kAdresse",
       {host_.say("standard", "Standard"), host_.say("other", "weitere"), customer});
}

}  // namespace orderbridge::jtlwawi
