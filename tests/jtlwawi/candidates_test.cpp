// SPDX-License-Identifier: MIT
// Which customers come into question for a staged order: each way to find one, where nothing else would.
#include <catch2/catch.hpp>

#include "fake_host.hpp"

using namespace ob_test;
using Catch::Matchers::Contains;
using orderbridge::OrderBuilder;
using orderbridge::to_abi;

namespace {

struct Candidates {
  Folder folder;
  Wawi wawi{folder, {{"match-by", "address"}}};  // e-mails are left out of it
  std::string file = folder.file("wawi.db");
  OrderBuilder builder;
  Candidates() { REQUIRE(wawi.open() == OB_OK); }

  /// An order of somebody who shares nothing with the person of any other id.
  ob_order& somebody(int id) {
    auto& order = fill_order(builder, id);
    const auto text = std::to_string(id);
    const std::string letter(1, static_cast<char>('A' + id % 26));
    order.email = builder.keep(letter + letter + text + "@" + text + ".example");
    auto& a = builder.billing();
    a.first_name = builder.keep("Vorname" + letter + letter);
    a.last_name = builder.keep("Name" + letter + letter + letter);
    a.street = builder.keep("Weg " + letter + letter + " " + text);
    a.zip = builder.keep(std::to_string(10000 + 7 * id));
    a.phone = builder.keep("0" + std::to_string(7654321 * id));
    return order;
  }
  void write() {
    REQUIRE(wawi.write(builder.finish()) == OB_OK);
    REQUIRE(wawi.reported[0].outcome == OB_WRITTEN);
  }
  /// Staged and taken over as a new customer.
  void make_customer(const std::string& order_number) {
    write();
    REQUIRE(wawi.act("take-over", {order_number}, {"customer=new"}) == OB_OK);
    REQUIRE(wawi.outcomes.at(0).outcome == OB_WRITTEN);
  }
  /// What is said of the customer of a staged order.
  std::string decision(int id) {
    write();
    const auto rows = wawi.show("orders", {"key=id:" + std::to_string(id)});
    REQUIRE_FALSE(rows.empty());
    return rows.front();
  }
};

constexpr const char* kNobody = "|nobody like this is a customer yet|";

}  // namespace

TEST_CASE_METHOD(Candidates, "somebody else is nobody") {
  somebody(61);
  make_customer("20061");
  somebody(70);
  CHECK_THAT(decision(70), Contains(kNobody));
}

TEST_CASE_METHOD(Candidates, "found by the shop customer alone") {
  somebody(61);
  make_customer("20061");
  somebody(70).customer_id = to_abi("1061");
  CHECK_THAT(decision(70), Contains("customer 10001 is not certain: same shop customer id; against: quite "
                                    "another name under the same shop customer"));
}

TEST_CASE_METHOD(Candidates, "found by the e-mail, in whatever case") {
  somebody(61).email = to_abi("Post@Berg.example");
  make_customer("20061");
  somebody(70).email = to_abi("post@BERG.example");
  CHECK_THAT(decision(70), Contains("customer 10001 is not certain: e-mail; against: another first name"));
}

TEST_CASE_METHOD(Candidates, "found by ZIP and last name, spelled otherwise, with a title or as junior") {
  const auto at_home = [&](const char* first, const char* last, const char* street) {
    auto& a = builder.billing();
    a.first_name = to_abi(first), a.last_name = to_abi(last), a.street = to_abi(street);
    a.zip = to_abi("99084");
  };
  somebody(61);
  at_home("Jörg", "Dr. Müller", "Feldstraße 1");
  make_customer("20061");
  somebody(70);
  at_home("Joerg", "MUELLER", "Feldstr. 1");
  CHECK_THAT(decision(70), Contains("|customer 10001: street and ZIP, last name, first name|"));
  somebody(71);
  at_home("Jörg", "Müller jun.", "Feldstr. 1");
  CHECK_THAT(decision(71), Contains("customer 10001 is not certain: ") &&
                               Contains("against: only one is called junior or senior"));
  somebody(72);
  at_home("Jörg", "Müller", "Feldstr. 1");
  builder.billing().zip = to_abi("10115");
  CHECK_THAT(decision(72), Contains(kNobody));
}

TEST_CASE_METHOD(Candidates, "found as indexed before titles were left out") {
  somebody(61);
  builder.billing().last_name = to_abi("Otto jun."), builder.billing().first_name = to_abi("Karl");
  builder.billing().zip = to_abi("99084"), builder.billing().street = to_abi("Weg 1");
  make_customer("20061");
  run_sql(file, "UPDATE \"orderbridge.tKundensuche\" SET cName='99084 ottojun'");
  somebody(70);
  builder.billing().last_name = to_abi("Otto jun."), builder.billing().first_name = to_abi("Karl");
  builder.billing().zip = to_abi("99084"), builder.billing().street = to_abi("Weg 1");
  CHECK_THAT(decision(70), Contains("|customer 10001: street and ZIP, last name, first name|"));
}

