// SPDX-License-Identifier: MIT
// orderbridge view, as people and scripts meet it.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "bookshop.hpp"

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using e2e::Bookshop;
using nlohmann::json;

namespace {

std::string wrong(const Bookshop& shop, const std::vector<std::string>& words) {
  const auto ended = shop.host(words);
  INFO(ended.out << ended.err);
  CHECK(ended.exit_code == 2);
  CHECK(ended.out.empty());
  return ended.err;
}

std::vector<std::string> numbers(const json& table) {
  std::vector<std::string> all;
  for (const auto& row : table.at("rows")) all.push_back(row.at("number"));
  return all;
}

json asked(const Bookshop& shop, std::vector<std::string> words) {
  words.push_back("--json");
  const auto ended = shop.host(words);
  INFO(ended.err);
  CHECK(ended.exit_code == 0);
  return json::parse(ended.out);
}

}  // namespace

TEST_CASE("without a view: what the connection has, and no foreign code is loaded") {
  Bookshop shop;
  const auto ended = shop.host({"view", "shop"});
  CHECK(ended.exit_code == 0);
  CHECK_THAT(ended.out, Contains("books  Books") && Contains("--filter: number, title, buyer") &&
                            Contains("print  Print (rows of books)") &&
                            Contains("reprice  Change the price (a row of books), asks first") &&
                            Contains("--set price= (decimal number, required)  The new price"));
  CHECK_FALSE(std::filesystem::exists(shop.folder() / "journal.db"));
  CHECK_THAT(shop.host({"describe", "bookshop"}).out,
             Contains("counts  (") && Contains("print  Print (rows of books)"));
  shop.language = "de";
  CHECK_THAT(shop.host({"view", "shop"}).out,
             Contains("Bücher") && Contains("Preis ändern (eine Zeile von books), fragt vorher"));
  const auto offer = asked(shop, {"view", "shop"});
  CHECK(offer.at("connector") == "bookshop");
  CHECK(offer.at("views").at(0).at("columns").at(0).at("key") == true);
  CHECK(offer.at("actions").at(1).at("parameters").at(0) == json{{"name", "price"},
                                                                 {"type", "decimal"},
                                                                 {"required", true},
                                                                 {"default", nullptr},
                                                                 {"doc", "Der neue Preis"}});
}

TEST_CASE("a table for people: aligned, with its footer") {
  const Bookshop shop;
  const auto ended = shop.host({"view", "shop", "books", "-n", "4", "--offset", "10"});
  CHECK(ended.exit_code == 0);
  CHECK(ended.err.empty());
  CHECK(ended.out ==
        "Number  Title                                       Price  Stock  New  Buyer\n"
        "B-11    Volume 11                                   11.90     33  no   Ada Reader 11\n"
        "B-12    Volume 12                                   12.90     36  no   Ada Reader 12\n"
        "B-13    吾輩は猫である                              13.90     39  no   Ada Reader 13\n"
        "B-14    Volume 14 of a very long and winding title  14.90     42  no   Ada Reader 14\n"
        "4 of 40 rows, next: --offset 14\n");
  const auto last = shop.host({"view", "shop", "books", "-n", "0", "--offset", "39"});
  CHECK_THAT(last.out, Contains("1 of 40 rows\n") && !Contains("next"));
  CHECK_THAT(shop.host({"view", "shop", "books", "--offset", "99"}).out,
             Contains("no rows from 99 on, there are 40"));
}

TEST_CASE("a table is as wide as the terminal at most") {
  const Bookshop shop;
  const auto ended = shop.host({"view", "shop", "books", "-n", "1", "--offset", "13"}, {{"COLUMNS", "60"}});
  CHECK(ended.out ==
        "Number  Title               Price  Stock  New  Buyer\n"
        "B-14    Volume 14 of a ve…  14.90     42  no   Ada Reader 14\n"
        "1 of 40 rows, next: --offset 14\n");
}

TEST_CASE("filters, order, and where the connector does not count") {
  Bookshop shop;
  CHECK(numbers(asked(shop, {"view", "shop", "books", "--filter", "title=VOLUME 1", "-f", "number=9"})) ==
        std::vector<std::string>{"B-19"});
  CHECK(numbers(asked(shop, {"view", "shop", "books", "--sort", "number:desc", "-n", "2"})) ==
        std::vector<std::string>{"B-40", "B-39"});
  CHECK_THAT(shop.host({"view", "shop", "books", "-f", "title=none such"}).out, StartsWith("no rows"));
  shop.options = "counts='false'";
  CHECK_THAT(shop.host({"view", "shop", "books"}).out, Contains("20 rows, perhaps more: --offset 20"));
  CHECK(asked(shop, {"view", "shop", "books"}).at("total").is_null());
}

