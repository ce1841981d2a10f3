// SPDX-License-Identifier: MIT
// The views of the embedded Wawi as the host asks for them: pages, filters, sorting, details, in both
// languages.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "fake_host.hpp"

using namespace ob_test;
using Catch::Matchers::Contains;
using orderbridge::OrderBuilder;
using orderbridge::to_abi;
using Rows = std::vector<std::string>;

namespace {

struct Views {
  Folder folder;
  Wawi wawi{folder, {{"match-by", "address"}}};  // e-mails are left out of it
  OrderBuilder builder;
  Views() { REQUIRE(wawi.open() == OB_OK); }

  void write() {
    REQUIRE(wawi.write(builder.finish()) == OB_OK);
    REQUIRE(wawi.reported[0].outcome != OB_WRITE_REJECTED);
  }
  void stage(int id, const char* last_name = "Groß", const char* city = "München") {
    auto& order = fill_order(builder, id);
    order.email = to_abi(mail_of(id));
    builder.billing().last_name = to_abi(last_name);
    builder.billing().city = to_abi(city);
    write();
  }
  void act(const std::string& action, const std::string& key, const std::vector<std::string>& words = {}) {
    REQUIRE(wawi.act(action, {key}, words) == OB_OK);
    REQUIRE(wawi.outcomes.size() == 1);
    INFO(wawi.outcomes[0].text);
    REQUIRE(wawi.outcomes[0].outcome != OB_WRITE_REJECTED);
    REQUIRE(wawi.outcomes[0].outcome != OB_SKIPPED);
  }
  /// The first cell of each row.
  Rows keys(const std::string& view, const std::vector<std::string>& words = {}) {
    Rows keys;
    for (const auto& row : wawi.show(view, words)) keys.push_back(row.substr(0, row.find('|')));
    return keys;
  }
  /// Rows of one section of a detail.
  Rows section(const std::string& view, const std::string& key, const std::string& title) {
    Rows rows;
    bool inside = false;
    for (const auto& line : wawi.show(view, {"key=" + key})) {
      if (line.front() == '[')
        inside = line == "[" + title + "]";
      else if (inside)
        rows.push_back(line);
    }
    return rows;
  }
  std::string mail_;
  const std::string& mail_of(int id) { return mail_ = "kunde" + std::to_string(id) + "@example.org"; }
};

}  // namespace

TEST_CASE_METHOD(Views, "staged orders: what they are, and whose they may be") {
  stage(61, "Adler");
  const auto rows = wawi.show("orders");
  REQUIRE(rows.size() == 1);
  CHECK_THAT(rows[0], Contains("20061|61|2026-11-21") && Contains("|Jürgen Adler|München|144.87|EUR|") &&
                          Contains("|0|staged||nobody like this is a customer yet|"));
  CHECK(wawi.total == 1);
  act("take-over", "20061");
  CHECK(wawi.show("orders").empty());
  CHECK(wawi.total == 0);
  stage(62, "Adler");
  CHECK_THAT(wawi.show("orders")[0],
             Contains("|customer 10001: ") && Contains("street and ZIP, last name, first name"));
}

TEST_CASE_METHOD(Views, "staged orders: paid, cancelled in the shop, warnings, comment") {
  auto& paid = fill_order(builder, 61);
  paid.payment_state = to_abi("paid");
  paid.customer_comment = to_abi("Bitte klingeln");
  builder.warn("totals-differ", "total", "die Summe ist 3 Cent höher");
  builder.warn("unknown-state", "state", "Zustand 99");
  write();
  stage(62);
  builder.order().state = to_abi("cancelled");
  builder.order().head.content_version = to_abi("c2");
  write();
  stage(63);
  const auto rows = wawi.show("orders");
  REQUIRE(rows.size() == 3);
  CHECK_THAT(rows[0],
             Contains("|144.87|staged|totals-differ, unknown-state|") && Contains("|Bitte klingeln"));
  CHECK_THAT(rows[2], Contains("|staged||"));
  CHECK(keys("orders", {"warnings=TOTALS"}) == Rows{"20061"});
  CHECK(section("orders", "20061", "Warnings") ==
        Rows{"totals-differ|die Summe ist 3 Cent höher", "unknown-state|Zustand 99"});
  CHECK(section("orders", "20063", "Warnings").empty());
  // Flagged when the shop cancels an order that waits here.
  CHECK(keys("orders", {"state=cancelled in the shop"}) == Rows{"20062"});
}

