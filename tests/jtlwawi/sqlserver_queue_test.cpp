// SPDX-License-Identifier: MIT
// target="xml-queue": each order as one document in the queue that JTL's Worker reads, once, whatever
// happens.
#include <catch2/catch.hpp>
#include <deque>
#include <utility>

#include "sqlserver_bench.hpp"

using namespace ob_test;
using Catch::Matchers::Contains;
using orderbridge::OrderBuilder;
using orderbridge::to_abi;

namespace {

struct Queue : OnSqlite {
  explicit Queue(std::set<std::string> without = {})
      : OnSqlite(std::move(without), "", {{"target", "xml-queue"}}) {}
  const Reported& write_order(int id, const std::function<void(ob_order&)>& change = {}) {
    auto& order = fill_order(builder, id);
    if (change) change(order);
    return write();
  }
  std::string documents() { return count("dbo.tXMLBestellImport"); }
  /// JTL's Worker, as far as it is known: it takes the document away and makes an Auftrag of no shop.
  void worker_runs() {
    db.run(
        "INSERT INTO Verkauf.tAuftrag(nType,cAuftragsNr,cExterneAuftragsnummer) "
        "SELECT 1,'AU'||cNummer,cNummer FROM orderbridge.tXMLBestellung");
    db.run("DELETE FROM dbo.tXMLBestellImport");
  }
};

}  // namespace

TEST_CASE_METHOD(Queue, "an order becomes one document of its own") {
  std::deque<OrderBuilder> builders(2);
  fill_order(builders[0], 61).customer_comment = to_abi("Łódź – über 😀");
  fill_order(builders[1], 62);
  const auto &a = builders[0].finish(), &b = builders[1].finish();
  REQUIRE(wawi->write({&a, &b}) == OB_OK);
  for (const auto& reported : wawi->reported) {
    CHECK(reported.times == 1);
    CHECK(reported.outcome == OB_WRITTEN);
  }
  CHECK(wawi->reported[0].remote_id == "dbo.tXMLBestellImport#20061");
  CHECK(wawi->reported[0].warnings.empty());
  CHECK(documents() == "2");
  CHECK(db.rows("SELECT nPlattform,nRechnung FROM dbo.tXMLBestellImport") ==
        std::vector<std::string>{"5|0", "5|0"});
  const auto text = one("cText FROM dbo.tXMLBestellImport WHERE cText LIKE '%>20061<%'");
  CHECK(text.rfind("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\r\n<tBestellungen>\r\n<tBestellung>",
                   0) == 0);
  CHECK_THAT(text, Catch::Matchers::EndsWith("</tBestellung>\r\n</tBestellungen>\r\n"));
  CHECK_THAT(text, Contains("<cOrt>München</cOrt>") && Contains("&#321;ód&#378; &#8211; über &#128512;") &&
                       !Contains("20062"));
}

TEST_CASE_METHOD(Queue, "queued once, also after the Worker has fetched it; changes are reported") {
  CHECK(write_order(61).outcome == OB_WRITTEN);
  const bool fetched = GENERATE(false, true);
  if (fetched) worker_runs();
  const std::string left = fetched ? "0" : "1";
  CHECK(write_order(61).outcome == OB_DUPLICATE);
  CHECK(wawi->reported[0].code.empty());
  const auto change = [&](const char* code, const std::function<void(ob_order&)>& what) {
    const auto& reported = write_order(61, what);
    CHECK(reported.outcome == OB_DUPLICATE);
    CHECK(reported.code == code);
    CHECK_THAT(reported.text, Contains("in JTL-Wawi"));
    CHECK(documents() == left);
  };
  change("in-file", [](ob_order& order) { order.head.content_version = to_abi("other"); });
  change("payment-in-shop", [](ob_order& order) { order.head.payment_version = to_abi("other"); });
  change("cancelled-in-shop", [](ob_order& order) { order.state = to_abi("cancelled"); });
  const auto& reused = write_order(61, [](ob_order& order) { order.number = to_abi("777"); });
  CHECK(reused.outcome == OB_WRITE_REJECTED);
  CHECK(reused.code == "id-reused");
  const auto& taken = write_order(62, [](ob_order& order) { order.number = to_abi("20061"); });
  CHECK(taken.outcome == OB_WRITE_REJECTED);
  CHECK(taken.code == "number-taken");
  CHECK(documents() == left);

  REQUIRE(wawi->lookup({"61", "62"}) == OB_OK);
  CHECK(wawi->found[0].state == (fetched ? OB_FOUND_TAKEN_OVER : OB_FOUND_STAGED));
  CHECK(wawi->found[0].number == "20061");
  CHECK(wawi->found[1].state == OB_FOUND_ABSENT);
}

