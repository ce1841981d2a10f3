// SPDX-License-Identifier: MIT
// The actions of the embedded Wawi, as the host's command line and console show them.
#pragma once
#include <orderbridge/views.hpp>

namespace orderbridge::jtlwawi {

inline constexpr std::array kTakeOverOptions{
    option(OB_TYPE_TEXT, "customer")
        .doc("Number of the customer who gets the order, or 'new'; without it the one that is certain",
             "Nummer des Kunden, der die Bestellung bekommt, oder 'new'; ohne Angabe der, der sicher ist")};
inline constexpr auto kTakeOverTable = option_table(kTakeOverOptions);

inline constexpr std::array kCustomerOptions{
    option(OB_TYPE_TEXT, "customer")
        .required()
        .doc("Number of the other customer", "Nummer des anderen Kunden")};
inline constexpr auto kCustomerTable = option_table(kCustomerOptions);

inline constexpr std::array kPayOptions{
    option(OB_TYPE_DECIMAL, "amount")
        .doc("Amount, without it all that is open; negative: taken back",
             "Betrag, ohne Angabe alles Offene; negativ: zurückgenommen"),
    option(OB_TYPE_DATE, "date")
        .doc("Day of the payment, without it today", "Tag der Zahlung, ohne Angabe heute"),
    option(OB_TYPE_TEXT, "method").doc("How it was paid", "Wie bezahlt wurde"),
    option(OB_TYPE_TEXT, "transaction")
        .doc("Transaction id; entered once only", "Transaktions-Id; wird nur einmal erfasst")};
inline constexpr auto kPayTable = option_table(kPayOptions);

inline constexpr std::array kDeliverOptions{
    option(OB_TYPE_LIST, "positions")
        .doc("LINE=QUANTITY; LINE is the shop's line id, an article number or #1, #2 ...; without it all "
             "that is open",
             "ZEILE=MENGE; ZEILE ist die Zeilen-Id des Shops, eine Artikelnummer oder #1, #2 …; ohne Angabe "
             "alles Offene"),
    option(OB_TYPE_TEXT, "carrier").doc("Carrier", "Versanddienst"),
    option(OB_TYPE_LIST, "tracking")
        .doc("Tracking numbers, one per parcel", "Sendungsnummern, eine je Paket"),
    option(OB_TYPE_TEXT, "tracking-url")
        .doc("Where the parcel can be followed", "Wo sich das Paket verfolgen lässt")};
inline constexpr auto kDeliverTable = option_table(kDeliverOptions);

inline constexpr std::array kTrackingOptions{
    option(OB_TYPE_LIST, "tracking").required().doc("Tracking numbers", "Sendungsnummern"),
    option(OB_TYPE_TEXT, "carrier").doc("Carrier", "Versanddienst"),
    option(OB_TYPE_TEXT, "tracking-url")
        .doc("Where the parcel can be followed", "Wo sich das Paket verfolgen lässt"),
    option(OB_TYPE_TEXT, "note")
        .doc("Delivery note; without it the newest", "Lieferschein; ohne Angabe der neueste")};
inline constexpr auto kTrackingTable = option_table(kTrackingOptions);

inline constexpr std::array kNoteOptions{
    option(OB_TYPE_TEXT, "note")
        .doc("Delivery note; without it the newest", "Lieferschein; ohne Angabe der neueste")};
inline constexpr auto kNoteTable = option_table(kNoteOptions);

inline constexpr std::array kReasonOptions{
    option(OB_TYPE_TEXT, "reason")
        .required()
        .doc("Why, for the shop and the books", "Warum, für Shop und Akten")};
inline constexpr auto kReasonTable = option_table(kReasonOptions);

inline constexpr std::array kFileOptions{
    option(OB_TYPE_PATH, "file")
        .required()
        .example("bestand.csv")
        .doc("CSV file with the columns Artikelnummer, Bestand, Name, EAN",
             "CSV-Datei mit den Spalten Artikelnummer, Bestand, Name, EAN")};
inline constexpr auto kFileTable = option_table(kFileOptions);

inline constexpr std::array kWawiActions{
    action("take-over", "Take over", "Übernehmen")
        .on("orders")
        .many()
        .reads_first()
        .doc("Staged orders become sales orders. Without orders: all whose customer is certain (the worker)",
             "Bestellungen werden Aufträge. Ohne Angabe: alle, deren Kunde sicher ist (der Worker)")
        .parameters(kTakeOverTable),
    action("move-order", "Give to another customer", "Anderem Kunden zuordnen")
        .on("sales-orders")
        .many()
        .asks()
        .doc("Repairs a wrong match", "Berichtigt eine falsche Zuordnung")
        .parameters(kCustomerTable),
    action("merge-customers", "Merge customers", "Kunden zusammenführen")
        .on("customers")
        .many()
        .asks()
        .doc("These customers become one with another", "Diese Kunden werden eins mit einem anderen")
        .parameters(kCustomerTable),
    action("undo-merge", "Undo a merge", "Zusammenführung rückgängig")
        .on("customers")
        .many()
        .doc("The merged customer is one of his own again",
             "Der zusammengeführte Kunde steht wieder für sich"),
    action("pay", "Record payment", "Zahlung erfassen").on("sales-orders").many().parameters(kPayTable),
    action("deliver", "Deliver", "Ausliefern").on("sales-orders").many().parameters(kDeliverTable),
    action("add-tracking", "Add tracking number", "Sendungsnummer ergänzen")
        .on("sales-orders")
        .parameters(kTrackingTable),
    action("cancel-delivery", "Delete delivery note", "Lieferschein löschen")
        .on("sales-orders")
        .asks()
        .doc("The goods are back on the shelf", "Die Ware liegt wieder im Lager")
        .parameters(kNoteTable),
    action("cancel", "Cancel", "Stornieren")
        .on("sales-orders")
        .many()
        .asks()
        .doc("A sales order without deliveries, or a staged order",
             "Ein Auftrag ohne Lieferung oder eine Bestellung")
        .parameters(kReasonTable),
    action("complete", "Complete", "Abschließen").on("sales-orders").many(),
    action("reopen", "Reopen", "Wieder öffnen")
        .on("sales-orders")
        .many()
        .doc("Takes back a cancellation or a completion", "Nimmt Storno oder Abschluss zurück"),
    action("import-stock", "Import stock", "Bestand einlesen")
        .doc("Sets what is on the shelf from a CSV file", "Setzt den Lagerbestand aus einer CSV-Datei")
        .parameters(kFileTable),
};

}  // namespace orderbridge::jtlwawi
