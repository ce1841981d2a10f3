// SPDX-License-Identifier: MIT
// From the staged order to the completed sales order, and what the shop is told on the way: each action, its
// refusals, the stock, several at once.
#include <catch2/catch.hpp>
#include <fstream>
#include <orderbridge/views.hpp>
#include <thread>

#include "fake_host.hpp"

using namespace ob_test;
using Catch::Matchers::Contains;
using orderbridge::OrderBuilder;
using orderbridge::to_abi;
using Rows = std::vector<std::string>;

namespace {

struct Sales {
  Folder folder;
  Wawi wawi{folder};
  std::string file = folder.file("wawi.db");
  OrderBuilder builder;
  Sales() { REQUIRE(wawi.open() == OB_OK); }

  ob_order& fill(int id, const char* last_name = "Groß") {
    auto& order = fill_order(builder, id);
    builder.billing().last_name = to_abi(last_name);
    return order;
  }
  void write() {
    REQUIRE(wawi.write(builder.finish()) == OB_OK);
    INFO(wawi.reported[0].text);
    REQUIRE(wawi.reported[0].outcome != OB_WRITE_REJECTED);
  }
  void stage(int id, const char* last_name = "Groß") {
    fill(id, last_name);
    write();
  }
  /// The one outcome of an action on one order.
  const Wawi::Outcome& act(const std::string& action, const std::string& key,
                           const std::vector<std::string>& parameters = {}) {
    const auto status = wawi.act(action, {key}, parameters);
    INFO(action << " " << key << ": " << wawi.failure);
    REQUIRE(status == OB_OK);
    REQUIRE(wawi.outcomes.size() == 1);
    return wawi.outcomes.front();
  }
  std::string one(const std::string& sql) { return value(file, "SELECT " + sql); }
  std::vector<std::string> all(const std::string& sql) { return rows(file, "SELECT " + sql); }
  std::string stock(const std::string& number) {
    return one(
        "fLagerbestand||'/'||fInAuftraegen||'/'||fVerfuegbar FROM tlagerbestand l JOIN tArtikel a ON "
        "a.kArtikel=l.kArtikel WHERE cArtNr='" +
        number + "'");
  }
  void import_stock(const std::string& text) {
    std::ofstream(folder.file("bestand.csv")) << text;
    REQUIRE(wawi.act("import-stock", {}, {"file=bestand.csv"}) == OB_OK);
  }
};

}  // namespace

TEST_CASE_METHOD(Sales, "taken over: number, positions, addresses, payment, link, history") {
  auto& order = fill(63);
  order.payment_state = to_abi("paid");
  order.customer_comment = to_abi("Bitte klingeln");
  write();
  const auto& taken = act("take-over", "20063");
  CHECK(taken.outcome == OB_WRITTEN);
  CHECK(taken.remote_id == "AU1");
  CHECK_THAT(taken.text, Contains("customer 10001 (new)") &&
                             Contains("unknown articles became free positions: SW1000, SW1001"));
  CHECK(one("cAuftragsNr||'|'||kShopauftrag||'|'||cExterneAuftragsnummer||'|'||cWaehrung||'|'||cKundenNr "
            "FROM \"Verkauf.tAuftrag\"") == "AU1|63|20063|EUR|10001");
  CHECK(all("nSort,cArtNr,fAnzahl,nType FROM \"Verkauf.tAuftragPosition\" ORDER BY nSort") ==
        Rows{"1|SW1000|2|1", "2|SW1001|1|1", "3||1|2"});
  CHECK(one("fWertBrutto||'|'||fZahlung||'|'||fOffenerWert||'|'||nZahlungStatus FROM "
            "\"Verkauf.tAuftragEckdaten\"") == "144.87|144.87|0|2");
  CHECK(all("nTyp,cName,cISO FROM \"Verkauf.tAuftragAdresse\" ORDER BY nTyp") ==
        Rows{"0|Groß|DE", "1|Groß|DE"});
  CHECK(one("cAnmerkung FROM \"Verkauf.tAuftragText\"") == "Bitte klingeln");
  CHECK(one("kKunde FROM tInetKundeShop") == "1");
  CHECK(one("cUebernommen FROM \"orderbridge.tStand\"") == "c1");
  wawi.lookup({"63"});
  CHECK(wawi.found[0].state == OB_FOUND_TAKEN_OVER);
  CHECK(act("take-over", "id:63").outcome == OB_DUPLICATE);
  CHECK(one("count(*) FROM \"Verkauf.tAuftrag\"") == "1");
  CHECK(act("take-over", "999").outcome == OB_WRITE_REJECTED);
}