TEST_CASE_METHOD(Queue, "the same order twice in a batch, and ids that are no numbers") {
  std::deque<OrderBuilder> builders(3);
  fill_order(builders[0], 61);
  fill_order(builders[1], 61);
  fill_order(builders[2], 62).head.id = to_abi("0188-ab");
  std::vector<const ob_record*> records;
  for (auto& each : builders) records.push_back(&each.finish());
  REQUIRE(wawi->write(records) == OB_OK);
  CHECK(wawi->reported[0].outcome == OB_WRITTEN);
  CHECK(wawi->reported[1].outcome == OB_DUPLICATE);
  CHECK(wawi->reported[2].outcome == OB_WRITTEN);
  CHECK(documents() == "2");
}

TEST_CASE_METHOD(Queue,
                 "what JTL-Wawi has from elsewhere is not queued; another shop's number is no matter") {
  db.run(
      "INSERT INTO Verkauf.tAuftrag(nType,kShop,cExterneAuftragsnummer) VALUES(1,1,'20061'),(1,2,'20062')");
  db.run(
      "INSERT INTO Verkauf.tAuftrag(nType,cExterneAuftragsnummer) VALUES(1,'20063'),(0,'20064'),(1,'20066')");
  db.run("INSERT INTO orderbridge.tXMLBestellung VALUES('Zweitshop','1','20066',0,'','',NULL)");
  const auto found_by_number = [&](int id) {
    const auto& reported = write_order(id);
    return reported.outcome == OB_DUPLICATE && reported.code == "found-by-number";
  };
  CHECK(found_by_number(61));                    // staged before under our shop, and taken over
  CHECK(write_order(62).outcome == OB_WRITTEN);  // another shop counts the same
  CHECK(found_by_number(63));                    // imported from a file, or entered
  CHECK(write_order(64).outcome == OB_WRITTEN);  // an offer
  CHECK(write_order(66).outcome == OB_WRITTEN);  // of another shop that uses the queue
  CHECK(documents() == "3");
}

TEST_CASE_METHOD(Queue, "an order that was queued under another shop's name is not queued again") {
  CHECK(write_order(61).outcome == OB_WRITTEN);
  if (GENERATE(false, true)) worker_runs();
  const auto before = documents();
  auto renamed = connector({{"target", "xml-queue"}, {"shop", "Mein Shop"}});
  REQUIRE(renamed->open() == OB_OK);
  fill_order(builder, 61).head.content_version = to_abi("other");
  REQUIRE(renamed->write(builder.finish()) == OB_OK);
  CHECK(renamed->reported[0].outcome == OB_WRITE_REJECTED);
  CHECK(renamed->reported[0].code == "shop-renamed");
  CHECK_THAT(renamed->reported[0].text, Contains("\"Onlineshop\""));
  CHECK(documents() == before);
  // Another shop may count the same.
  fill_order(builder, 61).ordered_at += 3'600'000'001;
  REQUIRE(renamed->write(builder.finish()) == OB_OK);
  CHECK(renamed->reported[0].outcome == OB_WRITTEN);
}

