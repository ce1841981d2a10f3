// SPDX-License-Identifier: MIT
// The story of orders by SQL Server: the host is a process, unixODBC and FreeTDS are its way out, and the
// scripted TDS server with JTL's tables in SQLite is in this one. JTL-Wawi's part, takeover and deliveries,
// is played by the test, in SQL.
#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>

#include "../tds/odbc_server.hpp"
#include "../tds/sqlite_wawi.hpp"
#include "bridge.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using Catch::Contains;
using orderbridge::sandbox::SandboxShop;

namespace {

constexpr const char* kStaging[] = {
    "dbo.tinetbestellung",   "dbo.tinetbestellpos",  "dbo.tinetkunde",
    "dbo.tInetKundeShop",    "dbo.tinetadress",      "DbeS.tLieferadresse",
    "DbeS.tRechnungadresse", "dbo.tInetShopZahlung", "dbo.tInetBestellungAttribute"};

struct Story {
  Story() : bridge((shop.start(), shop.url())), db(bridge.folder().string()) {
    bridge.wawi_element = "<jtlwawi id=\"wawi\" database=\"odbc:" + server.connection() +
                          "\" user=\"orderbridge\" password=\"${env:OB_WAWI_PASSWORD}\" shop=\"Onlineshop\" "
                          "completed-when=\"delivered-and-paid\"/>";
    bridge.environment = {{"OB_WAWI_PASSWORD", "geheim"}};
    bridge.more_pipelines =
        "<pipeline id=\"status\" title=\"Statusabgleich\"><from connection=\"wawi\"/><to "
        "connection=\"shop\"/><errorHandler><redeliveryPolicy maximumRedeliveryTime=\"0s\"/></errorHandler>"
        "</pipeline>";
  }
  e2e::Finished import() { return bridge.host({"run", "import", "--quiet"}); }
  /// Runs the way back twice: the second time nothing may happen.
  std::string tell() {
    const auto told = bridge.host({"run", "status", "--quiet"});
    INFO(told.out << told.err);
    CHECK(told.exit_code == 0);
    const auto puts = shop.counters().puts().size();
    CHECK(bridge.host({"run", "status", "--quiet"}).exit_code == 0);
    CHECK(shop.counters().puts().size() == puts);
    return told.out;
  }
  orderbridge::sandbox::OrderState state(std::int64_t id) { return *shop.store().state(id); }
  std::string count(const std::string& table) { return db.value("SELECT count(*) FROM " + table); }

  /// What JTL-Wawi does with everything that is staged. Sales order: the shop's id and 1,000.
  void take_over() {
    db.run(
        "INSERT INTO Verkauf.tAuftrag(kAuftrag,cAuftragsNr,nType,kShop,kShopauftrag,cExterneAuftragsnummer,"
        "nStorno,nKomplettAusgeliefert,dErstellt) SELECT kInetBestellung+1000,'AU'||kInetBestellung,1,kShop,"
        "kInetBestellung,cInetBestNr,0,0,datetime('now') FROM dbo.tinetbestellung");
    db.run(
        "INSERT INTO Verkauf.tAuftragPosition(kAuftragPosition,kAuftrag,cArtNr,fAnzahl) SELECT "
        "kInetBestellPos,kInetBestellung+1000,cArtNr,nAnzahl FROM dbo.tinetbestellpos");
    db.run(
        "INSERT INTO Verkauf.tAuftragEckdaten(kAuftrag,fZahlung) SELECT kAuftrag,'0.0000000000000' FROM "
        "Verkauf.tAuftrag");
  }
  /// A delivery note of the first position, or of all of them.
  void deliver(int id, const std::string& note, const std::string& code, bool all) {
    const auto order = std::to_string(id + 1000);
    db.run("INSERT INTO dbo.tLieferschein(kLieferschein,kBestellung,cLieferscheinNr,dErstellt) VALUES(" +
           note + "," + order + ",'LS" + note + "',datetime('now'))");
    db.run("INSERT INTO dbo.tLieferscheinPos(kLieferschein,kBestellPos,fAnzahl) SELECT " + note +
           ",kAuftragPosition,'1.0000000000000' FROM Verkauf.tAuftragPosition WHERE kAuftrag=" + order +
           (all ? "" : " ORDER BY kAuftragPosition LIMIT 1"));
    db.run("INSERT INTO dbo.tVersand(kLieferschein,cIdentCode,cLogistiker) VALUES(" + note + ",'" + code +
           "','DHL')");
    if (all) db.run("UPDATE Verkauf.tAuftrag SET nKomplettAusgeliefert=1 WHERE kAuftrag=" + order);
  }
  /// Everything that is staged; where a key is a mere counter, how many there are.
  std::vector<std::string> staged() {
    std::vector<std::string> all;
    for (const auto* table : kStaging) all.push_back(std::string(table) + " " + count(table));
    for (const auto* sql :
         {"SELECT kInetBestellung,cInetBestNr,kKunde FROM dbo.tinetbestellung ORDER BY 1",
          "SELECT kInetBestellung,cArtNr,cName,nAnzahl,fPreis,fMwSt FROM dbo.tinetbestellpos ORDER BY "
          "1,2,3,4,5",
          "SELECT kInetBestellung,cName,cValue FROM dbo.tInetBestellungAttribute ORDER BY 1,2,3",
          "SELECT kInetBestellung,fBetrag FROM dbo.tInetShopZahlung ORDER BY 1"})
      for (auto& row : db.rows(sql)) all.push_back(std::move(row));
    return all;
  }

