// SPDX-License-Identifier: MIT
// Where sales orders stand: Verkauf.tAuftrag since JTL-Wawi 1.6, dbo.tBestellung before. Constant data.
#pragma once
#include "server_schema.hpp"

namespace orderbridge::jtlwawi::sqlserver {

struct SalesNames {
  const char *table, *id, *number;
  const char *shop_order, *shop_number;  // kInetBestellung and cInetBestNr of the staged order
  const char* only;                      // no offers
  const char *figures, *paid_at;         // " LEFT JOIN ..." where they stand beside, and when all was paid
};

inline constexpr SalesNames kSalesSince16{"Verkauf.tAuftrag",
                                          "kAuftrag",
                                          "cAuftragsNr",
                                          "kShopauftrag",
                                          "cExterneAuftragsnummer",
                                          " AND a.nType=1",
                                          " LEFT JOIN Verkauf.tAuftragEckdaten e ON e.kAuftrag=a.kAuftrag",
                                          "e.dBezahlt"};
inline constexpr SalesNames kSalesBefore16{
    "dbo.tBestellung", "kBestellung", "cBestellNr", "kInetBestellung", "cInetBestellNr", "", "",
    "a.dBezahlt"};

inline const SalesNames& sales_names(const ServerSchema& schema) {
  return schema.has_sales_orders() ? kSalesSince16 : kSalesBefore16;
}

}  // namespace orderbridge::jtlwawi::sqlserver
