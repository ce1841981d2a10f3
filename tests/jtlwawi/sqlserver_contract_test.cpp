// SPDX-License-Identifier: MIT
// The same contract on every database there is: the tables in SQLite always, and a server where
// ORDERBRIDGE_TEST_WAWI_DSN names one, e.g. "DRIVER=FreeTDS;SERVER=...;DATABASE=eazybusiness_test" (user and
// password in ORDERBRIDGE_TEST_WAWI_USER and _PASSWORD), with a database of scripts/create-eazybusiness.sql
// or a copy of JTL-Wawi's. Without it the test is skipped, which says: not tested there. It stages under a
// shop of its own and takes all of it away again.
#include <unistd.h>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>

#include "sqlserver/odbc_session.hpp"
#include "sqlserver/statement.hpp"
#include "sqlserver_bench.hpp"

using namespace ob_test;
using namespace orderbridge::jtlwawi::sqlserver;
using orderbridge::to_abi;

namespace {

constexpr const char* kTables[] = {"dbo.tinetbestellung",
                                   "dbo.tinetbestellpos",
                                   "dbo.tInetBestellungAttribute",
                                   "dbo.tinetkunde",
                                   "dbo.tInetKundeShop",
                                   "dbo.tInetKundenAttribute",
                                   "dbo.tinetadress",
                                   "DbeS.tLieferadresse",
                                   "DbeS.tRechnungadresse",
                                   "dbo.tInetShopZahlung",
                                   "dbo.tShop"};

/// A shop of its own on any server.
class OwnShop {
 public:
  explicit OwnShop(SessionFactory sessions) : sessions_(std::move(sessions)), session_(sessions_()) {
    shop_ = std::stoll(one("SELECT CAST(COALESCE(MAX(kShop),0)+1 AS NVARCHAR(40)) FROM dbo.tShop"));
    name_ = "Orderbridge-Test " + std::to_string(getpid());
    Statement s("INSERT INTO dbo.tShop(kShop,cName,nTyp) VALUES(");
    s << shop_ << "," << Value::of(std::string_view(name_)) << ",0)";
    REQUIRE(s.change(*session_) == 1);
    use_sessions(sessions_);
    wawi = std::make_unique<Wawi>(folder_, Settings{{"database", "odbc:DSN=test"}, {"shop", name_}});
    INFO(wawi->failure);
    REQUIRE(wawi->open() == OB_OK);
  }
  ~OwnShop() {
    wawi.reset();
    for (const auto* table : kTables) {
      try {
        Statement s(std::string("DELETE FROM ") + table + " WHERE kShop=");
        s << shop_;
        s.change(*session_);
      } catch (const SqlError&) {  // a table that this version does not have
        session_ = sessions_();
      }
    }
  }
  std::string one(const std::string& sql) {
    const auto rows = session_->query(sql);
    return rows.size() == 1 ? rows[0][0].value_or("NULL") : "(" + std::to_string(rows.size()) + " rows)";
  }
  std::string of_shop(const std::string& what, const std::string& table, const std::string& more = "") {
    return one("SELECT CAST(" + what + " AS NVARCHAR(4000)) FROM " + table +
               " WHERE kShop=" + std::to_string(shop_) + more);
  }
  std::string remote(const std::string& id) const { return std::to_string(shop_) + ":" + id; }

  std::unique_ptr<Wawi> wawi;

