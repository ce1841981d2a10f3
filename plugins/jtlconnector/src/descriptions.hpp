// SPDX-License-Identifier: MIT
// The view and the actions of connector jtlconnector, as the host's command line and console show them.
#pragma once
#include <orderbridge/views.hpp>

namespace orderbridge::jtlconnector {

inline constexpr std::array kOrderColumns{
    column(OB_TYPE_TEXT, "id", "Shop id", "Shop-Id").key(),
    column(OB_TYPE_TEXT, "number", "Order", "Bestellung").filterable(),
    column(OB_TYPE_TEXT, "date", "Ordered", "Bestellt"),
    column(OB_TYPE_TEXT, "state", "State", "Stand"),
    column(OB_TYPE_TEXT, "wawi", "Id in JTL-Wawi", "Id in JTL-Wawi"),
    column(OB_TYPE_TEXT, "status", "Order status", "Auftragsstatus"),
    column(OB_TYPE_TEXT, "payment", "Payment status", "Zahlungsstatus")};
inline constexpr auto kOrderColumnTable = column_table(kOrderColumns);

inline constexpr std::array kConnectorViews{
    view_of("orders", "Orders for JTL-Wawi", "Bestellungen für JTL-Wawi")
        .columns(kOrderColumnTable)
        .doc("What waits, what JTL-Wawi has fetched, and what it said of it",
             "Was wartet, was JTL-Wawi abgeholt hat, und was sie dazu meldete")};

inline constexpr std::array kConnectorActions{
    action("serve", "Serve JTL-Wawi", "JTL-Wawi bedienen")
        .doc("Answers JTL-Wawi until it is stopped; with schedule=\"every 1 minute\" orderbridge serve keeps "
             "it "
             "up",
             "Antwortet JTL-Wawi, bis es beendet wird; mit schedule=\"every 1 minute\" hält orderbridge "
             "serve es "
             "am Laufen"),
    action("hand-out-again", "Hand out again", "Erneut ausgeben")
        .on("orders")
        .many()
        .asks()
        .doc(
            "Forgets that JTL-Wawi has these orders, so that it fetches them again: only when they were lost "
            "there",
            "Vergisst, dass JTL-Wawi diese Bestellungen hat, damit sie sie erneut abholt: nur, wenn sie dort "
            "verloren gingen")};

}  // namespace orderbridge::jtlconnector
