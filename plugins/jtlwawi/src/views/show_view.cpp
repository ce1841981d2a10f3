// SPDX-License-Identifier: MIT
#include "show_view.hpp"

#include "../customers/candidates.hpp"
#include "../sales_schema.hpp"
#include "descriptions.hpp"

namespace orderbridge::jtlwawi {

namespace {

const ob_view* find_view(std::string_view id) {
  for (const auto& v : kWawiViews)
    if (view(v.data.id) == id) return &v.data;
  return nullptr;
}

const ob_column* find_column(const ob_view& v, std::string_view id) {
  for (std::size_t i = 0; i < v.column_count; ++i)
    if (view(v.columns[i]->id) == id) return v.columns[i];
  return nullptr;
}

/// What contains this text, with LIKE's own signs taken literally.
std::string like(std::string_view text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

std::string quoted(std::string_view column) {
  return '"' + std::string(column) + '"';
}

}  // namespace

/// The rows of the view, columns named by their ids; values are appended in the order of the question marks.
std::string ShowView::base(std::vector<Value>& values) const {
  const auto id = query_.view_id();
  if (id == "orders") {
    for (const auto& text :
         {host_.say("staged", "liegt vor"), host_.say("cancelled in the shop", "im Shop storniert"),
          host_.say("cancelled", "storniert")})
      values.emplace_back(text);
    values.emplace_back(shop_);
    return "SELECT o.cNummer AS number,o.kInetBestellung AS id,b.dTimestamp AS date,"
           "trim(CASE r.cFirma WHEN '' THEN r.cVorname||' '||r.cNachname ELSE r.cFirma END) AS name,r.cOrt "
           "AS city,"
           "o.fBrutto AS total,o.cWaehrung AS currency,b.cModulID AS payment,coalesce(z.fBetrag,'0') AS paid,"
           "CASE WHEN o.nZustand=1 AND coalesce(s.nImShopStorniert,0)=0 THEN ? WHEN o.nZustand=1 THEN ? ELSE "
           "? END AS state,"
           "'' AS customer FROM " +
           table(OrderKey::kDef) + " o JOIN " + table(InetBestellung::kDef) +
           " b ON b.kInetBestellung=o.kInetBestellung AND b.kShop=o.kShop JOIN " +
           table(Rechnungadresse::kDef) +
           " r ON r.kInetBestellung=o.kInetBestellung AND r.kShop=o.kShop LEFT JOIN " +
           table(InetShopZahlung::kDef) +
           " z ON z.kZahlungseingang=o.kInetBestellung AND z.kShop=o.kShop LEFT JOIN " +
           table(OrderState::kDef) +
           " s ON s.kInetBestellung=o.kInetBestellung AND s.kShop=o.kShop WHERE o.kAuftrag IS NULL AND "
           "o.kShop=?";
  }
  if (id == "sales-orders") {
    for (const auto& text :
         {host_.say("open", "offen"), host_.say("part", "teilweise"), host_.say("paid", "bezahlt"),
          host_.say("cancelled", "storniert"), host_.say("completed", "abgeschlossen"),
          host_.say("delivered completely", "komplett ausgeliefert"),
          host_.say("delivered in part", "teilweise ausgeliefert"), host_.say("open", "offen")})
      values.emplace_back(text);
    return "SELECT a.cAuftragsNr AS number,a.dErstellt AS date,coalesce(h.cName,'') AS "
           "shop,a.cExterneAuftragsnummer AS "
           "\"order\",a.cKundenNr AS customer,trim(CASE d.cFirma WHEN '' THEN d.cVorname||' '||d.cName ELSE "
           "d.cFirma END) "
           "AS name,e.fWertBrutto AS total,a.cWaehrung AS currency,e.fOffenerWert AS open,"
           "CASE e.nZahlungStatus WHEN 0 THEN ? WHEN 1 THEN ? ELSE ? END AS payment,"
           "CASE WHEN a.nStorno=1 THEN ? WHEN s.nAbgeschlossen=1 THEN ? WHEN a.nKomplettAusgeliefert=1 THEN "
           "? "
           "WHEN EXISTS(SELECT 1 FROM " +
           table(Lieferschein::kDef) + " l WHERE l.kBestellung=a.kAuftrag) THEN ? ELSE ? END AS state FROM " +
           table(Auftrag::kDef) + " a JOIN " + table(AuftragEckdaten::kDef) +
           " e ON e.kAuftrag=a.kAuftrag JOIN " + table(AuftragAdresse::kDef) +
           " d ON d.kAuftrag=a.kAuftrag AND d.nTyp=1 LEFT JOIN " + table(Shop::kDef) +
           " h ON h.kShop=a.kShop LEFT JOIN " + table(OrderState::kDef) +
           " s ON s.kInetBestellung=a.kShopauftrag AND s.kShop=a.kShop";
  }
  if (id == "customers")
    return "SELECT k.cKundenNr AS number,trim(a.cVorname||' '||a.cName) AS name,a.cFirma AS "
           "company,a.cStrasse AS street,"
           "a.cPLZ AS zip,a.cOrt AS city,a.cMail AS email,(SELECT count(*) FROM " +
           table(Auftrag::kDef) + " o WHERE o.kKunde=k.kKunde) AS orders,coalesce((SELECT z.cKundenNr FROM " +
           table(Merger::kDef) + " f JOIN " + table(Kunde::kDef) +
           " z ON z.kKunde=f.kZiel WHERE f.kKunde=k.kKunde),'') AS merged FROM " + table(Kunde::kDef) +
           " k JOIN " + table(Adresse::kDef) + " a ON a.kKunde=k.kKunde AND a.nStandard=1";
  return "SELECT a.cArtNr AS number,b.cName AS name,coalesce(l.fLagerbestand,'0') AS \"on-hand\","
         "coalesce(l.fInAuftraegen,'0') AS reserved,coalesce(l.fVerfuegbar,'0') AS available FROM " +
         table(Artikel::kDef) + " a LEFT JOIN " + table(ArtikelBeschreibung::kDef) +
         " b ON b.kArtikel=a.kArtikel AND b.kSprache=1 LEFT JOIN " + table(Lagerbestand::kDef) +
         " l ON l.kArtikel=a.kArtikel";
}

void ShowView::run() {
  const auto* v = find_view(query_.view_id());
  if (!v) throw Error(OB_UNSUPPORTED, host_.say("there is no such view", "diese Ansicht gibt es nicht"));
  std::vector<Value> values;
  auto sql = " FROM (" + base(values) + ") WHERE 1=1";
  if (query_.is_detail()) {
    const bool by_id = query_.view_id() == "orders" && query_.key().substr(0, 3) == "id:";
    sql += by_id ? " AND id=?" : " AND number=?";
    values.emplace_back(std::string(by_id ? query_.key().substr(3) : query_.key()));
  }
  for (std::size_t i = 0; i < query_.filter_count(); ++i) {
    const auto [name, text] = query_.filter(i);
    const auto* column = find_column(*v, name);
    if (!column || !(column->flags & OB_COLUMN_FILTER)) continue;  // the host refuses such filters
    sql += " AND " + quoted(name) + " LIKE ? ESCAPE '\\'";
    values.emplace_back(like(text));
  }
  page(sql, values);
}

void ShowView::page(const std::string& base, const std::vector<Value>& values) {
  const auto& v = *find_view(query_.view_id());
  out_.total(
      static_cast<std::uint64_t>(to_int(query(session_, "SELECT count(*)" + base, values).front().front())));
  std::string columns;
  for (std::size_t i = 0; i < v.column_count; ++i) columns += (i ? "," : "") + quoted(view(v.columns[i]->id));
  auto all = values;
  auto sql = "SELECT " + columns + base + " ORDER BY ";
  const auto* sorted = find_column(v, query_.sort());
  if (sorted && (sorted->flags & OB_COLUMN_SORTABLE))
    sql += quoted(query_.sort()) + (query_.is_descending() ? " DESC," : ",");
  sql += query_.view_id() == "orders" ? "date,id" : "number";
  sql += " LIMIT ? OFFSET ?";
  all.emplace_back(query_.limit() == 0 ? std::int64_t{-1} : static_cast<std::int64_t>(query_.limit()));
  all.emplace_back(static_cast<std::int64_t>(query_.offset()));
  for (auto& row : query(session_, sql, all)) {
    const auto whole = row;
    emit(std::move(row));
    if (query_.is_detail()) return detail_sections(whole);
  }
}

void ShowView::emit(TextRow row) {
  if (query_.view_id() == "orders") {
    const auto decision = propose_customer(session_, {to_int(row[1]), shop_});
    row.back() = host_.say(decision.reason_en, decision.reason_de);
  }
  out_.row(row);
}

void ShowView::detail_sections(const TextRow& row) {
  if (query_.view_id() == "orders") return sections_of_order({to_int(row[1]), shop_}, 0);
  if (query_.view_id() == "sales-orders") {
    const auto ids =
        first(session_,
              "SELECT kShopauftrag,kShop,kAuftrag FROM " + table(Auftrag::kDef) + " WHERE cAuftragsNr=?",
              {row[0]})
            .value();
    return sections_of_order({to_int(ids[0]), to_int(ids[1])}, to_int(ids[2]));
  }
  if (query_.view_id() != "customers") return;
  out_.section("Sales orders", "Aufträge", kSalesOrderColumnTable);
  // The same rows as the view of sales orders, of this customer.
  ob_query inner{};
  inner.size = sizeof inner;
  inner.view = to_abi(std::string_view("sales-orders"));
  const Query all(inner);
  const ShowView sales(session_, host_, shop_, all, out_);
  std::vector<Value> values;
  const auto base = sales.base(values);
  values.emplace_back(row[0]);
  for (auto& order : query(session_, "SELECT * FROM (" + base + ") WHERE customer=? ORDER BY number", values))
    out_.row(order);
}

void ShowView::sections_of_order(const OrderId& id, std::int64_t sales_order) {
  const std::vector<Value> staged{id.order, id.shop};
  out_.section("Positions", "Positionen", kPositionColumnTable);
  const auto positions =
      sales_order != 0
          ? query(session_,
                  "SELECT p.nSort,p.cArtNr,p.cName,p.fAnzahl,e.fAnzahlGeliefert,p.fVkNetto,p.fMwSt FROM " +
                      table(AuftragPosition::kDef) + " p JOIN " + table(AuftragPositionEckdaten::kDef) +
                      " e ON e.kAuftragPosition=p.kAuftragPosition WHERE p.kAuftrag=? ORDER BY p.nSort",
                  {sales_order})
          : query(session_,
                  "SELECT row_number() OVER (ORDER BY kInetBestellPos),cArtNr,cName,nAnzahl,'0',fPreis,fMwSt "
                  "FROM " +
                      table(InetBestellPos::kDef) +
                      " WHERE kInetBestellung=? AND kShop=? ORDER BY kInetBestellPos",
                  staged);
  for (const auto& row : positions) out_.row(row);

  out_.section("Addresses", "Anschriften", kAddressColumnTable);
  const auto address = [&](const std::string& kind, const std::string& sql,
                           const std::vector<Value>& values) {
    for (auto row : query(session_, sql, values)) {
      row.insert(row.begin(), kind);
      out_.row(row);
    }
  };
  const std::string columns = "trim(CASE cFirma WHEN '' THEN '' ELSE cFirma||', ' END||cVorname||' '||";
  for (const bool billing : {true, false}) {
    const auto kind = billing ? host_.say("billing", "Rechnung") : host_.say("delivery", "Lieferung");
    if (sales_order != 0)
      address(kind,
              "SELECT " + columns + "cName),cStrasse,cPLZ||' '||cOrt,cISO FROM " +
                  table(AuftragAdresse::kDef) + " WHERE kAuftrag=? AND nTyp=?",
              {sales_order, std::int64_t{billing}});
    else
      address(kind,
              "SELECT " + columns + "cNachname),cStrasse,cPLZ||' '||cOrt,cLandISO FROM " +
                  table(billing ? Rechnungadresse::kDef : Lieferadresse::kDef) +
                  " WHERE kInetBestellung=? AND kShop=?",
              staged);
  }
  if (sales_order != 0) {
    out_.section("Payments", "Zahlungen", kPaymentColumnTable);
    for (const auto& row : query(session_,
                                 "SELECT dDatum,fBetrag,cName,cExternalTransactionId FROM " +
                                     table(Zahlung::kDef) + " WHERE kBestellung=? ORDER BY kZahlung",
                                 {sales_order}))
      out_.row(row);
    out_.section("Deliveries", "Lieferungen", kDeliveryColumnTable);
    for (const auto& row :
         query(session_,
               "SELECT l.cLieferscheinNr,l.dErstellt,coalesce(v.cLogistiker,''),coalesce(v.cIdentCode,'') "
               "FROM " +
                   table(Lieferschein::kDef) + " l LEFT JOIN " + table(Versand::kDef) +
                   " v ON v.kLieferschein=l.kLieferschein WHERE l.kBestellung=? "
                   "ORDER BY l.kLieferschein,v.kVersand",
               {sales_order}))
      out_.row(row);
  }
  out_.section("History", "Verlauf", kHistoryColumnTable);
  for (const auto& row : query(session_,
                               "SELECT dZeit,cWas,cText FROM " + table(History::kDef) +
                                   " WHERE kInetBestellung=? AND kShop=? ORDER BY kVerlauf",
                               staged))
    out_.row(row);
}

}  // namespace orderbridge::jtlwawi
