// SPDX-License-Identifier: MIT
#include "view_sql.hpp"

#include "../sales_schema.hpp"

namespace orderbridge::jtlwawi {

namespace {

void bind_texts(std::vector<Value>& values, std::initializer_list<std::string> texts) {
  for (const auto& text : texts) values.emplace_back(text);
}

/// Codes of the warnings with which an order was staged: "too-long, totals-differ".
std::string warning_codes() {
  return "coalesce((SELECT group_concat(code,', ') FROM (SELECT DISTINCT substr(w.cName,21) AS code FROM " +
         table(InetBestellungAttribute::kDef) +
         " w WHERE w.kInetBestellung=o.kInetBestellung AND w.kShop=o.kShop AND w.cName GLOB "
         "'orderbridge.warning.*' ORDER BY code)),'')";
}

std::string comment_of_order() {
  return "coalesce((SELECT c.cValue FROM " + table(InetBestellungAttribute::kDef) +
         " c WHERE c.kInetBestellung=o.kInetBestellung AND c.kShop=o.kShop AND "
         "c.cName='orderbridge.comment'),b.cKommentar,'')";
}

std::string orders_sql(const Host& host, std::int64_t shop, std::vector<Value>& values) {
  bind_texts(values, {host.say("staged", "liegt vor"), host.say("cancelled in the shop", "im Shop storniert"),
                      host.say("cancelled", "storniert")});
  values.emplace_back(shop);
  return "SELECT o.cNummer AS number,o.kInetBestellung AS id,wawi_shown(b.dTimestamp,o.nBestellt) AS date,"
         "trim(CASE r.cFirma WHEN '' THEN r.cVorname||' '||r.cNachname ELSE r.cFirma END) AS name,"
         "r.cOrt AS city,o.fBrutto AS total,o.cWaehrung AS currency,b.cModulID AS payment,"
         "coalesce(z.fBetrag,'0') AS paid,CASE WHEN o.nZustand=1 AND coalesce(s.nImShopStorniert,0)=0 THEN ? "
         "WHEN o.nZustand=1 THEN ? ELSE ? END AS state," +
         warning_codes() + " AS warnings,'' AS customer," + comment_of_order() + " AS comment FROM " +
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

std::string sales_orders_sql(const Host& host, std::vector<Value>& values) {
  bind_texts(values, {host.say("open", "offen"), host.say("part", "teilweise"), host.say("paid", "bezahlt"),
                      host.say("cancelled", "storniert"), host.say("completed", "abgeschlossen"),
                      host.say("delivered completely", "komplett ausgeliefert"),
                      host.say("delivered in part", "teilweise ausgeliefert"), host.say("open", "offen")});
  return "SELECT a.cAuftragsNr AS number,wawi_shown(a.dErstellt) AS date,coalesce(h.cName,'') AS shop,"
         "a.cExterneAuftragsnummer AS \"order\",a.cKundenNr AS customer,"
         "trim(CASE d.cFirma WHEN '' THEN d.cVorname||' '||d.cName ELSE d.cFirma END) AS name,"
         "e.fWertBrutto AS total,a.cWaehrung AS currency,e.fOffenerWert AS open,"
         "CASE e.nZahlungStatus WHEN 0 THEN ? WHEN 1 THEN ? ELSE ? END AS payment,"
         "CASE WHEN a.nStorno=1 THEN ? WHEN s.nAbgeschlossen=1 THEN ? WHEN a.nKomplettAusgeliefert=1 THEN ? "
         "WHEN EXISTS(SELECT 1 FROM " +
         table(Lieferschein::kDef) +
         " l WHERE l.kBestellung=a.kAuftrag) THEN ? ELSE ? END AS state,coalesce(t.cAnmerkung,'') AS comment "
         "FROM " +
         table(Auftrag::kDef) + " a JOIN " + table(AuftragEckdaten::kDef) +
         " e ON e.kAuftrag=a.kAuftrag JOIN " + table(AuftragAdresse::kDef) +
         " d ON d.kAuftrag=a.kAuftrag AND d.nTyp=1 LEFT JOIN " + table(Shop::kDef) +
         " h ON h.kShop=a.kShop LEFT JOIN " + table(AuftragText::kDef) +
         " t ON t.kAuftrag=a.kAuftrag LEFT JOIN " + table(OrderState::kDef) +
         " s ON s.kInetBestellung=a.kShopauftrag AND s.kShop=a.kShop";
}

std::string customers_sql() {
  return "SELECT k.cKundenNr AS number,trim(a.cVorname||' '||a.cName) AS name,a.cFirma AS company,"
         "a.cStrasse AS street,a.cPLZ AS zip,a.cOrt AS city,a.cMail AS email,(SELECT count(*) FROM " +
         table(Auftrag::kDef) + " o WHERE o.kKunde=k.kKunde) AS orders,coalesce((SELECT z.cKundenNr FROM " +
         table(Merger::kDef) + " f JOIN " + table(Kunde::kDef) +
         " z ON z.kKunde=f.kZiel WHERE f.kKunde=k.kKunde),'') AS merged FROM " + table(Kunde::kDef) +
         " k JOIN " + table(Adresse::kDef) + " a ON a.kKunde=k.kKunde AND a.nStandard=1";
}

std::string articles_sql() {
  return "SELECT a.cArtNr AS number,coalesce(b.cName,'') AS name,coalesce(l.fLagerbestand,'0') AS "
         "\"on-hand\",coalesce(l.fInAuftraegen,'0') AS reserved,coalesce(l.fVerfuegbar,'0') AS available "
         "FROM " +
         table(Artikel::kDef) + " a LEFT JOIN " + table(ArtikelBeschreibung::kDef) +
         " b ON b.kArtikel=a.kArtikel AND b.kSprache=1 LEFT JOIN " + table(Lagerbestand::kDef) +
         " l ON l.kArtikel=a.kArtikel";
}

}  // namespace

std::string view_sql(std::string_view view, const Host& host, std::int64_t shop, std::vector<Value>& values) {
  if (view == "orders") return orders_sql(host, shop, values);
  if (view == "sales-orders") return sales_orders_sql(host, values);
  if (view == "customers") return customers_sql();
  return articles_sql();
}

}  // namespace orderbridge::jtlwawi