 private:
  SessionFactory sessions_;
  std::unique_ptr<Session> session_;
  Folder folder_;
  std::int64_t shop_ = 0;
  std::string name_;
};

void contract(const SessionFactory& sessions) {
  OwnShop on(sessions);
  Wawi& wawi = *on.wawi;
  orderbridge::OrderBuilder first, second;
  auto& order = fill_order(first, 63);
  order.price_basis = OB_BASIS_NET;
  order.customer_comment = to_abi("Grüße, Łódź, Ελένη, 日本 😀");
  first.billing().last_name = to_abi("Groß-Łukasz 😀");
  first.line(0).unit_price = {1, 13, 1};
  first.line(1).unit_price = {999999999999999999, 6, 1};
  fill_order(second, 64);

  REQUIRE(wawi.write({&first.finish(), &second.finish(), &first.finish()}) == OB_OK);
  CHECK(wawi.reported[0].outcome == OB_WRITTEN);
  CHECK(wawi.reported[0].remote_id == on.remote("63"));
  CHECK(wawi.reported[1].outcome == OB_WRITTEN);
  CHECK(wawi.reported[2].outcome == OB_DUPLICATE);
  CHECK(on.of_shop("COUNT(*)", "dbo.tinetbestellung") == "2");
  CHECK(on.of_shop("COUNT(*)", "dbo.tinetbestellpos") == "6");
  CHECK(on.of_shop("cKommentar", "dbo.tinetbestellung", " AND kInetBestellung=63") ==
        "Grüße, Łódź, Ελένη, 日本 😀");
  CHECK(on.of_shop("cNachname", "dbo.tinetkunde", " AND kInetKunde=1063") == "Groß-Łukasz 😀");
  CHECK(on.of_shop("MIN(fPreis)", "dbo.tinetbestellpos") == "0.0000000000001");
  CHECK(on.of_shop("fPreis", "dbo.tinetbestellpos", " AND kInetBestellung=63 AND cArtNr='SW1001'") ==
        "999999999999.9999990000000");
  CHECK(
      on.one("SELECT CONVERT(NVARCHAR(30),dTimestamp,120) FROM dbo.tinetbestellung WHERE kInetBestellung=63 "
             "AND kShop=" +
             on.remote("").substr(0, on.remote("").size() - 1)) == "2026-11-21 09:15:30");

  REQUIRE(wawi.lookup({"63", "65"}) == OB_OK);
  CHECK(wawi.found[0].state == OB_FOUND_STAGED);
  CHECK(wawi.found[0].content_version == "c1");
  CHECK(wawi.found[1].state == OB_FOUND_ABSENT);

  order.head.payment_version = to_abi("p2");
  order.payment_state = to_abi("paid");
  order.paid_amount = decimal("144.87");
  REQUIRE(wawi.write(first.finish()) == OB_OK);
  CHECK(wawi.reported[0].outcome == OB_UPDATED);
  CHECK(on.of_shop("fBetrag", "dbo.tInetShopZahlung") == "144.8700000000000");
  order.head.content_version = to_abi("c2");
  REQUIRE(wawi.write(first.finish()) == OB_OK);
  CHECK(wawi.reported[0].code == "difference");

  CHECK(wawi.statuses().empty());
  CHECK(wawi.statuses({"63"}) == std::vector<std::string>{"63 nothing-to-tell"});
  REQUIRE(wawi.check() == OB_OK);
  for (const auto& finding : wawi.findings) CHECK(finding.rfind("3 ", 0) != 0);
}

const char* text_of_environment(const char* name) {
  const char* text = std::getenv(name);
  return text ? text : "";
}

const ob_host& test_host() {
  static ob_host host = [] {
    ob_host h{};
    h.size = sizeof h;
    h.language = to_abi("en");
    h.log_enabled = [](void*, std::int32_t) -> std::int32_t { return 0; };
    h.log = [](void*, std::int32_t, ob_str, ob_str) {};
    return h;
  }();
  return host;
}

}  // namespace

TEST_CASE("the contract, on JTL's tables in SQLite") {
  SqliteBench bench;
  contract(bench.server.factory());
}

TEST_CASE("the contract, on the server of ORDERBRIDGE_TEST_WAWI_DSN") {
  const std::string dsn = text_of_environment("ORDERBRIDGE_TEST_WAWI_DSN");
  if (dsn.empty()) {
    std::cout << "skipped: ORDERBRIDGE_TEST_WAWI_DSN_is_not_set\n";
    return;
  }
  const orderbridge::Host host(&test_host());
  const std::string user = text_of_environment("ORDERBRIDGE_TEST_WAWI_USER"),
                    password = text_of_environment("ORDERBRIDGE_TEST_WAWI_PASSWORD");
  contract([&] { return make_odbc_session(dsn, user, password, host); });
}