TEST_CASE_METHOD(Candidates, "found by the company at its ZIP") {
  const auto company = [&](const char* name) {
    auto& a = builder.billing();
    a.company = to_abi(name), a.zip = to_abi("70565"), a.street = to_abi("Industrieweg 7");
  };
  somebody(61);
  company("Maier Bau GmbH & Co. KG");
  make_customer("20061");
  somebody(70);
  company("MAIER BAU");
  CHECK_THAT(decision(70), Contains("|customer 10001: street and ZIP, company, company at its address|"));
}

TEST_CASE_METHOD(Candidates, "found by the VAT id, with blanks") {
  somebody(61).vat_id = to_abi("DE123456789");
  make_customer("20061");
  somebody(70).vat_id = to_abi("DE 123 456 789");
  CHECK_THAT(decision(70), Contains("customer 10001 is not certain: VAT id"));
}

TEST_CASE_METHOD(Candidates, "found by the customer number, which alone says little") {
  somebody(61);
  make_customer("20061");
  somebody(70).customer_number = to_abi("10001");
  CHECK_THAT(decision(70), Contains("nearest is customer 10001: customer number; against: "));
}

TEST_CASE_METHOD(Candidates, "Packstation: the post number stands in the second line") {
  const auto locker = [&](const char* line) {
    auto& a = builder.billing();
    a.first_name = to_abi("Stefan"), a.last_name = to_abi("Kowal"), a.zip = to_abi("20095");
    a.street = to_abi("Packstation 145"), a.additional1 = to_abi(line);
  };
  somebody(61);
  locker("1234567");
  make_customer("20061");
  somebody(70);
  locker("Postnummer 1234567");
  CHECK_THAT(decision(70), Contains("|customer 10001: post number, last name, first name|"));
  somebody(71);
  locker("7654321");
  CHECK_THAT(decision(71),
             Contains("nearest is customer 10001: ") && Contains("against: another post number"));
}

TEST_CASE_METHOD(Candidates, "who was merged into another leads to him, until it is undone") {
  for (const int id : {61, 62, 63}) {
    somebody(id);
    make_customer("200" + std::to_string(id));
  }
  somebody(62).head.id = to_abi("70");
  builder.order().number = to_abi("20070"), builder.order().customer_id = to_abi("2070");
  CHECK_THAT(decision(70), Contains("|customer 10002: e-mail, street and ZIP, last name, first name"));
  const auto now = [&] { return wawi.show("orders", {"key=id:70"}).at(0); };
  const auto act = [&](const char* action, const char* customer, const std::vector<std::string>& into = {}) {
    REQUIRE(wawi.act(action, {customer}, into) == OB_OK);
    REQUIRE(wawi.outcomes.at(0).outcome == OB_UPDATED);
  };
  act("merge-customers", "10002", {"customer=10001"});
  CHECK_THAT(now(), Contains("|customer 10001: e-mail, street and ZIP, last name, first name") &&
                        Contains("as customer 10002, who was merged into him"));
  act("merge-customers", "10001", {"customer=10003"});
  CHECK_THAT(now(), Contains("|customer 10003: e-mail") && Contains("as customer 10002"));
  CHECK(wawi.act("take-over", {"id:70"}) == OB_OK);
  CHECK(value(file, "SELECT cKundenNr FROM \"Verkauf.tAuftrag\" WHERE kShopauftrag=70") == "10003");
  act("undo-merge", "10001");
  act("undo-merge", "10002");
  somebody(62).head.id = to_abi("71");
  builder.order().number = to_abi("20071"), builder.order().customer_id = to_abi("2071");
  CHECK_THAT(decision(71), Contains("|customer 10002: e-mail") && !Contains("merged"));
}

TEST_CASE_METHOD(Candidates, "the way to candidates is by index") {
  for (const auto* sql : {"SELECT kKunde FROM \"orderbridge.tKundensuche\" WHERE cMail='1' AND cMail<>''",
                          "SELECT kKunde FROM \"orderbridge.tKundensuche\" WHERE cName='1' AND cName<>''",
                          "SELECT kKunde FROM \"orderbridge.tKundensuche\" WHERE cUSTID='1' AND cUSTID<>''",
                          "SELECT kKunde FROM tkunde WHERE cKundenNr='1'",
                          "SELECT * FROM tAdresse WHERE kKunde=1 AND nStandard=1",
                          "SELECT kKunde FROM tInetKundeShop WHERE kInetKunde=1 AND kShop=1"}) {
    INFO(sql);
    const auto plan = rows(file, std::string("EXPLAIN QUERY PLAN ") + sql);
    REQUIRE_FALSE(plan.empty());
    for (const auto& step : plan) CHECK_THAT(step, Contains("SEARCH") && !Contains("SCAN"));
  }
}