TEST_CASE_METHOD(Sales, "no customer is made of an address without name and company") {
  fill(63, "").payment_state = to_abi("open");
  builder.billing().first_name = to_abi(" ");
  write();
  for (const auto& into : {std::vector<std::string>{}, {"customer=new"}}) {
    const auto& refused = act("take-over", "20063", into);
    CHECK(refused.outcome == OB_SKIPPED);
    CHECK_THAT(refused.text, Contains("no name and no company"));
  }
  CHECK(one("count(*) FROM tkunde") == "0");
  CHECK(one("count(*) FROM \"Verkauf.tAuftrag\"") == "0");
  stage(64);
  REQUIRE(act("take-over", "20064").outcome == OB_WRITTEN);
  CHECK(act("take-over", "20063", {"customer=10001"}).outcome == OB_WRITTEN);  // a person knows who it is
  fill(65, "").email = to_abi("einkauf@example.org");
  builder.billing().first_name = {};
  builder.billing().company = to_abi("Firma GmbH");
  write();
  CHECK(act("take-over", "20065", {"customer=new"}).outcome == OB_WRITTEN);
}

TEST_CASE_METHOD(Sales, "the worker takes what is certain and leaves the rest with its reason") {
  stage(61);
  stage(62);  // the same man, another account: name and address say so
  fill(63).email = to_abi("juergen.gross@example.org");
  builder.billing().first_name = to_abi("Petra");  // his wife, with his e-mail
  write();
  fill(64, "Anders").email = to_abi("udo.anders@example.org");
  builder.billing().street = to_abi("Feldweg 3");
  write();
  REQUIRE(wawi.act("take-over") == OB_OK);
  REQUIRE(wawi.outcomes.size() == 4);
  CHECK(wawi.outcomes[0].outcome == OB_WRITTEN);
  CHECK(wawi.outcomes[1].outcome == OB_WRITTEN);
  CHECK_THAT(wawi.outcomes[1].text, Contains("customer 10001: e-mail, street and ZIP"));
  CHECK(wawi.outcomes[2].outcome == OB_SKIPPED);
  CHECK(wawi.outcomes[2].key == "20063");
  CHECK_THAT(wawi.outcomes[2].text, Contains("waits for a person") && Contains("another first name"));
  CHECK_THAT(wawi.outcomes[2].text, !Contains("Petra") && !Contains("@"));
  CHECK(one("count(DISTINCT kKunde) FROM \"Verkauf.tAuftrag\" WHERE kShopauftrag IN (61,62)") == "1");
  // A person decides.
  CHECK(act("take-over", "20063", {"customer=4711"}).outcome == OB_WRITE_REJECTED);
  CHECK_THAT(act("take-over", "20063", {"customer=10001"}).text, Contains("customer 10001"));
  REQUIRE(wawi.act("take-over") == OB_OK);
  CHECK(wawi.outcomes.empty());
  // The next order of her account is certain now.
  auto& next = fill(70);
  next.customer_id = to_abi("1063");
  builder.billing().first_name = to_abi("Petra");
  write();
  CHECK_THAT(act("take-over", "20070").text, Contains("shop customer already matched"));
}

TEST_CASE_METHOD(
    Sales, "stock: nothing on staging, reserved by takeover, taken out by delivery, freed by cancelling") {
  import_stock("Artikelnummer;Name;Bestand;EAN\nSW1000;Lagerkorn;10;4001\nSW1001;Brille;5,5;\n");
  CHECK_THAT(wawi.outcomes[0].text, Contains("2 articles set, 2 of them new"));
  stage(63);
  CHECK(stock("SW1000") == "10/0/10");
  act("take-over", "20063");
  CHECK(stock("SW1000") == "10/2/8");
  CHECK(act("deliver", "AU1", {"positions=SW1000=1", "carrier=DHL", "tracking=JD1"}).outcome == OB_UPDATED);
  CHECK(stock("SW1000") == "9/1/8");
  CHECK(act("cancel-delivery", "AU1").outcome == OB_UPDATED);
  CHECK(stock("SW1000") == "10/2/8");
  CHECK(act("cancel", "AU1", {"reason=doppelt"}).outcome == OB_UPDATED);
  CHECK(stock("SW1000") == "10/0/10");
  CHECK(act("reopen", "AU1").outcome == OB_UPDATED);
  CHECK(stock("SW1001") == "5.5/1/4.5");
  import_stock("SKU,stock\nSW1000,7\n");
  CHECK(stock("SW1000") == "7/2/5");
  std::ofstream(folder.file("bestand.csv")) << "Artikelnummer;Bestand\nSW1000;viel\n";
  CHECK(wawi.act("import-stock", {}, {"file=bestand.csv"}) == OB_REJECTED);
  CHECK_THAT(wawi.failure, Contains("bestand.csv:2") && Contains("no number"));
  CHECK(wawi.act("import-stock", {}, {"file=fehlt.csv"}) == OB_REJECTED);
}

