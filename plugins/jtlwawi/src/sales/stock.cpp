// SPDX-License-Identifier: MIT
#include "stock.hpp"

#include <algorithm>
#include <fstream>
#include <map>

#include "../sales_schema.hpp"

namespace orderbridge::jtlwawi {

namespace {

std::vector<std::string> split(const std::string& line, char separator) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '"') {
      if (quoted && i + 1 < line.size() && line[i + 1] == '"')
        cells.back() += line[++i];
      else
        quoted = !quoted;
    } else if (c == separator && !quoted) {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

char separator_of(const std::string& header) {
  for (const char c : {';', '\t'})
    if (header.find(c) != std::string::npos) return c;
  return ',';
}

/// Which column of the file is which of ours, by its title.
std::map<std::string, std::size_t> columns_of(const std::vector<std::string>& titles) {
  const std::pair<const char*, const char*> known[]{{"Artikelnummer", "number"},
                                                    {"SKU", "number"},
                                                    {"number", "number"},
                                                    {"Name", "name"},
                                                    {"Bestand", "stock"},
                                                    {"Lagerbestand", "stock"},
                                                    {"stock", "stock"},
                                                    {"EAN", "ean"},
                                                    {"GTIN", "ean"}};
  std::map<std::string, std::size_t> columns;
  for (std::size_t i = 0; i < titles.size(); ++i)
    for (const auto& [title, name] : known)
      if (titles[i] == title) columns.emplace(name, i);
  return columns;
}

}  // namespace

std::int64_t article_of(Poco::Data::Session& session, const std::string& number) {
  if (number.empty()) return 0;
  const auto row =
      first(session, "SELECT kArtikel FROM " + table(Artikel::kDef) + " WHERE cArtNr=?", {number});
  return row ? to_int(row->front()) : 0;
}

void move_stock(Poco::Data::Session& session, std::int64_t article, const Decimal& on_hand,
                const Decimal& reserved) {
  if (article == 0) return;
  const auto row = first(
      session, "SELECT fLagerbestand,fInAuftraegen FROM " + table(Lagerbestand::kDef) + " WHERE kArtikel=?",
      {article});
  const auto shelf = (row ? to_amount((*row)[0]) : Decimal()) + on_hand;
  const auto kept = (row ? to_amount((*row)[1]) : Decimal()) + reserved;
  execute(session,
          "INSERT OR REPLACE INTO " + table(Lagerbestand::kDef) +
              "(kArtikel,fLagerbestand,fInAuftraegen,fVerfuegbar) VALUES(?,?,?,?)",
          {article, amount_cell(shelf), amount_cell(kept), amount_cell(shelf - kept)});
}

std::vector<StockLine> read_stock_file(const std::filesystem::path& file, const Host& host) {
  std::ifstream in(file);
  const auto fail = [&](int line, const std::string& en, const std::string& de) {
    const auto place = file.string() + (line > 0 ? ":" + std::to_string(line) : "") + ": ";
    throw rejected(place + host.say(en, de));
  };
  if (!in) fail(0, "cannot be read", "ist nicht lesbar");
  std::string text;
  std::getline(in, text);
  if (text.rfind("\xEF\xBB\xBF", 0) == 0) text.erase(0, 3);
  const char separator = separator_of(text);
  const auto columns = columns_of(split(text, separator));
  for (const auto* needed : {"number", "stock"})
    if (columns.count(needed) == 0)
      fail(
          1, "the first line must name the columns Artikelnummer and Bestand (and may name Name and EAN)",
          "die erste Zeile muss die Spalten Artikelnummer und Bestand nennen (und darf Name und EAN nennen)");
  std::vector<StockLine> lines;
  for (int number = 2; std::getline(in, text); ++number) {
    if (text.find_first_not_of(" \r\t;,") == std::string::npos) continue;
    const auto cells = split(text, separator);
    const auto cell = [&](const char* name) {
      const auto at = columns.find(name);
      return at == columns.end() || at->second >= cells.size() ? std::string() : cells[at->second];
    };
    auto stock = cell("stock");
    if (separator != ',') std::replace(stock.begin(), stock.end(), ',', '.');
    const auto on_hand = Decimal::parse(stock);
    if (cell("number").empty()) fail(number, "the article number is missing", "die Artikelnummer fehlt");
    if (!on_hand) fail(number, "the stock is no number", "der Bestand ist keine Zahl");
    lines.push_back({number, cell("number"), cell("name"), cell("ean"), *on_hand});
  }
  return lines;
}

bool set_stock(Poco::Data::Session& session, const StockLine& line) {
  auto article = article_of(session, line.number);
  const bool is_new = article == 0;
  if (is_new) {
    article = next_id(session, Artikel::kDef);
    insert_row(session, Artikel::kDef,
               {{Artikel::kArtikel, article}, {Artikel::cArtNr, line.number}, {Artikel::cBarcode, line.ean}});
    insert_row(session, ArtikelBeschreibung::kDef,
               {{ArtikelBeschreibung::kArtikel, article}, {ArtikelBeschreibung::cName, line.name}});
  }
  const auto row = first(
      session, "SELECT fLagerbestand FROM " + table(Lagerbestand::kDef) + " WHERE kArtikel=?", {article});
  const auto before = row ? to_amount(row->front()) : Decimal();
  move_stock(session, article, line.on_hand - before, Decimal());
  return is_new;
}

}  // namespace orderbridge::jtlwawi