TEST_CASE_METHOD(Views, "filters: contained, in whatever case, nothing is a pattern or SQL") {
  stage(61, "Österle", "Köln");
  stage(62, "Groß_%", "München");
  stage(63, "O'Neill [2]*?", "KÖLN");
  CHECK(keys("orders", {"name=öSTER"}) == Rows{"20061"});
  CHECK(keys("orders", {"city=köln"}) == Rows{"20061", "20063"});
  CHECK(keys("orders", {"city=KÖLN", "name=neill"}) == Rows{"20063"});
  CHECK(keys("orders", {"name=GROẞ_%"}) == Rows{"20062"});
  CHECK(keys("orders", {"name=_"}) == Rows{"20062"});
  CHECK(keys("orders", {"name=[2]*?"}) == Rows{"20063"});
  CHECK(keys("orders", {"name=*"}) == Rows{"20063"});
  CHECK(keys("orders", {"name=?"}) == Rows{"20063"});
  CHECK(keys("orders", {"name=x' OR '1'='1"}).empty());
  CHECK(keys("orders", {"name=\\"}).empty());
  CHECK(keys("orders", {"name="}).size() == 3);
  CHECK(keys("orders", {"id=6"}).size() == 3);
  CHECK(keys("orders", {"state=STAGED"}).size() == 3);
}

TEST_CASE_METHOD(Views, "sorting: as in a German phone book, numbers by their size") {
  stage(61, "Zeder");
  stage(62, "öhler");
  stage(63, "Adler");
  stage(64, "Ohm");
  stage(9999, "ADLER");   // number 29999
  stage(80000, "Öhler");  // number 100000
  CHECK(keys("orders", {"sort=name"}) == Rows{"20063", "29999", "20062", "100000", "20064", "20061"});
  CHECK(keys("orders", {"sort=name", "desc"}) == Rows{"20061", "20064", "20062", "100000", "20063", "29999"});
  CHECK(keys("orders", {"sort=number", "desc", "limit=2"}) == Rows{"100000", "29999"});
  CHECK(wawi.total == 6);
  CHECK(keys("orders", {"sort=id", "limit=1"}) == Rows{"20061"});
  CHECK(keys("orders", {"sort=total"}) == keys("orders"));  // no such order; SQL never sees the word
  CHECK(keys("orders", {"sort=1;DROP TABLE tShop"}).size() == 6);
}

TEST_CASE_METHOD(Views, "pages: each row once, whatever they are sorted by") {
  for (int id = 61; id < 72; ++id) stage(id, "Gleich");
  for (const auto* sort : {"sort=name", "sort=city", "sort=date", "sort=number", "sort="}) {
    INFO(sort);
    Rows all;
    for (int offset = 0; offset < 11; offset += 3)
      for (const auto& key : keys("orders", {sort, "limit=3", "offset=" + std::to_string(offset)}))
        all.push_back(key);
    CHECK(wawi.total == 11);
    CHECK(all == keys("orders", {sort}));
    CHECK(all.size() == 11);
  }
  CHECK(keys("orders", {"offset=11"}).empty());
  CHECK(wawi.total == 11);
}

TEST_CASE_METHOD(Views, "detail of a staged order, by number and by id") {
  stage(61);
  const auto detail = wawi.show("orders", {"key=20061"});
  CHECK(detail == wawi.show("orders", {"key=id:61"}));
  CHECK(section("orders", "20061", "Positions").at(0) ==
        "1|SW1000|Münsterländer Lagerkorn 32%|2|0|2|16.7983193277|19");
  CHECK(section("orders", "20061", "Addresses").at(0) ==
        "billing|Jürgen Groß|Königstraße 12|80331 München|DE");
  CHECK(wawi.show("orders", {"key=20099"}).empty());
  CHECK(wawi.total == 0);
  CHECK(wawi.show("orders", {"key=20061' OR '1'='1"}).empty());
}

TEST_CASE_METHOD(Views, "sales orders: paid and delivered in part, their detail") {
  auto& order = fill_order(builder, 61);
  order.customer_comment = to_abi("Bitte klingeln");
  builder.billing().company = to_abi("Adler GmbH");
  write();
  act("take-over", "20061");
  act("pay", "AU1", {"amount=44.87", "transaction=T1"});
  act("deliver", "AU1",
      {"positions=#1=1", "carrier=DHL", "tracking=JD1", "tracking=JD2",
       "tracking-url=https://track.example/JD1"});
  act("deliver", "AU1", {"positions=#1", "positions=#2", "carrier=DPD"});
  const auto rows = wawi.show("sales-orders");
  REQUIRE(rows.size() == 1);
  CHECK_THAT(rows[0], Contains("AU1|") &&
                          Contains("|Onlineshop|20061|10001|Adler GmbH|144.87|EUR|100|part|") &&
                          Contains("|Bitte klingeln"));
  CHECK(keys("sales-orders", {"order=20061", "payment=part", "shop=online"}) == Rows{"AU1"});
  CHECK(keys("sales-orders", {"payment=paid"}).empty());

  const auto positions = section("sales-orders", "AU1", "Positions");
  REQUIRE(positions.size() == 3);
  CHECK(positions[0] == "1|SW1000|Münsterländer Lagerkorn 32%|2|2|0|16.7983193277|19");
  const auto addresses = section("sales-orders", "AU1", "Addresses");
  REQUIRE(addresses.size() == 2);
  CHECK(addresses[0] == "billing|Adler GmbH, Jürgen Groß|Königstraße 12|80331 München|DE");
  CHECK_THAT(addresses[1], Contains("delivery|"));
  CHECK_THAT(section("sales-orders", "AU1", "Payments").at(0), Contains("|44.87|") && Contains("|T1"));
  const auto deliveries = section("sales-orders", "AU1", "Deliveries");
  REQUIRE(deliveries.size() == 3);
  CHECK_THAT(deliveries[0], Contains("LS1|") && Contains("|1 × SW1000|DHL|JD1|https://track.example/JD1"));
  CHECK_THAT(deliveries[1], Contains("LS1|") && Contains("||DHL|JD2|"));
  CHECK_THAT(deliveries[2], Contains("LS2|") && Contains("|1 × SW1000, 1 × SW1001|DPD||"));
  const auto history = section("sales-orders", "AU1", "History");
  REQUIRE(history.size() >= 4);
  CHECK_THAT(history[0], Contains("|Übernahme|AU1, Kunde 10001"));
}