TEST_CASE_METHOD(Queue, "check names what the Worker did not make a sales order of") {
  for (int id = 61; id < 68; ++id) CHECK(write_order(id).outcome == OB_WRITTEN);
  const auto warning = [&] {
    REQUIRE(wawi->check() == OB_OK);
    return wawi->findings.back();
  };
  db.run("UPDATE orderbridge.tXMLBestellung SET dAbgelegt=strftime('%Y-%m-%d %H:%M:%S','now','-23 hours')");
  CHECK_THAT(warning(), Contains("7 order files wait"));
  db.run("UPDATE orderbridge.tXMLBestellung SET dAbgelegt=strftime('%Y-%m-%d %H:%M:%S','now','-25 hours')");
  CHECK_THAT(warning(),
             Contains("2 not-imported 7 orders") && Contains("20061, 20062, 20063, 20064, 20065 ..."));
  worker_runs();
  CHECK_THAT(warning(), Contains("0 order files wait"));
  db.run("DELETE FROM Verkauf.tAuftrag WHERE cExterneAuftragsnummer='20063'");
  CHECK_THAT(warning(), Contains("1 orders") && Contains(": 20063;"));
}

TEST_CASE("what was staged before the target was changed is not queued") {
  SqliteBench bench;
  OrderBuilder builder;
  {
    auto staging = bench.connector();
    REQUIRE(staging->open() == OB_OK);
    fill_order(builder, 61);
    REQUIRE(staging->write(builder.finish()) == OB_OK);
    REQUIRE(staging->reported[0].outcome == OB_WRITTEN);
  }
  auto queue = bench.connector({{"target", "xml-queue"}});
  REQUIRE(queue->open() == OB_OK);
  fill_order(builder, 61);
  REQUIRE(queue->write(builder.finish()) == OB_OK);
  CHECK(queue->reported[0].code == "found-by-number");
}

TEST_CASE_METHOD(Queue, "document and memory together, or neither") {
  std::deque<OrderBuilder> builders(3);
  std::vector<const ob_record*> records;
  for (int id : {61, 62, 63})
    records.push_back(&(fill_order(builders[id - 61], id), builders[id - 61].finish()));
  const auto outcomes = [&] {
    std::vector<std::int32_t> all;
    for (const auto& reported : wawi->reported) all.push_back(reported.times == 1 ? reported.outcome : -1);
    return all;
  };
  const std::vector<std::int32_t> written(3, OB_WRITTEN), none(3, -1);
  const std::string insert = "INSERT INTO dbo.tXMLBestellImport";

  SECTION("a deadlock begins the batch anew") {
    answer_once(insert, failure(1205, true), 2);
    CHECK(wawi->write(records) == OB_OK);
    CHECK(outcomes() == written);
  }
  SECTION("the queue refuses one") {
    int asked = 0;
    db.before = [&](const tds::Request& request) -> std::optional<tds::Answer> {
      const bool second = request.sql.find(insert) != std::string::npos && !request.params.empty() &&
                          request.params[0].text.value_or("").find(">20062<") != std::string::npos;
      return second && ++asked > 0 ? std::optional(failure(547)) : std::nullopt;
    };
    CHECK(wawi->write(records) == OB_OK);
    CHECK(outcomes() == std::vector<std::int32_t>{OB_WRITTEN, OB_WRITE_REJECTED, OB_WRITTEN});
    CHECK(asked > 1);
    CHECK(documents() == "2");
    CHECK(count("orderbridge.tXMLBestellung") == "2");
    return;
  }
  SECTION("COMMIT fails: in doubt, and never twice") {
    tds::Answer lost;
    lost.drop_connection = true;
    bool asked = false;
    db.before = [&](const tds::Request& request) -> std::optional<tds::Answer> {
      if (request.kind != tds::Request::Kind::kCommit || std::exchange(asked, true)) return std::nullopt;
      return lost;
    };
    CHECK(wawi->write(records) != OB_OK);
    CHECK(outcomes() == none);
    db.before = {};
    REQUIRE(wawi->lookup({"61", "62", "63"}) == OB_OK);
    for (const auto& found : wawi->found) CHECK(found.state == OB_FOUND_ABSENT);
    CHECK(wawi->write(records) == OB_OK);
    CHECK(outcomes() == written);
  }
  SECTION("COMMIT done, its answer lost: in doubt, lookup finds them, and never twice") {
    db.after = [asked = false](const tds::Request& request, tds::Answer& answer) mutable {
      if (request.kind != tds::Request::Kind::kCommit || std::exchange(asked, true)) return;
      answer = {};
      answer.drop_connection = true;
    };
    CHECK(wawi->write(records) != OB_OK);
    CHECK(outcomes() == none);
    CHECK(documents() == "3");
    REQUIRE(wawi->lookup({"61", "62", "63"}) == OB_OK);
    for (const auto& found : wawi->found) CHECK(found.state == OB_FOUND_STAGED);
    CHECK(wawi->write(records) == OB_OK);
    CHECK(outcomes() == std::vector<std::int32_t>(3, OB_DUPLICATE));
  }
  CHECK(documents() == "3");
  CHECK(count("orderbridge.tXMLBestellung") == "3");
}