TEST_CASE_METHOD(Sales, "what the shop is told: each state whole, twice the same, late corrections too") {
  stage(63);
  CHECK(wawi.statuses().empty());  // staged only
  act("take-over", "20063");
  CHECK(wawi.statuses() == Rows{"63 accepted"});
  CHECK(wawi.statuses().empty());
  act("deliver", "AU1", {"positions=630=2", "carrier=DHL", "tracking=JD1", "tracking=JD2"});
  CHECK(wawi.statuses() == Rows{"63 partially_delivered [LS1 DHL JD1,JD2 630=2]"});
  CHECK(wawi.statuses({"63"}) == Rows{"63 partially_delivered [LS1 DHL JD1,JD2 630=2]"});
  act("deliver", "AU1");
  CHECK(wawi.statuses() == Rows{"63 completely_delivered [LS1 DHL JD1,JD2 630=2] [LS2   631=1]"});
  act("add-tracking", "AU1", {"tracking=JD3", "carrier=DPD"});
  CHECK(wawi.statuses() == Rows{"63 completely_delivered [LS1 DHL JD1,JD2 630=2] [LS2 DPD JD3 631=1]"});
  CHECK(act("add-tracking", "AU1", {"tracking=JD3"}).outcome == OB_DUPLICATE);
  CHECK(wawi.statuses().empty());
  act("pay", "AU1", {"amount=44.87"});
  CHECK(wawi.statuses() ==
        Rows{"63 completely_delivered partially_paid 44.87 [LS1 DHL JD1,JD2 630=2] [LS2 DPD JD3 631=1]"});
  act("pay", "AU1");
  act("complete", "AU1");
  CHECK(wawi.statuses() == Rows{"63 completed paid 144.87 [LS1 DHL JD1,JD2 630=2] [LS2 DPD JD3 631=1]"});
  act("reopen", "AU1");
  act("cancel-delivery", "AU1", {"note=LS1"});
  act("pay", "AU1", {"amount=-144.87"});
  CHECK(wawi.statuses() == Rows{"63 partially_delivered open 0 [LS2 DPD JD3 631=1]"});
  CHECK(wawi.statuses({"99", "x"}) == Rows{"99 nothing-to-tell", "x nothing-to-tell"});
}

TEST_CASE_METHOD(Sales, "refusals say what is in the way and change nothing") {
  stage(63);
  CHECK_THAT(act("deliver", "20063").text, Contains("take it over first"));
  act("take-over", "20063");
  const auto refused = [&](const std::string& action, std::vector<std::string> parameters, const char* text) {
    const auto& outcome = act(action, "AU1", parameters);
    INFO(action);
    CHECK((outcome.outcome == OB_WRITE_REJECTED || outcome.outcome == OB_SKIPPED));
    CHECK_THAT(outcome.text, Contains(text));
  };
  refused("deliver", {"positions=SW9=1"}, "no single position");
  refused("deliver", {"positions=SW1000=3"}, "only 2 are open");
  refused("deliver", {"positions=SW1000=0"}, "above 0");
  refused("deliver", {"positions=SW1000=1", "positions=#1=1"}, "named twice");
  refused("deliver", {"positions=shipping=1"}, "no goods");
  refused("complete", {}, "not delivered completely");
  refused("cancel-delivery", {}, "no delivery note yet");
  refused("add-tracking", {"tracking=JD1"}, "no delivery note yet");
  refused("pay", {"amount=zwei"}, "no amount");
  refused("pay", {"amount=1.234"}, "two decimals");
  refused("pay", {"amount=-1"}, "only 0 were paid");
  refused("move-order", {"customer=4711"}, "no customer 4711");
  CHECK(one("count(*) FROM tZahlung") == "0");
  CHECK(one("count(*) FROM tLieferschein") == "0");
  CHECK(act("pay", "AU1", {"amount=10", "transaction=T1"}).outcome == OB_UPDATED);
  CHECK(act("pay", "AU1", {"amount=10", "transaction=T1"}).outcome == OB_DUPLICATE);
  act("deliver", "AU1");
  refused("deliver", {}, "delivered already");
  refused("cancel", {"reason=x"}, "cancel-delivery first");
  CHECK(wawi.act("cancel", {"AU1"}, {"reason=" + std::string(101, 'x')}) == OB_REJECTED);
  CHECK_THAT(wawi.failure, Contains("more than 100 characters"));
  CHECK(wawi.act("pay") == OB_REJECTED);
}