  SandboxShop shop;
  e2e::Bridge bridge;
  tds::SqliteWawi db;
  tds::OdbcServer server{db.handler()};
};

tds::Answer lost() {
  tds::Answer answer;
  answer.drop_connection = true;
  return answer;
}

tds::Answer deadlock() {
  tds::Answer answer;
  answer.failure = tds::Failure{1205, "was deadlocked and has been chosen as the victim", 13, 45, true};
  return answer;
}

bool is_line(const tds::Request& request) {
  return request.sql.find("INSERT INTO dbo.tinetbestellpos") != std::string::npos;
}

using Meant = std::function<bool(const tds::Request&)>;

/// The n-th statement of order lines: each has those of many orders.
Meant at_lines(int n) {
  return [left = n](const tds::Request& request) mutable { return is_line(request) && --left == 0; };
}
/// The driver also ends transactions that are empty.
Meant at_commit_of_orders() {
  return [wrote = false](const tds::Request& request) mutable {
    wrote |= is_line(request);
    return request.kind == tds::Request::Kind::kCommit && wrote;
  };
}

}  // namespace

TEST_CASE("SQL Server: staged, taken over, delivered in parts, paid, cancelled, and back in the shop") {
  Story t;
  const auto first = t.import();
  INFO(first.out << first.err);
  CHECK(first.exit_code == 1);  // three orders need attention
  CHECK_THAT(first.out, Contains("39  staged"));
  CHECK(t.count("dbo.tinetbestellung") == "39");
  const auto staged = t.staged();
  const auto lines = t.db.rows("SELECT * FROM dbo.tinetbestellpos ORDER BY kInetBestellPos");
  const auto payments = t.count("dbo.tInetShopZahlung");
  const auto second = t.import();
  INFO(second.out << second.err);
  CHECK(second.exit_code == 1);  // the same three
  CHECK_THAT(second.out, Contains("3 orders need attention"));
  CHECK_THAT(second.out, Contains(" 0  staged"));
  CHECK(t.staged() == staged);
  CHECK(t.bridge.host({"verify", "import"}).exit_code == 0);
  t.tell();
  CHECK(t.shop.counters().puts().empty());  // what is only staged says nothing to the shop

  t.take_over();
  CHECK_THAT(t.tell(), Contains("39  told"));
  for (const auto& id : t.db.rows("SELECT kInetBestellung FROM dbo.tinetbestellung"))
    CHECK(t.state(std::stoll(id)).status == 1);

  t.deliver(57, "1", "JD57", false);
  t.tell();
  CHECK(t.state(57).status == 6);
  CHECK(t.state(57).tracking_code == "JD57");
  t.deliver(57, "2", "DP57", true);
  t.tell();
  CHECK(t.state(57).status == 7);
  CHECK_THAT(t.state(57).tracking_code, Contains("JD57") && Contains("DP57"));
  CHECK(t.state(57).payment != 12);
  t.db.run(
      "UPDATE Verkauf.tAuftragEckdaten SET fZahlung='1.0000000000000',dBezahlt=datetime('now') WHERE "
      "kAuftrag=1057");
  t.tell();
  CHECK(t.state(57).status == 2);
  CHECK(t.state(57).payment == 12);
  CHECK(t.state(57).cleared_date != "null");

  t.db.run("UPDATE Verkauf.tAuftrag SET nStorno=1 WHERE kAuftrag=1060");
  t.db.run(
      "INSERT INTO Verkauf.tAuftragStorno(kAuftrag,kAuftragStornogrund,dStorniert) "
      "VALUES(1060,1,datetime('now'))");
  t.tell();
  CHECK(t.state(60).status == 4);

  // What we told the shop does not come back from there: neither as an order nor as another payment.
  const auto again = t.import();
  INFO(again.out << again.err);
  CHECK(again.exit_code == 1);
  CHECK_THAT(again.out, Contains(" 0  staged") && !Contains("updated"));
  CHECK(t.db.rows("SELECT * FROM dbo.tinetbestellpos ORDER BY kInetBestellPos") == lines);
  CHECK(t.count("dbo.tinetbestellung") == "39");
  CHECK(t.count("dbo.tInetShopZahlung") == payments);
  CHECK(t.bridge.host({"verify", "import"}).exit_code == 0);
  const auto story = t.bridge.host({"explain", "57"}).out;
  INFO(story);
  CHECK_THAT(story, Contains("the shop was told, and confirmed it") && Contains("completed, paid"));
}