TEST_CASE("a detail: titles and values, then its sections") {
  const Bookshop shop;
  const auto ended = shop.host({"view", "shop", "books", "B-7"});
  CHECK(ended.exit_code == 0);
  CHECK(ended.out ==
        "Number: B-7\nTitle: Volume 7 of a very long and winding title\nPrice: 7.90\nStock: 21\nNew: no\n"
        "Buyer: Ada Reader 7\nBlurb: All about 7\n\n"
        "Sales\n  Day         Amount\n  2026-11-01    9.90\n  2026-11-24  119.90\n\nShelves\n  none\n");
  const auto none = shop.host({"view", "shop", "books", "B-99"});
  CHECK(none.exit_code == 1);
  CHECK(none.out.empty());
  CHECK_THAT(none.err, Contains("view 'books' has no row 'B-99'"));
}

TEST_CASE("JSON: amounts are strings, columns for the detail only stay out of tables") {
  const Bookshop shop;
  const auto table = asked(shop, {"view", "shop", "books", "-n", "1", "--offset", "2"});
  CHECK(table.at("rows").at(0) == json{{"number", "B-3"},
                                       {"title", "吾輩は猫である"},
                                       {"price", "3.90"},
                                       {"stock", "9"},
                                       {"new", "false"},
                                       {"buyer", "Ada Reader 3"}});
  CHECK(table.at("total") == 40);
  CHECK(table.at("offset") == 2);
  CHECK(table.at("cut") == false);
  const auto detail = asked(shop, {"view", "shop", "books", "B-3"});
  CHECK(detail.at("row").at("blurb") == "All about 3");
  CHECK(detail.at("sections").at(0).at("rows").at(1) == json{{"day", "2026-11-24"}, {"amount", "119.90"}});
}

TEST_CASE("wrong words: exit code 2, and what would be right") {
  const Bookshop shop;
  CHECK_THAT(wrong(shop, {"view"}), Contains("CONNECTION"));
  CHECK_THAT(wrong(shop, {"view", "shp"}), Contains("no connection 'shp'; did you mean 'shop'?"));
  CHECK_THAT(wrong(shop, {"view", "shop", "bocks"}), Contains("has no view 'bocks'; did you mean 'books'?"));
  CHECK_THAT(wrong(shop, {"view", "shop", "books", "-f", "titel=x"}),
             Contains("cannot be filtered by 'titel'; did you mean 'title'?"));
  CHECK_THAT(wrong(shop, {"view", "shop", "books", "-f", "price=1"}),
             Contains("cannot be filtered by 'price'; allowed: number, title, buyer"));
  CHECK_THAT(wrong(shop, {"view", "shop", "books", "-f", "title"}), Contains("NAME=VALUE"));
  CHECK_THAT(wrong(shop, {"view", "shop", "books", "-s", "stock"}), Contains("cannot be sorted by 'stock'"));
  CHECK_THAT(wrong(shop, {"view", "shop", "books", "-s", "title:down"}), Contains("COLUMN:desc"));
  CHECK_THAT(wrong(shop, {"view", "shop", "shelves", "A"}), Contains("'shelves' has no details"));
  CHECK_THAT(wrong(shop, {"view", "shop", "books", "B-1", "-f", "title=x"}), Contains("not for the detail"));
  CHECK_THAT(wrong(shop, {"view", "shop", "books", "-n", "many"}), Contains("many"));
  CHECK_THAT(wrong(shop, {"view", "shop", "books", "--offset=-1"}), Contains("numbers from 0 on"));
}

TEST_CASE("failures and warnings of the connector") {
  Bookshop shop;
  const auto failing = [&](const std::string& how) {
    shop.options = "fail='" + how + "'";
    return shop.host({"view", "shop", "books", "-n", "1"});
  };
  const auto retry = failing("retry");
  CHECK(retry.exit_code == 3);
  CHECK(retry.out.empty());
  CHECK_THAT(retry.err,
             Contains("connection 'shop'") && Contains("shop.xml:4") && Contains("wants it to fail"));
  CHECK(failing("bad-config").exit_code == 2);
  const auto dusty = failing("finding");
  CHECK(dusty.exit_code == 1);
  CHECK_THAT(dusty.out, Contains("1 of 40 rows"));
  CHECK_THAT(dusty.err, Contains("warning: the shelves are dusty"));
}

TEST_CASE("what breaks the rules of a view is said beside what is left of it") {
  Bookshop shop;
  shop.connector = "wrong_cells";
  const auto ended = shop.host({"view", "shop", "books"});
  CHECK(ended.exit_code == 1);
  CHECK_THAT(ended.out, Contains("first") && Contains("last") && Contains("2 rows"));
  CHECK_THAT(ended.err, Contains("2 cells for 3 columns"));
  shop.options = "what='control'";
  CHECK_THAT(shop.host({"view", "shop", "books"}).out, !Contains("\x1B"));
}