TEST_CASE_METHOD(Sales,
                 "cancelled in the shop while staged: flagged, not taken over; open again: taken over") {
  stage(63);
  fill(63).state = to_abi("cancelled");
  write();
  CHECK(wawi.reported[0].outcome == OB_UPDATED);
  CHECK(wawi.reported[0].code == "cancelled-in-shop");
  write();
  CHECK(wawi.reported[0].outcome == OB_DUPLICATE);
  REQUIRE(wawi.act("take-over") == OB_OK);
  CHECK(wawi.outcomes[0].outcome == OB_SKIPPED);
  CHECK_THAT(wawi.outcomes[0].text, Contains("cancelled in the shop"));
  CHECK_THAT(wawi.show("orders").front(), Contains("cancelled in the shop"));
  fill(63);
  write();
  CHECK(act("take-over", "20063").outcome == OB_WRITTEN);
}

TEST_CASE_METHOD(Sales, "paid and cancelled in one change: the payment is entered, staged and taken over") {
  const bool taken = GENERATE(false, true);
  stage(63);
  if (taken) act("take-over", "20063");
  const auto change = [&](const char* state) {
    auto& order = fill(63);
    order.state = to_abi(state);
    order.payment_state = to_abi("paid");
    order.head.payment_version = to_abi("p2");
    write();
  };
  change("cancelled");
  CHECK(wawi.reported[0].outcome == OB_UPDATED);
  CHECK(wawi.reported[0].code == "cancelled-in-shop");
  CHECK(one("count(*) FROM tInetShopZahlung WHERE kInetBestellung=63") == "1");
  CHECK(one("count(*) FROM tZahlung") == (taken ? "1" : "0"));
  change("in_process");
  CHECK(wawi.reported[0].code == "open-in-shop");
  if (!taken) CHECK(act("take-over", "20063").outcome == OB_WRITTEN);
  CHECK(one("count(*) FROM tZahlung") == "1");
}

TEST_CASE_METHOD(Sales,
                 "cancelled and changed in one: staged, the newest is there; taken over, both are said") {
  const bool taken = GENERATE(false, true);
  stage(63);
  if (taken) act("take-over", "20063");
  auto& order = fill(63);
  order.state = to_abi("cancelled");
  order.head.content_version = to_abi("c2");
  write();
  CHECK(wawi.reported[0].code == "cancelled-in-shop");
  CHECK(wawi.reported[0].outcome == (taken ? OB_DUPLICATE : OB_UPDATED));
  CHECK((wawi.reported[0].text.find("change the sales order by hand") != std::string::npos) == taken);
  CHECK((one("cInhalt FROM \"orderbridge.tBestellung\" WHERE kInetBestellung=63") == "c2") != taken);
}

TEST_CASE_METHOD(Sales, "a dry run of the take-over names what it would take, and changes nothing") {
  stage(63);
  stage(64);
  fill(64).state = to_abi("cancelled");
  write();
  REQUIRE(wawi.act("take-over", {}, {}, OB_ACTION_DRY_RUN) == OB_OK);
  REQUIRE(wawi.outcomes.size() == 2);
  CHECK(wawi.outcomes[0].outcome == OB_WRITTEN);
  CHECK(wawi.outcomes[0].key == "20063");
  CHECK(wawi.outcomes[0].remote_id == "63");
  CHECK(wawi.outcomes[1].outcome == OB_SKIPPED);
  CHECK(one("count(*) FROM \"Verkauf.tAuftrag\"") == "0");
  CHECK(one("count(*) FROM tkunde") == "0");
}

