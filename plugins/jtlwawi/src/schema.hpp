// SPDX-License-Identifier: MIT
// All table and column names of the connector, with lengths and the rule for what is too long. Names, lengths
// and keys of dbo and DbeS are JTL-Wawi's; schema "orderbridge" is ours and keeps what JTL has no column for.
// Each table is a struct: Table::kColumn is the position of a column, Table::kDef its definition.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "column.hpp"

namespace orderbridge::jtlwawi {

/// The quoted name: table("DbeS", "tLieferadresse") is "DbeS.tLieferadresse", in dbo just "tShop".
std::string table(std::string_view schema, std::string_view name);
inline std::string table(const TableDef& def) {
  return table(def.schema, def.name);
}
std::string create_sql(const TableDef& def);
std::string index_sql(const TableDef& def);
std::string insert_sql(const TableDef& def);

/// Every table of this file, which is version 1, in the order in which they are made.
const std::vector<const TableDef*>& tables();

/// The statements that bring a file from version v to v + 1, v being the index. They use clock_functions.hpp.
const std::vector<std::vector<std::string>>& migrations();

#define JTL_COLUMN_POSITION(column, definition) column,
#define JTL_COLUMN_DEFINITION(column, definition) definition.named(#column),
#define JTL_TABLE(Type, table_schema, table_name, COLUMNS, primary_key, index, on_conflict)              \
  struct Type {                                                                                          \
    enum Column : std::size_t { COLUMNS(JTL_COLUMN_POSITION) kCount };                                   \
    static constexpr std::array<ColumnDef, kCount> kColumns{COLUMNS(JTL_COLUMN_DEFINITION)};             \
    static constexpr TableDef kDef{table_schema, table_name, kColumns, primary_key, index, on_conflict}; \
  };

#define JTL_INET_BESTELLUNG(C)           \
  C(kInetBestellung, id())               \
  C(kShop, id())                         \
  C(kKunde, id())                        \
  C(kLieferAdresse, id())                \
  C(kRechnungsadresse, id())             \
  C(kVersandart, not_written("INTEGER")) \
  C(cInetBestNr, key(50))                \
  C(cVersandInfo, words(255))            \
  C(dVersandDatum, not_written("TEXT"))  \
  C(cTracking, not_written("TEXT"))      \
  C(cKommentar, words(255))              \
  C(cAbgeholt, fixed("'N'"))             \
  C(cStatus, fixed("'1'"))               \
  C(dTimestamp, moment(30))              \
  C(kWaehrung, not_written("INTEGER"))   \
  C(kSprache, not_written("INTEGER"))    \
  C(fGutschein, fixed("'0'"))            \
  C(cModulID, key(255))                  \
  C(nZahlungsTyp, fixed("0"))            \
  C(fFaktor, amount())
JTL_TABLE(InetBestellung, "dbo", "tinetbestellung", JTL_INET_BESTELLUNG, "kInetBestellung,kShop",
          "kKunde,kShop", "")

#define JTL_INET_BESTELLPOS(C) \
  C(kInetBestellPos, id())     \
  C(kShop, id())               \
  C(kInetBestellung, id())     \
  C(kArikel, fixed("0"))       \
  C(fPreis, amount())          \
  C(fMwSt, amount())           \
  C(nAnzahl, amount())         \
  C(cName, words(255))         \
  C(nType, integer())          \
  C(cHinweis, words(2000))     \
  C(cArtNr, key(100))          \
  C(cEinheit, words(255))
JTL_TABLE(InetBestellPos, "dbo", "tinetbestellpos", JTL_INET_BESTELLPOS, "kInetBestellPos,kShop",
          "kInetBestellung,kShop", "")

#define JTL_INET_KUNDE(C)      \
  C(kInetKunde, id())          \
  C(kShop, id())               \
  C(cKundenNr, key(20))        \
  C(cAnrede, words(30))        \
  C(cTitel, words(64))         \
  C(cVorname, words(128))      \
  C(cNachname, words(128))     \
  C(cFirma, words(128))        \
  C(cZusatz, words(255))       \
  C(cStrasse, key(255))        \
  C(cAdressZusatz, words(255)) \
  C(cPLZ, key(20))             \
  C(cStadt, words(64))         \
  C(cBundesland, words(255))   \
  C(cLand, key(64))            \
  C(cTel, words(45))           \
  C(cMail, key(255))           \
  C(cUSTID, key(20))           \
  C(cGeburtstag, key(32))      \
  C(cHerkunft, words(255))     \
  C(kKundenGruppe, id())       \
  C(nRegistriert, integer())   \
  C(fRabatt, fixed("'0'"))     \
  C(cHaendler, fixed("'N'"))   \
  C(cNewsletter, fixed("'N'")) \
  C(nAktiv, fixed("1"))        \
  C(kSprache, not_written("INTEGER"))
JTL_TABLE(InetKunde, "dbo", "tinetkunde", JTL_INET_KUNDE, "kInetKunde,kShop", "",
          "cKundenNr cAnrede cTitel cVorname cNachname cFirma cZusatz cStrasse cAdressZusatz cPLZ cStadt "
          "cBundesland "
          "cLand cTel cMail cUSTID cGeburtstag cHerkunft kKundenGruppe nRegistriert")

// kKunde, the match with JTL's customer, stays as it is. dKundeSeit: no order says since when somebody is a
// customer, and the date of whichever order came first would differ from run to run.
#define JTL_INET_KUNDE_SHOP(C)       \
  C(kInetKunde, id())                \
  C(kShop, id())                     \
  C(kKundenGruppe, id())             \
  C(dKundeSeit, not_written("TEXT")) \
  C(cInet, fixed("'Y'"))             \
  C(kKunde, not_written("INTEGER"))  \
  C(nRegistriert, integer())         \
  C(cShopKundenNr, key(30))          \
  C(kSubShop, not_written("INTEGER"))
JTL_TABLE(InetKundeShop, "dbo", "tInetKundeShop", JTL_INET_KUNDE_SHOP, "kInetKunde,kShop", "",
          "kKundenGruppe nRegistriert cShopKundenNr")

// What all four address tables share, with JTL's lengths.
#define JTL_ADDRESS_PERSON(C)  \
  C(cAnrede, words(30))        \
  C(cTitel, words(64))         \
  C(cVorname, words(255))      \
  C(cNachname, words(255))     \
  C(cFirma, words(128))        \
  C(cZusatz, words(60))        \
  C(cStrasse, key(255))        \
  C(cAdressZusatz, words(255)) \
  C(cPLZ, key(20))             \
  C(cBundesland, words(255))   \
  C(cLand, words(255))         \
  C(cTel, words(45))           \
  C(cMail, key(255))

#define JTL_INET_ADRESS(C) \
  C(kInetAdress, id())     \
  C(kShop, id())           \
  C(kKunde, id())          \
  C(cStadt, key(255))      \
  JTL_ADDRESS_PERSON(C)
JTL_TABLE(InetAdress, "dbo", "tinetadress", JTL_INET_ADRESS, "kInetAdress,kShop", "", "")

#define JTL_LIEFERADRESSE(C) \
  C(kInetBestellung, id())   \
  C(kShop, id())             \
  C(kLieferadresse, id())    \
  C(kInetKunde, id())        \
  C(cOrt, key(255))          \
  C(cLandISO, key(5))        \
  JTL_ADDRESS_PERSON(C)
JTL_TABLE(Lieferadresse, "DbeS", "tLieferadresse", JTL_LIEFERADRESSE, "kInetBestellung,kShop", "", "")

#define JTL_RECHNUNGADRESSE(C) \
  C(kInetBestellung, id())     \
  C(kShop, id())               \
  C(kRechnungadresse, id())    \
  C(kInetKunde, id())          \
  C(cOrt, key(255))            \
  C(cLandISO, key(5))          \
  C(cUSTID, key(20))           \
  JTL_ADDRESS_PERSON(C)
JTL_TABLE(Rechnungadresse, "DbeS", "tRechnungadresse", JTL_RECHNUNGADRESSE, "kInetBestellung,kShop", "", "")

#define JTL_INET_SHOP_ZAHLUNG(C)      \
  C(kZahlungseingang, id())           \
  C(kShop, id())                      \
  C(kInetBestellung, id())            \
  C(kZahlung, not_written("INTEGER")) \
  C(cZahlungsanbieter, words(255))    \
  C(fBetrag, amount())                \
  C(fZahlungsgebuehr, fixed("'0'"))   \
  C(cISO, key(20))                    \
  C(dZeit, moment(20))                \
  C(cHinweis, key(255))
JTL_TABLE(InetShopZahlung, "dbo", "tInetShopZahlung", JTL_INET_SHOP_ZAHLUNG, "kZahlungseingang,kShop", "",
          "cZahlungsanbieter fBetrag cISO dZeit cHinweis")

#define JTL_INET_BESTELLUNG_ATTRIBUTE(C)                          \
  C(kInetBestellungAttribute, not_written("INTEGER PRIMARY KEY")) \
  C(kInetBestellung, id())                                        \
  C(kShop, id())                                                  \
  C(cName, words(255))                                            \
  C(cValue, words(4000))
JTL_TABLE(InetBestellungAttribute, "dbo", "tInetBestellungAttribute", JTL_INET_BESTELLUNG_ATTRIBUTE, "",
          "kInetBestellung,kShop", "")

#define JTL_SHOP(C)          \
  C(kShop, id())             \
  C(cName, key(255))         \
  C(cServerWeb, fixed("''")) \
  C(nTyp, fixed("0"))        \
  C(nAktiv, fixed("1"))
JTL_TABLE(Shop, "dbo", "tShop", JTL_SHOP, "kShop", "", "")

#define JTL_VERSION(C) C(cVersion, key(20))
JTL_TABLE(Version, "dbo", "tversion", JTL_VERSION, "cVersion", "", "")

// One row per order: fingerprint, versions, state, and the totals as the shop charged them.
#define OB_ORDER_KEY(C)                              \
  C(kInetBestellung, id())                           \
  C(kShop, id())                                     \
  C(cNummer, key())                                  \
  C(nBestellt, integer()) /* microseconds, UTC */    \
  C(cInhalt, key())       /* content_version */      \
  C(cZahlung, key())      /* payment_version */      \
  C(nZustand, fixed("1")) /* OB_FOUND_*: 1 staged */ \
  C(kAuftrag, not_written("INTEGER"))                \
  C(nBasis, integer()) /* OB_BASIS_* of tPosition */ \
  C(nSteuerfrei, integer())                          \
  C(cWaehrung, key(20))                              \
  C(fBrutto, amount())                               \
  C(fNetto, amount())                                \
  C(fVersandBrutto, amount())                        \
  C(fVersandNetto, amount())                         \
  C(cSubshop, key())
JTL_TABLE(OrderKey, "orderbridge", "tBestellung", OB_ORDER_KEY, "kInetBestellung,kShop", "", "")

// One row per position: which line of the shop it is, and its unit price as given.
#define OB_LINE_KEY(C)     \
  C(kInetBestellung, id()) \
  C(kShop, id())           \
  C(cZeile, key())         \
  C(kInetBestellPos, id()) \
  C(cTyp, key())           \
  C(fPreis, amount())      \
  C(cProdukt, key())       \
  C(cEAN, key())
JTL_TABLE(LineKey, "orderbridge", "tPosition", OB_LINE_KEY, "kInetBestellung,kShop,cZeile", "", "")

// Time and id of the newest order that a customer row was taken from: older orders do not overwrite it, and
// of two of the same second the higher id counts, whichever came first.
#define OB_CUSTOMER_KEY(C) \
  C(kInetKunde, id())      \
  C(kShop, id())           \
  C(nStand, integer())     \
  C(kInetBestellung, id())
JTL_TABLE(CustomerKey, "orderbridge", "tKunde", OB_CUSTOMER_KEY, "kInetKunde,kShop", "",
          "nStand kInetBestellung")

// The next free kInetBestellPos of a shop.
#define OB_COUNTER(C) \
  C(kShop, id())      \
  C(nNaechste, id())
JTL_TABLE(Counter, "orderbridge", "tZaehler", OB_COUNTER, "kShop", "", "nNaechste")

#define OB_FILE_VERSION(C) C(nVersion, integer())
JTL_TABLE(FileVersion, "orderbridge", "tVersion", OB_FILE_VERSION, "nVersion", "", "")

}  // namespace orderbridge::jtlwawi
