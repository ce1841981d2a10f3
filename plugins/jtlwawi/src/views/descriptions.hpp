// SPDX-License-Identifier: MIT
// The views of the embedded Wawi: what JTL-Wawi shows under "Onlineshop", "Verkauf" and "Kunden", and the
// stock. Each column's id is the name that the view's SQL (view_sql.cpp) gives it.
#pragma once
#include <orderbridge/views.hpp>

namespace orderbridge::jtlwawi {

inline constexpr std::array kOrderColumns{
    column(OB_TYPE_TEXT, "number", "Order", "Bestellung").key().sortable().filterable(),
    column(OB_TYPE_INT, "id", "Shop id", "Shop-Id").sortable().filterable().minor(),
    column(OB_TYPE_TEXT, "date", "Ordered", "Bestellt").sortable().filterable(),
    column(OB_TYPE_TEXT, "name", "Name", "Name").personal().sortable().filterable(),
    column(OB_TYPE_TEXT, "city", "City", "Ort").personal().sortable().filterable().minor(),
    column(OB_TYPE_DECIMAL, "total", "Total", "Summe").money(),
    column(OB_TYPE_TEXT, "currency", "Cur.", "Währ.").filterable().minor(),
    column(OB_TYPE_TEXT, "payment", "Payment", "Zahlungsart").sortable().filterable().minor(),
    column(OB_TYPE_DECIMAL, "paid", "Paid", "Bezahlt").money(),
    column(OB_TYPE_TEXT, "state", "State", "Status").filterable(),
    column(OB_TYPE_TEXT, "warnings", "Warnings", "Warnungen").filterable().minor(),
    column(OB_TYPE_TEXT, "customer", "Customer, proposed", "Kunde, Vorschlag"),
    column(OB_TYPE_TEXT, "comment", "Comment", "Kommentar").personal().detail_only(),
};
inline constexpr auto kOrderColumnTable = column_table(kOrderColumns);

inline constexpr std::array kSalesOrderColumns{
    column(OB_TYPE_TEXT, "number", "Sales order", "Auftrag").key().sortable().filterable(),
    column(OB_TYPE_TEXT, "date", "Made", "Erstellt").sortable().filterable(),
    column(OB_TYPE_TEXT, "shop", "Shop", "Shop").sortable().filterable().minor(),
    column(OB_TYPE_TEXT, "order", "Order", "Bestellung").sortable().filterable().minor(),
    column(OB_TYPE_TEXT, "customer", "Customer", "Kunde").sortable().filterable(),
    column(OB_TYPE_TEXT, "name", "Name", "Name").personal().sortable().filterable(),
    column(OB_TYPE_DECIMAL, "total", "Total", "Summe").money(),
    column(OB_TYPE_TEXT, "currency", "Cur.", "Währ.").filterable().minor(),
    column(OB_TYPE_DECIMAL, "open", "To pay", "Offen").money(),
    column(OB_TYPE_TEXT, "payment", "Payment", "Zahlung").filterable().minor(),
    column(OB_TYPE_TEXT, "state", "State", "Status").filterable(),
    column(OB_TYPE_TEXT, "comment", "Comment", "Kommentar").personal().detail_only(),
};
inline constexpr auto kSalesOrderColumnTable = column_table(kSalesOrderColumns);

inline constexpr std::array kCustomerColumns{
    column(OB_TYPE_TEXT, "number", "Customer", "Kunde").key().sortable().filterable(),
    column(OB_TYPE_TEXT, "name", "Name", "Name").personal().sortable().filterable(),
    column(OB_TYPE_TEXT, "company", "Company", "Firma").personal().sortable().filterable(),
    column(OB_TYPE_TEXT, "street", "Street", "Straße").personal().filterable().minor(),
    column(OB_TYPE_TEXT, "zip", "ZIP", "PLZ").personal().sortable().filterable().minor(),
    column(OB_TYPE_TEXT, "city", "City", "Ort").personal().sortable().filterable(),
    column(OB_TYPE_TEXT, "email", "E-mail", "E-Mail").personal().sortable().filterable(),
    column(OB_TYPE_INT, "orders", "Sales orders", "Aufträge").sortable(),
    column(OB_TYPE_TEXT, "merged", "Merged into", "Zusammengeführt mit").minor(),
};
inline constexpr auto kCustomerColumnTable = column_table(kCustomerColumns);

inline constexpr std::array kArticleColumns{
    column(OB_TYPE_TEXT, "number", "Article", "Artikel").key().sortable().filterable(),
    column(OB_TYPE_TEXT, "name", "Name", "Name").sortable().filterable(),
    column(OB_TYPE_DECIMAL, "on-hand", "On hand", "Lagerbestand"),
    column(OB_TYPE_DECIMAL, "reserved", "Reserved", "In Aufträgen"),
    column(OB_TYPE_DECIMAL, "available", "Available", "Verfügbar"),
};
inline constexpr auto kArticleColumnTable = column_table(kArticleColumns);

// Sections of details.
inline constexpr std::array kPositionColumns{
    column(OB_TYPE_INT, "position", "#", "#"),
    column(OB_TYPE_TEXT, "article", "Article", "Artikel"),
    column(OB_TYPE_TEXT, "name", "Name", "Bezeichnung"),
    column(OB_TYPE_DECIMAL, "quantity", "Quantity", "Menge"),
    column(OB_TYPE_DECIMAL, "delivered", "Delivered", "Geliefert"),
    column(OB_TYPE_DECIMAL, "open", "Open", "Offen").minor(),
    column(OB_TYPE_DECIMAL, "net", "Net price", "Netto").money(),
    column(OB_TYPE_DECIMAL, "tax", "VAT %", "USt. %"),
};
inline constexpr auto kPositionColumnTable = column_table(kPositionColumns);

inline constexpr std::array kAddressColumns{
    column(OB_TYPE_TEXT, "kind", "Address", "Anschrift"),
    column(OB_TYPE_TEXT, "name", "Name", "Name").personal(),
    column(OB_TYPE_TEXT, "street", "Street", "Straße").personal(),
    column(OB_TYPE_TEXT, "city", "City", "Ort").personal(),
    column(OB_TYPE_TEXT, "country", "Country", "Land"),
};
inline constexpr auto kAddressColumnTable = column_table(kAddressColumns);

inline constexpr std::array kCustomerAddressColumns{
    kAddressColumns[0],
    kAddressColumns[1],
    kAddressColumns[2],
    kAddressColumns[3],
    kAddressColumns[4],
    column(OB_TYPE_TEXT, "phone", "Phone", "Telefon").personal().minor(),
    column(OB_TYPE_TEXT, "email", "E-mail", "E-Mail").personal(),
    column(OB_TYPE_TEXT, "vat-id", "VAT id", "USt-IdNr.").personal(),
};
inline constexpr auto kCustomerAddressColumnTable = column_table(kCustomerAddressColumns);

inline constexpr std::array kAccountColumns{
    column(OB_TYPE_TEXT, "shop", "Shop", "Shop"),
    column(OB_TYPE_INT, "id", "Shop customer id", "Shopkunden-Id"),
    column(OB_TYPE_TEXT, "number", "Shop customer number", "Shopkundennummer"),
};
inline constexpr auto kAccountColumnTable = column_table(kAccountColumns);

// Texts of warnings say what is wrong with which field, and may quote it.
inline constexpr std::array kWarningColumns{
    column(OB_TYPE_TEXT, "code", "Warning", "Warnung"),
    column(OB_TYPE_TEXT, "text", "Text", "Text").personal(),
};
inline constexpr auto kWarningColumnTable = column_table(kWarningColumns);

inline constexpr std::array kPaymentColumns{
    column(OB_TYPE_TEXT, "date", "Date", "Datum"),
    column(OB_TYPE_DECIMAL, "amount", "Amount", "Betrag").money(),
    column(OB_TYPE_TEXT, "method", "Method", "Zahlungsart"),
    column(OB_TYPE_TEXT, "transaction", "Transaction", "Transaktion").personal(),
};
inline constexpr auto kPaymentColumnTable = column_table(kPaymentColumns);

inline constexpr std::array kDeliveryColumns{
    column(OB_TYPE_TEXT, "note", "Delivery note", "Lieferschein"),
    column(OB_TYPE_TEXT, "date", "Date", "Datum"),
    column(OB_TYPE_TEXT, "content", "Content", "Inhalt"),
    column(OB_TYPE_TEXT, "carrier", "Carrier", "Versanddienst"),
    column(OB_TYPE_TEXT, "tracking", "Tracking number", "Sendungsnummer").personal(),
    column(OB_TYPE_TEXT, "url", "Tracking page", "Sendungsverfolgung").personal().minor(),
};
inline constexpr auto kDeliveryColumnTable = column_table(kDeliveryColumns);

inline constexpr std::array kHistoryColumns{
    column(OB_TYPE_TEXT, "date", "Date", "Datum"),
    column(OB_TYPE_TEXT, "what", "What", "Was"),
    column(OB_TYPE_TEXT, "text", "Text", "Text"),
};
inline constexpr auto kHistoryColumnTable = column_table(kHistoryColumns);

inline constexpr std::array kWawiViews{
    view_of("orders", "Online shop: orders", "Onlineshop: Bestellungen")
        .doc("Staged orders that wait for takeover, with the customer who is proposed and why",
             "Bestellungen, die auf die Übernahme warten, mit dem vorgeschlagenen Kunden und warum")
        .columns(kOrderColumnTable),
    view_of("sales-orders", "Sales: sales orders", "Verkauf: Aufträge")
        .doc(
            "Sales orders of all shops; the detail shows positions, addresses, payments, deliveries, history",
            "Aufträge aller Shops; die Auftragsdetails zeigen Positionen, Anschriften, Zahlungen, "
            "Lieferungen, Verlauf")
        .columns(kSalesOrderColumnTable),
    view_of("customers", "Customers", "Kunden")
        .doc("Customers of all shops; the detail shows addresses, accounts in shops, sales orders",
             "Kunden aller Shops; das Detail zeigt Anschriften, Konten in Shops, Aufträge")
        .columns(kCustomerColumnTable),
    view_of("articles", "Articles: stock", "Artikel: Bestand")
        .doc("What is there, what sales orders reserve, what is left",
             "Was da ist, was Aufträge reservieren, was frei bleibt")
        .columns(kArticleColumnTable),
};

}  // namespace orderbridge::jtlwawi