TEST_CASE_METHOD(Sales, "a staged order that is cancelled here is told, and can come back") {
  stage(63);
  CHECK(act("cancel", "20063", {"reason=Spaß"}).outcome == OB_UPDATED);
  CHECK(wawi.statuses() == Rows{"63 cancelled (Spaß)"});
  fill(63).state = to_abi("cancelled");  // the shop was told
  for (int i = 0; i < 2; ++i) {
    write();
    CHECK(wawi.reported[0].outcome == OB_DUPLICATE);
    CHECK(wawi.reported[0].found == "cancelled");
    CHECK(wawi.reported[0].text.empty());
  }
  fill(63);
  write();
  CHECK(wawi.reported[0].found.empty());
  CHECK(act("take-over", "20063").outcome == OB_WRITE_REJECTED);
  CHECK(act("reopen", "20063").outcome == OB_UPDATED);
  CHECK(act("take-over", "20063").outcome == OB_WRITTEN);
}

TEST_CASE_METHOD(Sales, "what changes in the shop after takeover is reported; its payment is entered once") {
  stage(63);
  act("take-over", "20063");
  fill(63).head.content_version = to_abi("c2");
  write();
  CHECK(wawi.reported[0].code == "taken-over");
  const auto paid = [&](const char* version, const char* state) {
    auto& order = fill(63);
    order.head.content_version = to_abi("c2");
    order.head.payment_version = to_abi(version);
    order.payment_state = to_abi(state);
    write();
  };
  paid("p2", "paid");
  CHECK(one("fZahlung FROM \"Verkauf.tAuftragEckdaten\"") == "144.87");
  CHECK(wawi.statuses() == Rows{"63 accepted"});  // the shop knows of its own payment
  paid("p3", "open");
  CHECK(one("fZahlung FROM \"Verkauf.tAuftragEckdaten\"") == "0");
  act("pay", "AU1");  // here; the shop is told and shows it as its own
  paid("p4", "paid");
  CHECK(one("fZahlung FROM \"Verkauf.tAuftragEckdaten\"") == "144.87");
  CHECK(one("count(*) FROM tZahlung") == "1");
  act("pay", "AU1", {"amount=-144.87"});  // taken back; the shop still shows what it was told before
  paid("p5", "paid");
  CHECK(one("fZahlung FROM \"Verkauf.tAuftragEckdaten\"") == "0");
  fill(63).head.content_version = to_abi("c2");  // the customer pays in the shop after all
  builder.order().head.payment_version = to_abi("p6");
  builder.order().payment_state = to_abi("paid");
  builder.order().transaction_id = to_abi("PP-1");
  write();
  CHECK(one("fZahlung FROM \"Verkauf.tAuftragEckdaten\"") == "144.87");
}

TEST_CASE_METHOD(Sales, "a wrong match is repaired: moved, merged, taken apart again") {
  stage(61);
  stage(62, "Anders");
  act("take-over", "20061", {"customer=new"});
  act("take-over", "20062", {"customer=new"});
  CHECK(act("move-order", "AU2", {"customer=10001"}).outcome == OB_UPDATED);
  CHECK(act("move-order", "AU2", {"customer=10001"}).outcome == OB_DUPLICATE);
  CHECK(all("cKundenNr FROM \"Verkauf.tAuftrag\" ORDER BY kAuftrag") == Rows{"10001", "10001"});
  CHECK(one("kKunde FROM tInetKundeShop WHERE kInetKunde=1062") == "1");
  act("move-order", "AU2", {"customer=10002"});
  CHECK(act("merge-customers", "10002", {"customer=10001"}).outcome == OB_UPDATED);
  CHECK(all("cKundenNr FROM \"Verkauf.tAuftrag\" ORDER BY kAuftrag") == Rows{"10001", "10001"});
  CHECK_THAT(act("merge-customers", "10002", {"customer=10001"}).text, Contains("was merged into 10001"));
  CHECK_THAT(act("merge-customers", "10001", {"customer=10001"}).text, Contains("himself"));
  CHECK(act("undo-merge", "10002").outcome == OB_UPDATED);
  CHECK(all("cKundenNr FROM \"Verkauf.tAuftrag\" ORDER BY kAuftrag") == Rows{"10001", "10002"});
  CHECK(one("kKunde FROM tInetKundeShop WHERE kInetKunde=1062") == "2");
  CHECK(act("undo-merge", "10002").outcome == OB_WRITE_REJECTED);
}

