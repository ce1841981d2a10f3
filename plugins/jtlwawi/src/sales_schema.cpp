// SPDX-License-Identifier: MIT
#include "sales_schema.hpp"

namespace orderbridge::jtlwawi {

const std::vector<const TableDef*>& sales_tables() {
  static const std::vector<const TableDef*> all{&Kunde::kDef,
                                                &Adresse::kDef,
                                                &Auftrag::kDef,
                                                &AuftragPosition::kDef,
                                                &AuftragPositionEckdaten::kDef,
                                                &AuftragAdresse::kDef,
                                                &AuftragEckdaten::kDef,
                                                &AuftragText::kDef,
                                                &AuftragStorno::kDef,
                                                &Zahlung::kDef,
                                                &Lieferschein::kDef,
                                                &LieferscheinPos::kDef,
                                                &Versand::kDef,
                                                &Artikel::kDef,
                                                &ArtikelBeschreibung::kDef,
                                                &Lagerbestand::kDef,
                                                &LaufendeNummern::kDef,
                                                &OrderState::kDef,
                                                &History::kDef,
                                                &SalesLine::kDef,
                                                &ShopPayment::kDef,
                                                &Merger::kDef,
                                                &CustomerSearch::kDef};
  return all;
}

std::vector<std::string> sales_migration() {
  std::vector<std::string> sql;
  for (const auto* def : sales_tables()) {
    sql.push_back(create_sql(*def));
    if (!def->index.empty()) sql.push_back(index_sql(*def));
  }
  const auto unique = [&](const TableDef& def, const char* name, const char* columns) {
    sql.push_back("CREATE UNIQUE INDEX \"" + std::string(def.schema) + "." + std::string(def.name) + "." +
                  name + "\" ON " + table(def) + "(" + columns + ")");
  };
  unique(Auftrag::kDef, "staged",
         "kShop,kShopauftrag");  // one sales order per staged order, whoever takes it over
  unique(Auftrag::kDef, "number", "cAuftragsNr");
  unique(Lieferschein::kDef, "number", "cLieferscheinNr");
  unique(Artikel::kDef, "number", "cArtNr");
  const auto plain = [&](const char* name, const char* column) {
    sql.push_back("CREATE INDEX \"orderbridge.tKundensuche." + std::string(name) + "\" ON " +
                  table(CustomerSearch::kDef) + "(" + column + ") WHERE " + column + "<>''");
  };
  plain("mail", "cMail");
  plain("name", "cName");
  plain("ustid", "cUSTID");
  sql.push_back("INSERT INTO " + table(LaufendeNummern::kDef) +
                "(kLaufendeNummer,cName,nNummer,cPrefix,cSuffix) VALUES(1,'Kunde',10001,'',''),"
                "(3,'Auftrag',1,'AU',''),(4,'Lieferschein',1,'LS','')");
  return sql;
}

}  // namespace orderbridge::jtlwawi
