// SPDX-License-Identifier: MIT
// Connector "bookshop": views and actions and nothing else. Forty books B-1 to B-40; what its actions were
// asked for and with which parameters is written to a file, one line a call.
#include <algorithm>
#include <fstream>
#include <orderbridge/views.hpp>

#include "../support/plain.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{
    option(OB_TYPE_PATH, "file")
        .defaults("calls.txt")
        .doc("Calls are written here", "Hierhin kommen die Aufrufe"),
    option(OB_TYPE_BOOL, "counts")
        .defaults("true")
        .doc("Say how many rows there are", "Sagen, wie viele Zeilen es gibt"),
    option(OB_TYPE_CHOICE, "fail")
        .choices("no|retry|bad-config|bad-auth|finding|endless")
        .defaults("no")
        .doc("How queries and actions fail; endless: actions get on until they are cancelled",
             "Wie Abfragen und Aktionen scheitern; endless: Aktionen kommen voran, bis sie abgebrochen "
             "werden")};
constexpr auto kOptionTable = option_table(kOptions);

constexpr std::array kBookColumns{
    column(OB_TYPE_TEXT, "number", "Number", "Nummer").key().sortable().filterable(),
    column(OB_TYPE_TEXT, "title", "Title", "Titel").sortable().filterable(),
    column(OB_TYPE_DECIMAL, "price", "Price", "Preis").sortable().money(),
    column(OB_TYPE_INT, "stock", "Stock", "Bestand"),
    column(OB_TYPE_BOOL, "new", "New", "Neu"),
    column(OB_TYPE_TEXT, "buyer", "Buyer", "Käufer").personal().filterable(),
    column(OB_TYPE_TEXT, "blurb", "Blurb", "Klappentext").detail_only()};
constexpr auto kBookTable = column_table(kBookColumns);
constexpr std::array kSaleColumns{column(OB_TYPE_DATE, "day", "Day", "Tag"),
                                  column(OB_TYPE_DECIMAL, "amount", "Amount", "Betrag").money()};
constexpr auto kSaleTable = column_table(kSaleColumns);
constexpr std::array kShelfColumns{column(OB_TYPE_TEXT, "shelf", "Shelf", "Regal")};
constexpr auto kShelfTable = column_table(kShelfColumns);

constexpr std::array kPriceParameters{
    option(OB_TYPE_DECIMAL, "price").required().range(0, 1000).doc("The new price", "Der neue Preis"),
    option(OB_TYPE_CHOICE, "reason").choices("sale|mistake").defaults("sale").doc("Why", "Warum"),
    option(OB_TYPE_LIST, "labels").defaults("red").doc("Labels to print", "Zu druckende Etiketten"),
    option(OB_TYPE_DATE, "from").doc("First day", "Erster Tag"),
    option(OB_TYPE_PATH, "list").doc("Price list", "Preisliste")};
constexpr auto kPriceTable = option_table(kPriceParameters);
constexpr std::array kStockParameters{
    option(OB_TYPE_INT, "copies").defaults("5").range(1, 100).doc("How many of each", "Wie viele von jedem")};
constexpr auto kStockTable = option_table(kStockParameters);

struct Book {
  std::string number, title, price, stock, fresh, buyer, blurb;
};

Book book(int n) {
  const bool wide = n % 10 == 3;
  return {"B-" + std::to_string(n),
          wide ? "吾輩は猫である"
               : "Volume " + std::to_string(n) + (n % 7 == 0 ? " of a very long and winding title" : ""),
          std::to_string(n) + ".90",
          std::to_string(n * 3),
          n > 30 ? "true" : "false",
          "Ada Reader " + std::to_string(n),
          "All about " + std::to_string(n)};
}

