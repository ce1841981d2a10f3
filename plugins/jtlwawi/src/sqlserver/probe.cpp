// SPDX-License-Identifier: MIT
#include "probe.hpp"

#include <array>

#include "../schema.hpp"
#include "probe_steps.hpp"
#include "statement.hpp"

namespace orderbridge::jtlwawi::sqlserver {
namespace {

constexpr std::array kNeeded{&InetBestellung::kDef,         &InetBestellPos::kDef, &InetKunde::kDef,
                             &InetKundeShop::kDef,          &InetAdress::kDef,     &InetShopZahlung::kDef,
                             &InetBestellungAttribute::kDef};
constexpr std::array kSince16{&Lieferadresse::kDef, &Rechnungadresse::kDef};

class Probing : ProbeSteps {
 public:
  using ProbeSteps::ProbeSteps;

  Place run() {
    place_.schema = ServerSchema::read(session_);
    place_.ok = tables() && version(place_.version) && rights() && columns() && shop();
    return std::move(place_);
  }

 private:
  bool tables();
  bool rights();
  bool columns();
  bool shop();
  std::string shop_names();
  std::string unfilled(const TableDef& def);

  Place place_;
};

bool Probing::tables() {
  std::string missing;
  std::size_t count = 0;
  const auto need = [&](const std::string& name) {
    if (place_.schema.has(name)) return;
    append(missing, name);
    ++count;
  };
  for (const auto* def : kNeeded) need(qualified(*def));
  need(qualified(Shop::kDef));
  need(qualified(Version::kDef));
  if (!place_.schema.has_sales_orders()) need("dbo.tBestellung");
  if (count == 0) return true;
  if (count >= kNeeded.size() + 2)
    return wrong("tables", "database",
                 "this is no database of JTL-Wawi, or the user may not see its tables: name the right one in "
                 "option database, e.g. DATABASE=eazybusiness, and grant the user SELECT and INSERT",
                 "dies ist keine Datenbank der JTL-Wawi, oder der Benutzer darf ihre Tabellen nicht sehen: "
                 "in Option database die richtige nennen, z. B. DATABASE=eazybusiness, und dem Benutzer "
                 "SELECT und INSERT erteilen");
  return wrong("tables", "database",
               "the database lacks tables, or the user may not see them: " + missing +
                   "; grant the user SELECT and INSERT on them, or name the database of a whole JTL-Wawi",
               "der Datenbank fehlen Tabellen, oder der Benutzer darf sie nicht sehen: " + missing +
                   "; dem Benutzer SELECT und INSERT darauf erteilen oder die Datenbank einer vollständigen "
                   "JTL-Wawi nennen");
}

bool Probing::rights() {
  Rights wanted;
  const auto want = [&](const std::string& table, std::initializer_list<const char*> rights) {
    if (place_.schema.has(table))
      for (const auto* right : rights) wanted.emplace_back(table, right);
  };
  for (const auto* def : kNeeded) want(qualified(*def), {"SELECT", "INSERT"});
  for (const auto* def : kSince16) want(qualified(*def), {"INSERT"});
  for (const auto* def : {&InetKunde::kDef, &InetKundeShop::kDef, &InetBestellungAttribute::kDef})
    want(qualified(*def), {"UPDATE"});
  want("dbo.tInetKundenAttribute", {"SELECT", "INSERT"});
  if (place_.schema.has_sales_orders()) {
    for (const auto* name : {"Verkauf.tAuftrag", "Verkauf.tAuftragPosition", "Verkauf.tAuftragEckdaten",
                             "Verkauf.tAuftragStorno", "Verkauf.tAuftragStornogrund"})
      want(name, {"SELECT"});
  } else {
    for (const auto* name : {"dbo.tBestellung", "dbo.tbestellpos", "dbo.tBestellungEckDaten"})
      want(name, {"SELECT"});
  }
  for (const auto* name : {"dbo.tShop", "dbo.tversion"}) want(name, {"SELECT"});
  // What the way back reads: asked for also where the user may not even see it.
  for (const auto* name : {"dbo.tLieferschein", "dbo.tLieferscheinPos", "dbo.tVersand", "dbo.tversandart"})
    wanted.emplace_back(name, "SELECT");

  return has_rights(wanted, "the user may write the staging tables and read sales orders",
                    "der Benutzer darf die Ablagetabellen schreiben und Aufträge lesen");
}

std::string Probing::unfilled(const TableDef& def) {
  std::vector<std::string_view> ours;
  for (const auto& column : def.columns)
    if (column.kind != Kind::kNotWritten) ours.push_back(column.name);
  return ProbeSteps::unfilled(place_.schema, qualified(def), ours);
}

bool Probing::columns() {
  std::string missing, more;
  for (const auto* def : kNeeded) {
    for (const auto& column : def->columns) {
      const bool key = column.name == "kInetBestellung" || column.name == "kShop" ||
                       def->primary_key.substr(0, def->primary_key.find(',')) == column.name;
      if (key && !place_.schema.has(qualified(*def), column.name))
        append(missing, qualified(*def) + "." + std::string(column.name));
    }
    if (def == &InetBestellungAttribute::kDef) {
      place_.attributes_number_themselves =
          is_identity(session_, qualified(*def), "kInetBestellungAttribute");
      continue;
    }
    if (const auto names = unfilled(*def); !names.empty()) append(more, names);
  }
  for (const auto* def : kSince16)
    if (const auto names = unfilled(*def); !names.empty()) append(more, names);
  if (!missing.empty())
    return wrong("columns", "database",
                 "columns are missing, so this is another JTL-Wawi than those known here: " + missing,
                 "Spalten fehlen, dies ist also eine andere JTL-Wawi als die hier bekannten: " + missing);
  if (!more.empty()) return wants_more(more);
  return true;
}

std::string Probing::shop_names() {
  std::string names;
  for (const auto& row : session_.query("SELECT cName FROM dbo.tShop ORDER BY kShop"))
    append(names, "\"" + cell(row, 0) + "\"");
  return names.empty() ? "-" : names;
}

bool Probing::shop() {
  const auto row = shop_row();
  if (!row) {
    const std::string names = shop_names();
    return wrong("shop", "shop",
                 "JTL-Wawi has no online shop named \"" + options_.shop +
                     "\": make one there under Plattformen > Onlineshop, or give the name of one in option "
                     "shop; there are: " +
                     names,
                 "JTL-Wawi hat keinen Onlineshop namens \"" + options_.shop +
                     "\": dort unter Plattformen > Onlineshop einen anlegen oder in Option shop den Namen "
                     "eines vorhandenen angeben; es gibt: " +
                     names);
  }
  place_.shop = *row;
  const std::string said = "\"" + options_.shop + "\" is kShop " + std::to_string(place_.shop),
                    sagt = "\"" + options_.shop + "\" ist kShop " + std::to_string(place_.shop);
  well(OB_FINDING_OK, "shop", "shop " + said, "Shop " + sagt);
  if (is_shared(session_, place_.shop))
    well(OB_FINDING_INFO, "shared-shop",
         "another program stages orders under this shop, too: orders get ids of their own, and a shop of "
         "its own for Orderbridge is safer",
         "ein anderes Programm legt unter diesem Shop auch Bestellungen ab: Bestellungen bekommen eigene "
         "Ids, und ein eigener Shop für Orderbridge ist sicherer");
  return true;
}

}  // namespace

Place probe(Session& session, const WawiOptions& options, const Host& host, std::vector<Finding>& findings) {
  return Probing(session, options, host, findings).run();
}

bool is_shared(Session& session, std::int64_t shop) {
  Statement s("SELECT CASE WHEN EXISTS (SELECT 1 FROM dbo.tinetbestellung b WHERE b.kShop=");
  s << shop
    << " AND NOT EXISTS (SELECT 1 FROM dbo.tInetBestellungAttribute a WHERE a.kShop=b.kShop AND "
       "a.kInetBestellung=b.kInetBestellung AND a.cName="
    << Value::of(kIdAttribute) << ")) THEN '1' ELSE '0' END";
  const Rows rows = s.query(session);
  return !rows.empty() && cell(rows.front(), 0) == "1";
}

}  // namespace orderbridge::jtlwawi::sqlserver