TEST_CASE_METHOD(Views, "sales orders: their states; ten comes after nine") {
  for (int id = 61; id < 71; ++id) {
    stage(id);
    act("take-over", "200" + std::to_string(id), {"customer=new"});
  }
  CHECK(keys("sales-orders").back() == "AU10");
  CHECK(keys("sales-orders", {"sort=number", "desc", "limit=2"}) == Rows{"AU10", "AU9"});
  CHECK(keys("customers", {"sort=number", "desc", "limit=1"}) == Rows{"10010"});
  act("cancel", "AU2", {"reason=doppelt"});
  act("deliver", "AU3");
  act("deliver", "AU4", {"positions=#2"});
  act("pay", "AU5");
  act("deliver", "AU6");
  act("complete", "AU6");
  CHECK(keys("sales-orders", {"state=cancelled"}) == Rows{"AU2"});
  CHECK(keys("sales-orders", {"state=delivered completely"}) == Rows{"AU3"});
  CHECK(keys("sales-orders", {"state=delivered in part"}) == Rows{"AU4"});
  CHECK(keys("sales-orders", {"payment=paid"}) == Rows{"AU5"});
  CHECK(keys("sales-orders", {"state=completed"}) == Rows{"AU6"});
  CHECK(keys("sales-orders", {"state=open"}) == Rows{"AU1", "AU5", "AU7", "AU8", "AU9", "AU10"});
}

TEST_CASE_METHOD(Views, "customers: addresses, accounts, sales orders, and who was merged into whom") {
  stage(61, "Adler");
  stage(62, "Zeder");
  for (const auto* number : {"20061", "20062"}) act("take-over", number, {"customer=new"});
  CHECK(wawi.show("customers").at(0) ==
        "10001|Jürgen Adler||Königstraße 12|80331|München|kunde61@example.org|1|");
  CHECK(keys("customers", {"email=KUNDE62"}) == Rows{"10002"});
  CHECK(section("customers", "10002", "Addresses") ==
        Rows{"standard|Jürgen Zeder|Königstraße 12|80331 München|DE|089 123456|kunde62@example.org|"});
  CHECK(section("customers", "10002", "Accounts in shops") == Rows{"Onlineshop|1062|30062"});
  CHECK_THAT(section("customers", "10002", "Sales orders").at(0), Contains("AU2|"));
  act("merge-customers", "10002", {"customer=10001"});
  CHECK_THAT(wawi.show("customers").at(1), Contains("|0|10001"));
  CHECK(section("customers", "10001", "Sales orders").size() == 2);
  CHECK(section("customers", "10001", "Accounts in shops").size() == 2);
  CHECK(section("customers", "10002", "Sales orders").empty());
}

TEST_CASE_METHOD(Views, "articles: on hand, reserved, available") {
  std::ofstream(folder.file("bestand.csv"))
      << "Artikelnummer;Name;Bestand\nSW1000;Überseekorn;5,5\nA1;Ding;3\n";
  REQUIRE(wawi.act("import-stock", {}, {"file=bestand.csv"}) == OB_OK);
  stage(61);
  act("take-over", "20061");
  CHECK(wawi.show("articles") == Rows{"A1|Ding|3|0|3", "SW1000|Überseekorn|5.5|2|3.5"});
  CHECK(keys("articles", {"name=überSEE"}) == Rows{"SW1000"});
  CHECK(wawi.show("articles", {"key=A1"}) == Rows{"A1|Ding|3|0|3"});
}

TEST_CASE("views speak German, too") {
  Folder folder;
  Wawi wawi(folder, {}, "de");
  REQUIRE(wawi.open() == OB_OK);
  OrderBuilder builder;
  fill_order(builder, 61);
  REQUIRE(wawi.write(builder.finish()) == OB_OK);
  CHECK_THAT(wawi.show("orders").at(0), Contains("|liegt vor|") && Contains("niemand dergleichen"));
  CHECK(wawi.show("orders", {"state=LIEGT"}).size() == 1);
  CHECK_THAT(wawi.show("nichts").at(0), Contains("diese Ansicht gibt es nicht"));
}