TEST_CASE("SQL Server: a change after staging is reported and not written, a payment is added once") {
  Story t;
  REQUIRE(t.import().exit_code <= 1);
  const auto lines = t.db.rows("SELECT * FROM dbo.tinetbestellpos ORDER BY kInetBestellPos");
  const auto payments = t.db.rows("SELECT kInetBestellung FROM dbo.tInetShopZahlung");
  REQUIRE(std::count(payments.begin(), payments.end(), "60") == 0);
  t.shop.store().change_lines(57, true);
  t.shop.store().set_payment(60, 12, true);
  const auto changed = t.import();
  INFO(changed.out << changed.err);
  CHECK(changed.exit_code == 1);
  CHECK_THAT(changed.out, Contains("changed in the shop after it had been staged"));
  CHECK_THAT(changed.out, Contains("1  updated"));
  CHECK(t.db.rows("SELECT * FROM dbo.tinetbestellpos ORDER BY kInetBestellPos") == lines);
  CHECK(t.db.value("SELECT count(*) FROM dbo.tInetShopZahlung WHERE kInetBestellung=60") == "1");
  CHECK(t.count("dbo.tInetShopZahlung") == std::to_string(payments.size() + 1));

  const auto staged = t.staged();
  const auto again = t.import();
  INFO(again.out << again.err);
  CHECK_THAT(again.out, Contains("3 orders need attention"));  // the difference was said once
  CHECK(t.staged() == staged);
}

