// SPDX-License-Identifier: MIT
#include "sales_order.hpp"

#include <algorithm>
#include <map>

#include "../sales_schema.hpp"

namespace orderbridge::jtlwawi {

namespace {

std::vector<Position> positions_of(Poco::Data::Session& session, std::int64_t order) {
  std::vector<Position> positions;
  for (const auto& row : query(
           session,
           "SELECT p.kAuftragPosition,p.kArtikel,p.nType,p.nSort,p.cArtNr,p.cName,z.cZeile,p.fAnzahl FROM " +
               table(AuftragPosition::kDef) + " p LEFT JOIN " + table(SalesLine::kDef) +
               " z ON z.kAuftragPosition=p.kAuftragPosition WHERE p.kAuftrag=? ORDER BY p.nSort",
           {order}))
    positions.push_back({to_int(row[0]), to_int(row[1]), to_int(row[2]), to_int(row[3]), row[4], row[5],
                         row[6], to_amount(row[7]), Decimal()});
  std::map<std::int64_t, Decimal> delivered;
  for (const auto& row :
       query(session,
             "SELECT lp.kBestellPos,lp.fAnzahl FROM " + table(LieferscheinPos::kDef) + " lp JOIN " +
                 table(Lieferschein::kDef) + " l ON l.kLieferschein=lp.kLieferschein WHERE l.kBestellung=?",
             {order}))
    delivered[to_int(row[0])] = delivered[to_int(row[0])] + to_amount(row[1]);
  for (auto& position : positions) position.delivered = delivered[position.id];
  return positions;
}

}  // namespace

bool SalesOrder::is_open() const {
  return std::any_of(positions.begin(), positions.end(), [](const auto& p) { return p.open() > Decimal(); });
}

std::optional<SalesOrder> read_sales_order(Poco::Data::Session& session, std::int64_t id) {
  const auto row =
      first(session,
            "SELECT a.kKunde,a.kShopauftrag,a.kShop,a.cAuftragsNr,a.cExterneAuftragsnummer,a.cWaehrung,"
            "a.nStorno,e.fWertBrutto FROM " +
                table(Auftrag::kDef) + " a JOIN " + table(AuftragEckdaten::kDef) +
                " e ON e.kAuftrag=a.kAuftrag WHERE a.kAuftrag=?",
            {id});
  if (!row) return std::nullopt;
  SalesOrder order;
  order.id = id;
  order.customer = to_int((*row)[0]);
  order.staged = {to_int((*row)[1]), to_int((*row)[2])};
  order.number = (*row)[3];
  order.shop_number = (*row)[4];
  order.currency = (*row)[5];
  order.cancelled = (*row)[6] == "1";
  order.gross = to_amount((*row)[7]);
  order.marks = order_marks(session, order.staged);
  for (const auto& payment :
       query(session, "SELECT fBetrag FROM " + table(Zahlung::kDef) + " WHERE kBestellung=?", {id})) {
    order.paid = order.paid + to_amount(payment.front());
    ++order.payments;
  }
  order.deliveries = to_int(
      query(session, "SELECT count(*) FROM " + table(Lieferschein::kDef) + " WHERE kBestellung=?", {id})
          .front()
          .front());
  order.positions = positions_of(session, id);
  return order;
}

std::int64_t sales_order_id(Poco::Data::Session& session, const std::string& number) {
  const auto row =
      first(session, "SELECT kAuftrag FROM " + table(Auftrag::kDef) + " WHERE cAuftragsNr=?", {number});
  return row ? to_int(row->front()) : 0;
}

void refresh_figures(Poco::Data::Session& session, std::int64_t id) {
  const auto order = read_sales_order(session, id).value();
  for (const auto& position : order.positions)
    execute(session,
            "INSERT OR REPLACE INTO " + table(AuftragPositionEckdaten::kDef) +
                "(kAuftragPosition,kAuftrag,fAnzahlOffen,fAnzahlGeliefert) VALUES(?,?,?,?)",
            {position.id, id, amount_cell(position.open()), amount_cell(position.delivered)});
  const auto last_paid =
      query(session, "SELECT max(dDatum) FROM " + table(Zahlung::kDef) + " WHERE kBestellung=?", {id})
          .front()
          .front();
  const auto sent =
      query(session,
            "SELECT count(*),max(v.dVersendet) FROM " + table(Versand::kDef) + " v JOIN " +
                table(Lieferschein::kDef) + " l ON l.kLieferschein=v.kLieferschein WHERE l.kBestellung=?",
            {id})
          .front();
  const bool all = order.paid >= order.gross;
  const std::int64_t status = all ? 2 : order.paid > Decimal() ? 1 : 0;
  execute(
      session,
      "UPDATE " + table(AuftragEckdaten::kDef) +
          " SET fZahlung=?,fOffenerWert=?,dBezahlt=NULLIF(?,''),nZahlungStatus=?,nAnzahlVersendetePakete=?,"
          "dLetzterVersand=NULLIF(?,'') WHERE kAuftrag=?",
      {amount_cell(order.paid), amount_cell(order.left_to_pay()), all ? last_paid : std::string(), status,
       to_int(sent[0]), sent[1], id});
  const std::int64_t complete = order.deliveries > 0 && !order.is_open() ? 1 : 0;
  execute(session, "UPDATE " + table(Auftrag::kDef) + " SET nKomplettAusgeliefert=? WHERE kAuftrag=?",
          {complete, id});
}

}  // namespace orderbridge::jtlwawi