TEST_CASE("check of the queue: what is missing, and how many wait") {
  SqliteBench bench({"orderbridge.tXMLBestellung"});
  const Settings settings{{"target", "xml-queue"}, {"shop", "Noch nicht angelegt"}};
  {
    auto wawi = bench.connector(settings);
    REQUIRE(wawi->check() == OB_OK);
    CHECK_THAT(wawi->findings.at(0), Contains("3 tables") && Contains("scripts/create-order-queue.sql"));
    CHECK(wawi->open() == OB_BAD_CONFIG);
    CHECK(wawi->failed_option == "target");
  }
  SqliteBench whole;
  whole.db.denied = {"INSERT on dbo.tXMLBestellImport"};
  auto wawi = whole.connector(settings);
  REQUIRE(wawi->check() == OB_OK);
  CHECK_THAT(wawi->findings.back(),
             Contains("3 rights") && Contains("GRANT INSERT on dbo.tXMLBestellImport"));
  whole.db.denied.clear();
  whole.db.run("INSERT INTO dbo.tXMLBestellImport(cText) VALUES('x')");
  REQUIRE(wawi->check() == OB_OK);
  REQUIRE(wawi->findings.size() == 4);
  CHECK_THAT(wawi->findings[2], Contains("nothing comes back"));
  CHECK_THAT(wawi->findings[3], Contains("1 order files wait"));
  REQUIRE(wawi->open() == OB_OK);
  CHECK(wawi->act("take-over") == OB_UNSUPPORTED);
  CHECK_THAT(wawi->failure, Contains("look into JTL-Wawi itself"));
  whole.db.columns["dbo.tXMLBestellImport.kXMLBestellImport"].identity = false;
  REQUIRE(wawi->check() == OB_OK);
  CHECK_THAT(wawi->findings.back(), Contains("3 columns") && Contains("kXMLBestellImport"));
  whole.db.columns["dbo.tXMLBestellImport.kXMLBestellImport"].identity = true;
  whole.db.run("UPDATE INFORMATION_SCHEMA.COLUMNS SET IS_NULLABLE='NO' WHERE COLUMN_NAME='nRechnung'");
  REQUIRE(wawi->check() == OB_OK);
  CHECK_THAT(wawi->findings.back(), Contains("1 counts"));
  whole.db.run("UPDATE INFORMATION_SCHEMA.COLUMNS SET COLUMN_NAME='nNeu' WHERE COLUMN_NAME='nRechnung'");
  REQUIRE(wawi->check() == OB_OK);
  CHECK_THAT(wawi->findings.back(), Contains("3 columns") && Contains("(nRechnung)"));
}

TEST_CASE("the queue is a table of SQL Server") {
  Folder folder;
  Wawi wawi(folder, {{"database", "sqlite:eazybusiness.db"}, {"target", "xml-queue"}});
  CHECK(wawi.create_status() == OB_BAD_CONFIG);
  CHECK(wawi.failed_option == "target");
  CHECK_THAT(wawi.failure, Contains("odbc:CONNECTION"));
}

TEST_CASE("the queue of a JTL-Wawi before 1.6") {
  SqliteBench bench(kBefore16, kTablesBefore16);
  auto wawi = bench.connector({{"target", "xml-queue"}});
  REQUIRE(wawi->open() == OB_OK);
  bench.db.run("INSERT INTO dbo.tBestellung(cInetBestellNr,nKomplettAusgeliefert) VALUES('20061',0)");
  OrderBuilder builder;
  for (const int id : {61, 62}) {
    fill_order(builder, id);
    REQUIRE(wawi->write(builder.finish()) == OB_OK);
    CHECK(wawi->reported[0].code == (id == 61 ? "found-by-number" : ""));
  }
}