TEST_CASE("SQL Server: deadlock, lost connection, lost COMMIT: every order once and whole") {
  std::vector<std::string> undisturbed;
  {
    Story t;
    REQUIRE(t.import().exit_code == 1);
    undisturbed = t.staged();
  }
  struct Fault {
    const char* name;
    Meant meant;
    tds::Answer answer;
    bool after_it_ran;
    bool mended_at_once;  // by the same run
  };
  const Fault faults[] = {
      {"deadlock's victim", at_lines(1), deadlock(), false, true},
      {"connection lost in a transaction", at_lines(2), lost(), false, true},
      {"connection lost before COMMIT ran", at_commit_of_orders(), lost(), false, false},
      {"COMMIT ran, its answer was lost", at_commit_of_orders(), lost(), true, false},
  };
  for (const auto& fault : faults) {
    Story t;
    t.bridge.on_written = "<onWritten status=\"in_process\"/>";
    bool struck = false;
    const auto strikes = [&, meant = fault.meant](const tds::Request& request) {
      if (struck || !meant(request)) return false;
      return struck = true;
    };
    if (fault.after_it_ran)
      t.db.after = [=, &fault](const tds::Request& request, tds::Answer& answer) mutable {
        if (strikes(request)) answer = fault.answer;
      };
    else
      t.db.before = [=, &fault](const tds::Request& request) mutable {
        return strikes(request) ? std::optional(fault.answer) : std::nullopt;
      };
    const auto hit = t.import();
    INFO(fault.name << "\n" << hit.out << hit.err);
    CHECK(struck);
    CHECK(hit.exit_code == (fault.mended_at_once ? 1 : 3));
    if (fault.mended_at_once) CHECK(t.staged() == undisturbed);
    CHECK((t.count("dbo.tinetbestellung") != "0") == (fault.mended_at_once || fault.after_it_ran));
    const auto told = t.shop.counters().puts().size();
    CHECK(told == (fault.mended_at_once ? 39 : 0));  // what is in doubt is not marked in the shop

    const auto next = t.import();
    INFO(next.out << next.err);
    CHECK(t.staged() == undisturbed);
    CHECK(t.shop.counters().puts().size() == 39);
    const auto calm = t.import();
    INFO(calm.out << calm.err);
    CHECK_THAT(calm.out, Contains("3 orders need attention"));
    CHECK(t.staged() == undisturbed);
    CHECK(t.shop.counters().puts().size() == 39);
  }
}

TEST_CASE("SQL Server: the queue takes each order once, says what waits, and nothing comes back") {
  Story t;
  auto& element = t.bridge.wawi_element;
  const std::string staging_only = "completed-when=\"delivered-and-paid\"";
  REQUIRE(element.find(staging_only) != element.npos);
  element.replace(element.find(staging_only), staging_only.size(), "target=\"xml-queue\"");
  for (const char* left : {"39", "0"}) {
    const auto run = t.import();
    INFO(run.out << run.err);
    CHECK_THAT(run.out, Contains(std::string(" ") + left + "  staged"));
    CHECK(t.count("dbo.tXMLBestellImport") == "39");
  }
  CHECK(t.count("orderbridge.tXMLBestellung") == "39");
  CHECK(t.count("dbo.tinetbestellung") == "0");
  CHECK(t.bridge.host({"verify", "import"}).exit_code == 0);
  CHECK_THAT(t.bridge.host({"check"}).out, Contains("39 order files wait in the queue"));
  const auto back = t.bridge.host({"run", "status", "--quiet"});
  INFO(back.out << back.err);
  CHECK(back.exit_code > 0);
  CHECK_THAT(back.out + back.err, Contains("one way") && Contains("take out the pipeline"));

  t.db.run("DROP TABLE orderbridge.tXMLBestellung");
  t.db.run("DELETE FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME='tXMLBestellung'");
  const auto without = t.bridge.host({"check"});
  INFO(without.out << without.err);
  CHECK_THAT(without.out, Contains("scripts/create-order-queue.sql"));
  CHECK(without.exit_code == 2);  // wrong configuration
}

TEST_CASE("SQL Server: check says that the password is wrong, or that nobody is there") {
  Story t;
  const auto good = t.bridge.host({"check"});
  INFO(good.out << good.err);
  CHECK_THAT(good.out, Contains("shop \"Onlineshop\" is kShop 1"));
  CHECK(good.exit_code <= 1);  // http instead of https is worth a warning

  t.bridge.environment = {{"OB_WAWI_PASSWORD", "falsch-und-geheim"}};
  const auto refused = t.bridge.host({"check"});
  INFO(refused.out << refused.err);
  CHECK_THAT(refused.out, Contains("SQL Server refused the login") && Contains("bridge.xml:"));
  CHECK_THAT(refused.out + refused.err, !Contains("falsch-und-geheim"));
  CHECK(refused.exit_code == 3);
  CHECK(t.import().exit_code == 3);
  CHECK(t.count("dbo.tinetbestellung") == "0");

  t.server.stop();
  const auto down = t.bridge.host({"check"});
  INFO(down.out << down.err);
  CHECK_THAT(down.out, Contains("cannot be reached") && Contains("[option database]"));
  CHECK(down.exit_code == 3);
}
