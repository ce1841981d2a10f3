// SPDX-License-Identifier: MIT
// The tables that come after staging: customers, sales orders, payments, deliveries, stock. Names and lengths
// of dbo and Verkauf are JTL-Wawi's (from 1.6 on); schema "orderbridge" is ours. As in schema.hpp.
#pragma once
#include "schema.hpp"

namespace orderbridge::jtlwawi {

/// The tables of this file, in the order in which they are made.
const std::vector<const TableDef*>& sales_tables();
/// What brings a file of version 1 to version 2.
std::vector<std::string> sales_migration();

#define JTL_KUNDE(C)      \
  C(kKunde, id())         \
  C(cKundenNr, key(30))   \
  C(kKundenGruppe, id())  \
  C(dErstellt, moment(0)) \
  C(cHerkunft, words(255))
JTL_TABLE(Kunde, "dbo", "tkunde", JTL_KUNDE, "kKunde", "cKundenNr", "")

// What tAdresse and tAuftragAdresse share.
#define JTL_SALES_ADDRESS(C)   \
  C(cFirma, words(128))        \
  C(cAnrede, words(30))        \
  C(cTitel, words(64))         \
  C(cVorname, words(255))      \
  C(cName, words(255))         \
  C(cStrasse, key(255))        \
  C(cPLZ, key(24))             \
  C(cOrt, key(255))            \
  C(cLand, words(255))         \
  C(cTel, key(30))             \
  C(cZusatz, words(60))        \
  C(cAdressZusatz, words(255)) \
  C(cMail, key(255))           \
  C(cBundesland, words(255))   \
  C(cISO, key(5))

#define JTL_ADRESSE(C)    \
  C(kAdresse, id())       \
  C(kKunde, id())         \
  C(nStandard, integer()) \
  C(nTyp, integer())      \
  C(cUSTID, key(20))      \
  JTL_SALES_ADDRESS(C)
JTL_TABLE(Adresse, "dbo", "tAdresse", JTL_ADRESSE, "kAdresse", "kKunde", "")

#define JTL_AUFTRAG(C)                \
  C(kAuftrag, id())                   \
  C(kKunde, id())                     \
  C(cKundenNr, key(30))               \
  C(kKundengruppe, id())              \
  C(cAuftragsNr, key(50))             \
  C(nType, fixed("1")) /* Auftrag */  \
  C(dErstellt, moment(0))             \
  C(dExternesErstelldatum, moment(0)) \
  C(kShopauftrag, id())               \
  C(kShop, id())                      \
  C(cInet, fixed("'Y'"))              \
  C(cExterneAuftragsnummer, key(50))  \
  C(cWaehrung, key(3))                \
  C(fFaktor, amount())                \
  C(cShopZahlungsmodul, key(255))     \
  C(cUstId, key(25))                  \
  C(nStorno, integer())               \
  C(nKomplettAusgeliefert, integer())
JTL_TABLE(Auftrag, "Verkauf", "tAuftrag", JTL_AUFTRAG, "kAuftrag", "kKunde", "")

#define JTL_AUFTRAG_POSITION(C)                   \
  C(kAuftragPosition, id())                       \
  C(kAuftrag, id())                               \
  C(kArtikel, id()) /* 0: free position */        \
  C(cArtNr, key(100))                             \
  C(cName, words(255))                            \
  C(cHinweis, words(2000))                        \
  C(fAnzahl, amount())                            \
  C(fVkNetto, amount())                           \
  C(fMwSt, amount())                              \
  C(nSort, integer())                             \
  C(nType, integer()) /* as in tinetbestellpos */ \
  C(cEinheit, words(255))
JTL_TABLE(AuftragPosition, "Verkauf", "tAuftragPosition", JTL_AUFTRAG_POSITION, "kAuftragPosition",
          "kAuftrag", "")

#define JTL_AUFTRAG_POSITION_ECKDATEN(C) \
  C(kAuftragPosition, id())              \
  C(kAuftrag, id())                      \
  C(fAnzahlOffen, amount())              \
  C(fAnzahlGeliefert, amount())
JTL_TABLE(AuftragPositionEckdaten, "Verkauf", "tAuftragPositionEckdaten", JTL_AUFTRAG_POSITION_ECKDATEN,
          "kAuftragPosition", "kAuftrag", "")

#define JTL_AUFTRAG_ADRESSE(C)                   \
  C(kAuftrag, id())                              \
  C(nTyp, integer()) /* 0 delivery, 1 billing */ \
  C(kKunde, id())                                \
  JTL_SALES_ADDRESS(C)
JTL_TABLE(AuftragAdresse, "Verkauf", "tAuftragAdresse", JTL_AUFTRAG_ADRESSE, "kAuftrag,nTyp", "", "")

#define JTL_AUFTRAG_ECKDATEN(C)                            \
  C(kAuftrag, id())                                        \
  C(fWertNetto, amount())                                  \
  C(fWertBrutto, amount())                                 \
  C(fZahlung, amount())                                    \
  C(fOffenerWert, amount())                                \
  C(dBezahlt, moment(0))                                   \
  C(nZahlungStatus, integer()) /* 0 open, 1 part, 2 all */ \
  C(dLetzterVersand, moment(0))                            \
  C(nAnzahlVersendetePakete, integer())
JTL_TABLE(AuftragEckdaten, "Verkauf", "tAuftragEckdaten", JTL_AUFTRAG_ECKDATEN, "kAuftrag", "", "")

#define JTL_AUFTRAG_TEXT(C) \
  C(kAuftrag, id())         \
  C(cAnmerkung, key())      \
  C(cHinweis, key())
JTL_TABLE(AuftragText, "Verkauf", "tAuftragText", JTL_AUFTRAG_TEXT, "kAuftrag", "", "")

#define JTL_AUFTRAG_STORNO(C)        \
  C(kAuftrag, id())                  \
  C(kAuftragStornogrund, fixed("0")) \
  C(dStorniert, moment(0))           \
  C(cKommentar, words(100))
JTL_TABLE(AuftragStorno, "Verkauf", "tAuftragStorno", JTL_AUFTRAG_STORNO, "kAuftrag", "", "")

#define JTL_ZAHLUNG(C)                \
  C(kZahlung, id())                   \
  C(cName, words(255))                \
  C(dDatum, moment(0))                \
  C(fBetrag, amount())                \
  C(kBestellung, id()) /* kAuftrag */ \
  C(cHinweis, words(2000))            \
  C(cExternalTransactionId, key(255)) \
  C(nZahlungstyp, fixed("0"))
JTL_TABLE(Zahlung, "dbo", "tZahlung", JTL_ZAHLUNG, "kZahlung", "kBestellung", "")

#define JTL_LIEFERSCHEIN(C)           \
  C(kLieferschein, id())              \
  C(kBestellung, id()) /* kAuftrag */ \
  C(cLieferscheinNr, key(50))         \
  C(dErstellt, moment(0))             \
  C(nFulfillment, fixed("0"))
JTL_TABLE(Lieferschein, "dbo", "tLieferschein", JTL_LIEFERSCHEIN, "kLieferschein", "kBestellung", "")

#define JTL_LIEFERSCHEIN_POS(C)               \
  C(kLieferscheinPos, id())                   \
  C(kLieferschein, id())                      \
  C(kBestellPos, id()) /* kAuftragPosition */ \
  C(fAnzahl, amount())
JTL_TABLE(LieferscheinPos, "dbo", "tLieferscheinPos", JTL_LIEFERSCHEIN_POS, "kLieferscheinPos",
          "kLieferschein", "")

// One row per parcel. cHinweis holds the address where its way can be followed.
#define JTL_VERSAND(C)      \
  C(kVersand, id())         \
  C(kLieferschein, id())    \
  C(cIdentCode, key(255))   \
  C(cLogistiker, words(50)) \
  C(cHinweis, key(255))     \
  C(dErstellt, moment(0))   \
  C(dVersendet, moment(0))
JTL_TABLE(Versand, "dbo", "tVersand", JTL_VERSAND, "kVersand", "kLieferschein", "")

#define JTL_ARTIKEL(C) \
  C(kArtikel, id())    \
  C(cArtNr, key(100))  \
  C(cBarcode, key(255))
JTL_TABLE(Artikel, "dbo", "tArtikel", JTL_ARTIKEL, "kArtikel", "", "")

#define JTL_ARTIKEL_BESCHREIBUNG(C) \
  C(kArtikel, id())                 \
  C(kSprache, fixed("1"))           \
  C(cName, words(255))
JTL_TABLE(ArtikelBeschreibung, "dbo", "tArtikelBeschreibung", JTL_ARTIKEL_BESCHREIBUNG, "kArtikel,kSprache",
          "", "")

#define JTL_LAGERBESTAND(C)                 \
  C(kArtikel, id())                         \
  C(fLagerbestand, amount())                \
  C(fInAuftraegen, amount()) /* reserved */ \
  C(fVerfuegbar, amount())
JTL_TABLE(Lagerbestand, "dbo", "tlagerbestand", JTL_LAGERBESTAND, "kArtikel", "", "")

#define JTL_LAUFENDE_NUMMERN(C) \
  C(kLaufendeNummer, id())      \
  C(cName, words(100))          \
  C(nNummer, integer())         \
  C(cPrefix, key(20))           \
  C(cSuffix, key(20))
JTL_TABLE(LaufendeNummern, "dbo", "tLaufendeNummern", JTL_LAUFENDE_NUMMERN, "kLaufendeNummer", "", "")

// One row per staged order with something to tell: its newest change number, and what the JTL tables cannot
// say. A change number is taken inside the transaction that makes the change, so a later commit has a higher
// one.
#define OB_ORDER_STATE(C)                                               \
  C(kInetBestellung, id())                                              \
  C(kShop, id())                                                        \
  C(nAenderung, integer())                                              \
  C(nImShopStorniert, integer())                                        \
  C(nAbgeschlossen, integer())                                          \
  C(nZahlungHier, integer())  /* a payment was ever entered here */     \
  C(cUebernommen, key())      /* content_version that was taken over */ \
  C(cStornogrund, words(100)) /* of a staged order */
JTL_TABLE(OrderState, "orderbridge", "tStand", OB_ORDER_STATE, "kInetBestellung,kShop", "nAenderung", "")

// What happened to an order, line by line; texts hold no personal data.
#define OB_HISTORY(C)                             \
  C(kVerlauf, not_written("INTEGER PRIMARY KEY")) \
  C(kInetBestellung, id())                        \
  C(kShop, id())                                  \
  C(dZeit, moment(0))                             \
  C(cWas, key())                                  \
  C(cText, key())
JTL_TABLE(History, "orderbridge", "tVerlauf", OB_HISTORY, "", "kInetBestellung,kShop", "")

// Which line of the shop a position is.
#define OB_SALES_LINE(C)    \
  C(kAuftragPosition, id()) \
  C(kAuftrag, id())         \
  C(cZeile, key())
JTL_TABLE(SalesLine, "orderbridge", "tAuftragZeile", OB_SALES_LINE, "kAuftragPosition", "kAuftrag", "")

// The payment of a sales order that came from the shop: it follows the shop's figure.
#define OB_SHOP_PAYMENT(C) \
  C(kAuftrag, id())        \
  C(kZahlung, id())
JTL_TABLE(ShopPayment, "orderbridge", "tShopZahlung", OB_SHOP_PAYMENT, "kAuftrag", "", "")

// A customer that was merged into another, with what moved, so that it can be undone. cAuftraege,
// cShopKunden: JSON.
#define OB_MERGER(C)   \
  C(kKunde, id())      \
  C(kZiel, id())       \
  C(dZeit, moment(0))  \
  C(cAuftraege, key()) \
  C(cShopKunden, key())
JTL_TABLE(Merger, "orderbridge", "tKundenfusion", OB_MERGER, "kKunde", "kZiel", "")

// Folded values of a customer's standard address, by which candidates are found (customers/candidates.cpp).
#define OB_CUSTOMER_SEARCH(C)                               \
  C(kKunde, id())                                           \
  C(cMail, key())                                           \
  C(cName, key()) /* ZIP and folded last name or company */ \
  C(cUSTID, key())
JTL_TABLE(CustomerSearch, "orderbridge", "tKundensuche", OB_CUSTOMER_SEARCH, "kKunde", "", "")

}  // namespace orderbridge::jtlwawi
