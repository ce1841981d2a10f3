// SPDX-License-Identifier: MIT
// A small article stock: nothing moves on staging, takeover reserves, delivery takes out, cancelling frees.
// Amounts are added here, never by SQL. Inside the caller's transaction.
#pragma once
#include <filesystem>
#include <orderbridge/call.hpp>

#include "sql.hpp"

namespace orderbridge::jtlwawi {

/// kArtikel of an article number; 0: there is none.
std::int64_t article_of(Poco::Data::Session& session, const std::string& number);

/// More (or, negative, less) on the shelf and reserved. Article 0 has no stock. The shelf may go below zero:
/// what was delivered was delivered.
void move_stock(Poco::Data::Session& session, std::int64_t article, const Decimal& on_hand,
                const Decimal& reserved);

/// One line of a stock file.
struct StockLine {
  int line = 0;
  std::string number, name, ean;
  Decimal on_hand;
};
/// Reads "Artikelnummer;Name;Bestand;EAN" (a header line says the order of the columns; separator ; or , or
/// tab; UTF-8). Throws Error with file and line for what is wrong; then nothing was read.
std::vector<StockLine> read_stock_file(const std::filesystem::path& file, const Host& host);
/// Sets what is on the shelf; makes articles that are not there. True: it was new.
bool set_stock(Poco::Data::Session& session, const StockLine& line);

}  // namespace orderbridge::jtlwawi