bool contains(std::string text, std::string part) {
  const auto lower = [](std::string& s) {
    std::transform(s.begin(), s.end(), s.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  };
  lower(text), lower(part);
  return text.find(part) != text.npos;
}

class Bookshop : public Plain {
 public:
  static constexpr auto kDescription = describe("bookshop", 0, "Views and actions, for tests",
                                                "Sichten und Aktionen, für Tests", kOptionTable);
  static constexpr std::array kViews{
      view_of("books", "Books", "Bücher").doc("All books", "Alle Bücher").columns(kBookTable),
      view_of("shelves", "Shelves", "Regale").columns(kShelfTable)};
  static constexpr std::array kActions{
      action("print", "Print", "Drucken").on("books").many(),
      action("reprice", "Change the price", "Preis ändern").on("books").asks().parameters(kPriceTable),
      action("restock", "Restock", "Auffüllen")
          .doc("Orders what is missing", "Bestellt Fehlendes")
          .parameters(kStockTable)};
  static const void* extension(std::string_view id) { return views_extension<Bookshop>(id); }

  Bookshop(Host host, const Connection& c)
      : Plain(host, c), file_(path_option(c, "file")), fail_(c.text("fail")), counts_(c.flag("counts")) {}

  void query(Call& call, const Query& query, TableOut& out) {
    fail(call);
    if (query.view_id() == "shelves") return out.row({"A"});
    query.is_detail() ? detail(query, out) : list(query, out);
  }

  void run(Call& call, const ActionCall& wanted, ActionOut& out) {
    std::ofstream(file_, std::ios::app) << line(wanted) << '\n';
    fail(call);
    for (std::uint64_t done = 0; fail_ == "endless"; call.check()) call.progress(++done, 0);
    if (wanted.keys().empty()) return out.outcome("B-1", OB_UPDATED, "", "5 ordered");
    for (const auto& key : wanted.keys())
      if (key == "B-2")
        out.outcome(key, OB_SKIPPED, "", "printed already");
      else if (key == "B-3")
        continue;  // forgotten
      else if (key.starts_with("B-"))
        out.outcome(key, OB_WRITTEN, "P" + key.substr(2), "");
      else
        out.outcome(key, OB_WRITE_REJECTED, "", "no such book");
  }

 private:
  void fail(Call& call) const {
    if (fail_ == "finding") call.finding(OB_FINDING_WARNING, "dusty", "the shelves are dusty");
    if (fail_ == "bad-config") throw bad_config("file", "the test wants it to fail");
    if (fail_ == "bad-auth") throw bad_auth("the test wants it to fail");
    if (fail_ == "retry") throw retry("the test wants it to fail");
  }

  void list(const Query& query, TableOut& out) const {
    std::vector<Book> books;
    for (int n = 1; n <= 40; ++n)
      if (const auto b = book(n); matches(query, b)) books.push_back(b);
    if (query.sort() == "title")
      std::sort(books.begin(), books.end(), [](const auto& a, const auto& b) { return a.title < b.title; });
    if (query.is_descending()) std::reverse(books.begin(), books.end());
    const auto end =
        query.limit() == 0 ? books.size() : std::min(books.size(), query.offset() + query.limit());
    for (auto i = query.offset(); i < end; ++i) put(books[i], out);
    if (counts_) out.total(books.size());
  }

  void detail(const Query& query, TableOut& out) const {
    for (int n = 1; n <= 40; ++n) {
      const auto b = book(n);
      if (b.number != query.key()) continue;
      put(b, out);
      out.section("Sales", "Verkäufe", kSaleTable);
      out.row({"2026-11-01", "9.90"});
      out.row({"2026-11-24", "119.90"});
      out.section("Shelves", "Regale", kShelfTable);
    }
  }

  static void put(const Book& b, TableOut& out) {
    out.row({b.number, b.title, b.price, b.stock, b.fresh, b.buyer, b.blurb});
  }

  static bool matches(const Query& query, const Book& b) {
    for (std::size_t i = 0; i < query.filter_count(); ++i) {
      const auto [name, text] = query.filter(i);
      const auto& cell = name == "title" ? b.title : name == "buyer" ? b.buyer : b.number;
      if (!contains(cell, std::string(text))) return false;
    }
    return true;
  }

  static std::string line(const ActionCall& wanted) {
    std::string text(wanted.id());
    for (const auto& key : wanted.keys()) text += " " + key;
    for (const auto* name : {"price", "reason", "from", "list", "copies"})
      if (wanted.has(name)) text += " " + std::string(name) + "=" + wanted.text(name);
    for (const auto& label : wanted.list("labels")) text += " label=" + label;
    return text;
  }

  std::string file_, fail_;
  bool counts_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", Bookshop)
