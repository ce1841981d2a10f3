// SPDX-License-Identifier: MIT
// What check() and open() say of a database: what is wrong, and what to do about it, in both languages.
#include <catch2/catch.hpp>

#include "sqlserver_bench.hpp"

using namespace ob_test;
using orderbridge::jtlwawi::sqlserver::SqlError;

namespace {

std::string error_of(Wawi& wawi) {
  std::string found;
  if (wawi.check() != OB_OK) return "check failed: " + wawi.failure;
  for (const auto& finding : wawi.findings)
    if (finding.rfind("3 ", 0) == 0) found += (found.empty() ? "" : "\n") + finding.substr(2);
  return found;
}

bool has(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

/// Both languages name the same code, and open() refuses with the same text.
void check_error(SqliteBench& bench, const Settings& settings, const char* code, const char* option,
                 const char* english, const char* german) {
  auto en = bench.connector(settings), de = bench.connector(settings, "de");
  const std::string said = error_of(*en), gesagt = error_of(*de);
  CAPTURE(said, gesagt);
  CHECK(said.rfind(std::string(code) + " ", 0) == 0);
  CHECK(gesagt.rfind(std::string(code) + " ", 0) == 0);
  CHECK(has(said, english));
  CHECK(has(gesagt, german));
  CHECK(en->open() != OB_OK);
  CHECK(said == std::string(code) + " " + en->failure);
  CHECK(en->failed_option == option);
}

}  // namespace

TEST_CASE("check of a database that is as it should be") {
  SqliteBench bench;
  auto wawi = bench.connector();
  CHECK(error_of(*wawi).empty());
  REQUIRE(wawi->findings.size() == 4);
  CHECK(wawi->findings[0] == "0 version tables of JTL-Wawi 1.7.15.0");
  CHECK(wawi->findings[1] == "0 rights the user may write the staging tables and read sales orders");
  CHECK(wawi->findings[2] == "0 shop shop \"Onlineshop\" is kShop 1");
  CHECK(wawi->findings[3] == "1 counts 0 orders are staged under this shop");
  CHECK(bench.db.value("SELECT count(*) FROM dbo.tinetbestellung") == "0");
}

TEST_CASE("check: no tables") {
  std::set<std::string> all;
  {
    SqliteBench whole;
    for (const auto& row :
         whole.db.rows("SELECT DISTINCT TABLE_SCHEMA||'.'||TABLE_NAME FROM "
                       "INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME NOT IN ('tversion','tShop')"))
      all.insert(row);
  }
  SqliteBench bench(all);
  for (const auto* table : {"dbo.tversion", "dbo.tShop"}) bench.db.run(std::string("DROP TABLE ") + table);
  bench.db.run("DELETE FROM INFORMATION_SCHEMA.COLUMNS");
  check_error(bench, {}, "tables", "database", "name the right one in option database",
              "in Option database die richtige nennen");
}

TEST_CASE("check: some tables are missing") {
  SqliteBench bench({"dbo.tInetShopZahlung"});
  check_error(bench, {}, "tables", "database", "dbo.tInetShopZahlung", "dbo.tInetShopZahlung");
}

TEST_CASE("check: a version that is too old, and one that is too new") {
  SqliteBench bench;
  bench.db.run("UPDATE dbo.tversion SET cVersion='1.1.4.0'");
  check_error(bench, {}, "version", "database", "update JTL-Wawi", "JTL-Wawi aktualisieren");
  bench.db.run("UPDATE dbo.tversion SET cVersion='2.0.1.0'");
  check_error(bench, {}, "version", "database", "install a newer Orderbridge",
              "ein neueres Orderbridge installieren");
  auto allowed = bench.connector({{"allow-unknown-version", "true"}});
  CHECK(error_of(*allowed).empty());
  CHECK(allowed->findings[0].rfind("2 version ", 0) == 0);
  CHECK(allowed->open() == OB_OK);
}

TEST_CASE("check: versions count by number, the newest row counts") {
  SqliteBench bench;
  bench.db.run("UPDATE dbo.tversion SET cVersion='1.10.15.0'");
  bench.db.run("INSERT INTO dbo.tversion(cVersion) VALUES('1.9.4.5')");
  auto wawi = bench.connector();
  CHECK(error_of(*wawi).empty());
  CHECK(wawi->findings[0] == "0 version tables of JTL-Wawi 1.10.15.0");
}

TEST_CASE("check: no rights") {
  SqliteBench bench;
  bench.db.denied = {"INSERT on dbo.tinetbestellpos", "SELECT on Verkauf.tAuftrag"};
  check_error(bench, {}, "rights", "user", "GRANT INSERT on dbo.tinetbestellpos, SELECT on Verkauf.tAuftrag",
              "erteilen: INSERT on dbo.tinetbestellpos, SELECT on Verkauf.tAuftrag");
}

TEST_CASE("check: each right that staging or the way back needs is asked for") {
  SqliteBench bench;
  for (const auto* right :
       {"INSERT on dbo.tinetbestellung", "UPDATE on dbo.tinetkunde", "INSERT on DbeS.tRechnungadresse",
        "INSERT on dbo.tInetKundenAttribute", "SELECT on dbo.tShop", "SELECT on dbo.tversion",
        "SELECT on Verkauf.tAuftragPosition", "SELECT on Verkauf.tAuftragStornogrund",
        "SELECT on dbo.tLieferscheinPos", "SELECT on dbo.tversandart"}) {
    bench.db.denied = {right};
    check_error(bench, {}, "rights", "user", right, right);
  }
}

TEST_CASE("check: wrong password, and a server that is not there") {
  SqliteBench bench;
  bench.server.on_login = [] { throw SqlError(18456, "28000", "Login failed for user 'geheim'."); };
  check_error(bench, {}, "login", "password", "correct options user and password",
              "Optionen user und password berichtigen");
  bench.server.on_login = [] { throw SqlError(0, "08001", "geheim"); };
  check_error(bench, {}, "connection", "database", "check SERVER, PORT and DATABASE",
              "SERVER, PORT und DATABASE");
  bench.server.on_login = [] { throw SqlError(4060, "42000", "geheim"); };
  check_error(bench, {}, "connection", "database", "its database cannot be reached", "nicht erreichbar");
  bench.server.on_login = [] { throw SqlError(0, "IM002", "geheim"); };
  check_error(bench, {}, "connection", "database", "no such ODBC driver or data source", "gibt es nicht");
}

TEST_CASE("a server that is down for a while stops no job; a wrong password and a missing driver do") {
  SqliteBench bench;
  const auto opened = [&](int number, const char* state) {
    bench.server.on_login = [=] { throw SqlError(number, state, ""); };
    return bench.connector()->open();
  };
  CHECK(opened(0, "08001") == OB_RETRY);
  CHECK(opened(4060, "42000") == OB_RETRY);  // also while a server recovers its databases
  CHECK(opened(18456, "28000") == OB_BAD_AUTH);
  CHECK(opened(0, "IM002") == OB_BAD_CONFIG);
}

TEST_CASE("check: no shop row") {
  SqliteBench bench;
  check_error(bench, {{"shop", "Anderer"}}, "shop", "shop", "there are: \"Onlineshop\"",
              "dort unter Plattformen > Onlineshop einen anlegen");
  CHECK(bench.db.value("SELECT count(*) FROM dbo.tShop") == "1");
}

TEST_CASE("check: a column that wants a value and is not known") {
  SqliteBench bench;
  bench.db.run(
      "INSERT INTO INFORMATION_SCHEMA.COLUMNS VALUES('dbo','tinetbestellung','nNeu','int',NULL,'NO',NULL)");
  check_error(bench, {}, "columns", "database", "dbo.tinetbestellung.nneu", "dbo.tinetbestellung.nneu");
}

TEST_CASE("check: the shop is somebody else's, too") {
  SqliteBench bench;
  bench.db.run("INSERT INTO dbo.tinetbestellung(kInetBestellung,kShop,fGutschein) VALUES(5,1,'0')");
  auto wawi = bench.connector();
  CHECK(error_of(*wawi).empty());
  CHECK(wawi->findings[3].rfind("1 shared-shop ", 0) == 0);
}

TEST_CASE("views and actions are JTL-Wawi's own") {
  SqliteBench bench;
  auto wawi = bench.connector();
  REQUIRE(wawi->open() == OB_OK);
  CHECK(has(wawi->show("orders").front(), "not with SQL Server: use JTL-Wawi itself"));
  CHECK(wawi->act("take-over") == OB_UNSUPPORTED);
  CHECK(has(wawi->failure, "not with SQL Server: use JTL-Wawi itself"));
}

TEST_CASE("nothing works before open()") {
  SqliteBench bench;
  auto wawi = bench.connector();
  orderbridge::OrderBuilder builder;
  fill_order(builder, 1);
  CHECK(wawi->write(builder.finish()) == OB_NOT_CONNECTED);
  CHECK(wawi->lookup({"1"}) == OB_NOT_CONNECTED);
}