TEST_CASE("two workers and a person at once: one sales order each") {
  constexpr int kOrders = 60;
  Folder folder;
  std::deque<Wawi> wawis;
  for (int i = 0; i < 3; ++i) {
    wawis.emplace_back(folder);
    REQUIRE(wawis.back().open() == OB_OK);
  }
  OrderBuilder builder;
  std::vector<std::string> keys;
  for (int id = 1; id <= kOrders; ++id) {
    fill_order(builder, id);
    builder.billing().last_name =
        builder.keep("Kunde" + std::to_string(id) + std::string(static_cast<std::size_t>(id % 7), 'x'));
    builder.billing().street = builder.keep("Weg " + std::to_string(id));
    builder.order().email = builder.keep("k" + std::to_string(id) + "@example.org");
    REQUIRE(wawis[0].write(builder.finish()) == OB_OK);
    keys.push_back("id:" + std::to_string(kOrders + 1 - id));
  }
  std::vector<ob_status> statuses(3, OB_INTERNAL);
  std::vector<std::thread> threads;
  threads.emplace_back([&] { statuses[0] = wawis[0].act("take-over"); });
  threads.emplace_back([&] { statuses[1] = wawis[1].act("take-over"); });
  threads.emplace_back([&] { statuses[2] = wawis[2].act("take-over", keys); });
  for (auto& thread : threads) thread.join();
  int written = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    INFO(wawis[i].failure);
    CHECK(statuses[i] == OB_OK);
    for (const auto& outcome : wawis[i].outcomes) {
      INFO(outcome.key << ": " << outcome.text);
      CHECK((outcome.outcome == OB_WRITTEN || outcome.outcome == OB_DUPLICATE));
      written += outcome.outcome == OB_WRITTEN ? 1 : 0;
    }
  }
  CHECK(written == kOrders);
  const auto file = folder.file("wawi.db");
  CHECK(value(file, "SELECT count(*) FROM \"Verkauf.tAuftrag\"") == std::to_string(kOrders));
  CHECK(value(file, "SELECT count(DISTINCT kShopauftrag) FROM \"Verkauf.tAuftrag\"") ==
        std::to_string(kOrders));
  CHECK(value(file, "SELECT count(DISTINCT nAenderung) FROM \"orderbridge.tStand\"") ==
        std::to_string(kOrders));
}

TEST_CASE_METHOD(Sales, "prices: net, tax-free, voucher, francs") {
  auto& net = fill(61);
  net.price_basis = OB_BASIS_NET;
  net.currency = to_abi("CHF");
  net.currency_factor = decimal("1.1");
  write();
  auto& free = fill(62, "Frei");
  free.tax_free = 1;
  free.total_gross = decimal("121.74");
  auto& voucher = builder.add_line(OB_LINE_VOUCHER);
  voucher.id = to_abi("v1");
  voucher.name = to_abi("Gutschein");
  voucher.quantity = decimal("1");
  voucher.unit_price = decimal("-5");
  voucher.tax_rate = decimal("0");
  write();
  act("take-over", "20061");
  act("take-over", "20062", {"customer=new"});
  CHECK(
      all("cWaehrung,fFaktor,fWertBrutto FROM \"Verkauf.tAuftrag\" a JOIN \"Verkauf.tAuftragEckdaten\" e ON "
          "e.kAuftrag=a.kAuftrag ORDER BY a.kAuftrag") == Rows{"CHF|1.1|144.87", "EUR|1|121.74"});
  CHECK(
      all("fVkNetto,fMwSt,nType FROM \"Verkauf.tAuftragPosition\" WHERE kAuftrag=2 ORDER BY nSort").back() ==
      "-5|0|3");
  act("deliver", "AU2");
  CHECK(one("nKomplettAusgeliefert FROM \"Verkauf.tAuftrag\" WHERE kAuftrag=2") ==
        "1");  // vouchers are not sent
}

TEST_CASE("several shops in one Wawi: keys never collide, each order knows its shop") {
  Folder folder;
  Wawi one(folder), two(folder, {{"shop", "Zweitshop"}});
  REQUIRE(one.open() == OB_OK);
  REQUIRE(two.open() == OB_OK);
  OrderBuilder builder;
  for (auto* wawi : {&one, &two}) {
    fill_order(builder, 63);
    REQUIRE(wawi->write(builder.finish()) == OB_OK);
    REQUIRE(wawi->act("take-over", {"20063"}, {"customer=new"}) == OB_OK);
    CHECK(wawi->outcomes[0].outcome == OB_WRITTEN);
    CHECK(wawi->statuses() == Rows{"63 accepted"});
  }
  CHECK(one.show("sales-orders", {"shop=Zweit"}).size() == 1);
  CHECK(one.show("sales-orders").size() == 2);
}
