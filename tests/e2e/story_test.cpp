// SPDX-License-Identifier: MIT
// The whole story, from the open order in the shop to the completed one and back, with recorded orders:
// gross, net, tax-free, voucher, francs, sixty lines. After each step the shop shows what it must, and a
// second run changes nothing.
#include <catch2/catch.hpp>
#include <sstream>

#include "bridge.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using Catch::Matchers::Contains;
using orderbridge::sandbox::SandboxShop;

namespace {

struct Story {
  Story() : bridge((shop.start(), shop.url())) {
    bridge.on_written = "<onWritten status=\"in_process\"/>";
    bridge.more_pipelines =
        "<pipeline id=\"status\" title=\"Statusabgleich\"><from connection=\"wawi\"/><to "
        "connection=\"shop\"/><errorHandler><redeliveryPolicy maximumRedeliveryTime=\"0s\"/></errorHandler>"
        "</pipeline>";
    bridge.actions =
        "<actions><action id=\"worker\" title=\"JTL-Worker\" connection=\"wawi\" "
        "run=\"take-over\"/></actions>";
  }
  e2e::Finished act(std::vector<std::string> words) {
    words.insert(words.begin(), {"action", "wawi"});
    words.push_back("--yes");
    return bridge.host(words);
  }
  /// Runs the way back twice: the second time nothing may happen.
  std::string tell() {
    const auto told = bridge.host({"run", "status", "--quiet"});
    const auto puts = shop.counters().puts().size();
    const auto again = bridge.host({"run", "status", "--quiet"});
    INFO(told.out << told.err << again.out);
    CHECK_THAT(again.out, Contains("0  told") && !Contains("Not told, and why"));
    CHECK(shop.counters().puts().size() == puts);
    return told.out;
  }
  /// What the last run left is not said as news by the next one, but the exit code still tells of it.
  bool is_said_once() {
    const auto again = bridge.host({"run", "status", "--quiet"});
    return again.exit_code == 1 && again.out.find("Not told, and why") == std::string::npos;
  }
  const orderbridge::sandbox::OrderState state(std::int64_t id) { return *shop.store().state(id); }
  /// Sales order number of a shop order.
  std::string sales_order(const std::string& id) {
    const auto rows = bridge.staged("SELECT cAuftragsNr FROM \"Verkauf.tAuftrag\" WHERE kShopauftrag=" + id);
    return rows.empty() ? std::string() : rows.front();
  }

  SandboxShop shop;
  e2e::Bridge bridge;
};

}  // namespace

TEST_CASE("from open to completed, with tracking, payment and a correction on the way") {
  Story t;
  REQUIRE(t.bridge.host({"run", "import", "--quiet"}).exit_code <= 1);
  const auto waiting = t.bridge.host({"view", "wawi", "orders", "--limit", "100"});
  INFO(waiting.out << waiting.err);
  CHECK_THAT(waiting.out, Contains("20002"));
  CHECK(t.tell().find("told") != std::string::npos);
  CHECK(t.state(57).status == 1);

  // Two guests were taken for new customers twice, so their next orders fit two customers equally.
  for (const auto* id : {"id:194", "id:204", "id:197", "id:207"})
    CHECK(t.act({"take-over", id, "--set", "customer=new"}).exit_code == 0);
  // The worker takes what is certain; what waits is named with its reason.
  const auto worker = t.act({"take-over", "--yes"});
  INFO(worker.out << worker.err);
  const auto taken = t.bridge.staged("SELECT kShopauftrag FROM \"Verkauf.tAuftrag\" ORDER BY kShopauftrag");
  CHECK(taken.size() >= 4);
  const auto left = t.bridge.staged(
      "SELECT kInetBestellung FROM \"orderbridge.tBestellung\" WHERE kAuftrag IS NULL ORDER BY "
      "kInetBestellung");
  CHECK(left.size() >= 2);
  CHECK_THAT(worker.out, Contains("waits for a person") && Contains("fit about equally"));
  for (const auto& id : left) {
    const auto by_hand = t.act({"take-over", "id:" + id, "--set", "customer=new"});
    INFO(by_hand.out << by_hand.err);
    CHECK(by_hand.exit_code == 0);
  }
  CHECK(t.bridge.staged("SELECT count(*) FROM \"Verkauf.tAuftrag\"").front() == "39");
  t.tell();
  for (const auto& id : t.bridge.staged()) CHECK(t.state(std::stoll(id)).status == 1);  // accepted
  // Orders are staged, status updates are told, actions are done.
  const auto runs = t.bridge.host({"runs", "--limit", "50"}).out;
  CHECK_THAT(runs, Contains("59 listed, 39 staged") && Contains(" told") && Contains(" done"));
  CHECK_THAT(t.bridge.host({"status"}).out, Contains("39 staged"));

  // Six orders of different kinds go the whole way.
  const auto kinds = t.bridge.staged(
      "SELECT kInetBestellung FROM (SELECT kInetBestellung, row_number() OVER (PARTITION BY "
      "nBasis,nSteuerfrei,cWaehrung "
      "ORDER BY kInetBestellung) AS n FROM \"orderbridge.tBestellung\") WHERE n <= 3 ORDER BY "
      "kInetBestellung");
  REQUIRE(kinds.size() >= 6);
  for (const auto& id : kinds) {
    INFO("order " << id);
    const auto number = t.sales_order(id);
    const auto shop_id = std::stoll(id);
    const auto positions =
        std::stoi(t.bridge
                      .staged("SELECT count(*) FROM \"Verkauf.tAuftragPosition\" WHERE nType IN (1,11) AND "
                              "kAuftrag=(SELECT kAuftrag FROM \"Verkauf.tAuftrag\" WHERE kShopauftrag=" +
                              id + ")")
                      .front());
    const auto quantity =
        t.bridge
            .staged(
                "SELECT fAnzahl FROM \"Verkauf.tAuftragPosition\" WHERE nSort=1 AND kAuftrag="
                "(SELECT kAuftrag FROM \"Verkauf.tAuftrag\" WHERE kShopauftrag=" +
                id + ")")
            .front();
    if (positions > 1 || quantity != "1") {
      const auto part = t.act({"deliver", number, "--set", "positions=#1=1", "--set", "carrier=DHL", "--set",
                               "tracking=JD" + id});
      INFO(part.out << part.err);
      CHECK(part.exit_code == 0);
      t.tell();
      CHECK(t.state(shop_id).status == 6);
      CHECK(t.state(shop_id).tracking_code == "JD" + id);
    }
    CHECK(t.act({"deliver", number, "--set", "carrier=DPD", "--set", "tracking=DP" + id}).exit_code == 0);
    t.tell();
    CHECK(t.state(shop_id).status == 7);
    CHECK_THAT(t.state(shop_id).tracking_code, Contains("DP" + id));
    const auto open =
        t.bridge
            .staged(
                "SELECT e.nZahlungStatus FROM \"Verkauf.tAuftragEckdaten\" e JOIN \"Verkauf.tAuftrag\" a ON "
                "a.kAuftrag=e.kAuftrag WHERE a.kShopauftrag=" +
                id)
            .front();
    if (open != "2") {
      CHECK(t.act({"pay", number}).exit_code == 0);
      const auto before = t.state(shop_id).payment;
      t.tell();
      const bool kept =
          before != 0 && before != 11 && before != 12 && before != 17;  // somebody's own, e.g. reserved
      CHECK(t.state(shop_id).payment == (kept ? before : 12));
      CHECK((kept || t.state(shop_id).cleared_date != "null"));
    }
    CHECK(t.act({"complete", number}).exit_code == 0);
    t.tell();
    CHECK(t.state(shop_id).status == 2);
  }

  // Late corrections travel, too.
  const auto& first = kinds.front();
  const auto number = t.sales_order(first);
  CHECK(t.act({"add-tracking", number, "--set", "tracking=SPAET1"}).exit_code == 0);
  t.tell();
  CHECK_THAT(t.state(std::stoll(first)).tracking_code, Contains("SPAET1"));
  CHECK(t.act({"reopen", number}).exit_code == 0);
  CHECK(t.act({"cancel-delivery", number}).exit_code == 0);
  t.tell();
  CHECK(t.state(std::stoll(first)).status == 2);  // a completed order goes back by a person only

  // What we told the shop does not come back as a change of the order; the ERP counts no payment twice.
  const auto import = t.bridge.host({"run", "import", "--quiet"});
  INFO(import.out << import.err);
  CHECK_THAT(import.out, Contains("0  staged"));
  const auto doubled = t.bridge.staged(
      "SELECT count(*) FROM (SELECT kBestellung FROM tZahlung GROUP BY kBestellung HAVING count(*) > 1)");
  CHECK(doubled.front() == "0");
  CHECK(t.bridge.host({"verify", "import"}).exit_code == 0);
  const auto story = t.bridge.host({"explain", first}).out;
  INFO(story);
  CHECK_THAT(story, Contains("staged") && Contains("the shop was told, and confirmed it: completed, paid"));
  CHECK_THAT(t.bridge.host({"view", "wawi", "sales-orders", number}).out, Contains("Übernahme"));
}

TEST_CASE("a shop that was down for days is brought up to date with one change per order") {
  Story t;
  t.bridge.host({"run", "import", "--quiet"});
  t.act({"take-over", "--yes"});
  const auto taken =
      t.bridge.staged("SELECT kShopauftrag FROM \"Verkauf.tAuftrag\" ORDER BY kShopauftrag LIMIT 5");
  REQUIRE(taken.size() == 5);
  t.tell();
  t.shop.faults().add("500-empty:on=any");
  for (const auto& id : taken) {
    const auto number = t.sales_order(id);
    CHECK(t.act({"deliver", number, "--set", "tracking=T" + id}).exit_code == 0);
    CHECK(t.bridge.host({"run", "status", "--quiet"}).exit_code > 0);
    t.act({"pay", number});
    CHECK(t.act({"complete", number}).exit_code == 0);
    CHECK(t.bridge.host({"run", "status", "--quiet"}).exit_code > 0);
  }
  t.shop.faults().clear();
  const auto before = t.shop.counters().puts().size();
  t.tell();
  CHECK(t.shop.counters().puts().size() == before + 5);
  for (const auto& id : taken) {
    CHECK(t.state(std::stoll(id)).status == 2);
    CHECK(t.state(std::stoll(id)).tracking_code == "T" + id);
  }
}

TEST_CASE("a person's state in the shop is left and said, and the next change of the ERP tries again") {
  Story t;
  t.bridge.host({"run", "import", "--quiet"});
  t.act({"take-over", "id:57", "--set", "customer=new"});
  t.tell();
  t.shop.store().set_status(57, 8, true);
  t.act({"deliver", t.sales_order("57"), "--set", "tracking=T57"});
  const auto told = t.bridge.host({"run", "status", "--quiet"});
  INFO(told.out << told.err);
  CHECK(told.exit_code == 1);
  CHECK_THAT(told.out, Contains("Not told, and why") && Contains("clarification"));
  CHECK(t.state(57).status == 8);
  CHECK(t.state(57).tracking_code == "T57");
  CHECK(t.is_said_once());
  t.shop.store().set_status(57, 1, true);
  t.act({"complete", t.sales_order("57")});
  t.tell();
  CHECK(t.state(57).status == 2);
  CHECK_THAT(t.bridge.host({"dead-letters", "list"}).out, !Contains("status"));
}

TEST_CASE("an order that a person cancels in the shop stays cancelled, whatever the ERP says later") {
  Story t;
  t.bridge.host({"run", "import", "--quiet"});
  t.act({"take-over", "id:57", "--set", "customer=new"});
  t.tell();
  REQUIRE(t.state(57).status == 1);
  REQUIRE(t.state(57).payment == 17);
  t.shop.store().set_status(57, 4, true);

  // The payment is a fact, the cancellation a person's: one is told, the other left and said, once.
  CHECK(t.act({"pay", t.sales_order("57")}).exit_code == 0);
  const auto paid = t.bridge.host({"run", "status", "--quiet"});
  INFO(paid.out << paid.err);
  CHECK(paid.exit_code == 1);
  CHECK_THAT(paid.out, Contains("1 order needs attention") && Contains("order state 4 (cancelled"));
  CHECK(t.state(57).status == 4);
  CHECK(t.state(57).payment == 12);
  const auto puts = t.shop.counters().puts().size();
  CHECK(t.is_said_once());
  CHECK(t.shop.counters().puts().size() == puts);

  // The import hears of the cancellation, and of nothing that we did ourselves.
  const auto import = t.bridge.host({"run", "import", "--quiet"});
  INFO(import.out << import.err);
  CHECK_THAT(import.out, Contains("cancelled in the shop") && !Contains("open again"));
  CHECK_THAT(t.bridge.host({"run", "import", "--quiet"}).out, !Contains("open again"));

  // Delivered all the same: that is another word of the ERP, so it is said again.
  CHECK(t.act({"deliver", t.sales_order("57"), "--set", "tracking=T57"}).exit_code == 0);
  const auto delivered = t.bridge.host({"run", "status", "--quiet"});
  INFO(delivered.out << delivered.err);
  CHECK(delivered.exit_code == 1);
  CHECK_THAT(delivered.out, Contains("7 (completely delivered)"));
  CHECK(t.state(57).status == 4);
  CHECK(t.state(57).tracking_code == "T57");
  CHECK(t.is_said_once());
  const auto letters = t.bridge.host({"dead-letters", "list"}).out;
  INFO(letters);
  CHECK_THAT(letters, Contains("left as it is in the shop"));
  for (const auto& entry : t.state(57).history) CHECK((entry.status != 1 || entry.previous_status != 4));
}

TEST_CASE("what a person says of the payment stays, and so does what was set back by a person") {
  Story t;
  t.bridge.host({"run", "import", "--quiet"});
  for (const auto* id : {"57", "60"}) t.act({"take-over", "id:" + std::string(id), "--set", "customer=new"});
  t.tell();
  REQUIRE(t.state(57).payment == 17);
  t.shop.store().set_payment(57, 12, true);
  t.shop.store().set_status(60, 0, true);
  CHECK(t.act({"pay", t.sales_order("57"), "--set", "amount=1.00"}).exit_code == 0);
  CHECK(t.act({"deliver", t.sales_order("60"), "--set", "tracking=T60"}).exit_code == 0);
  const auto told = t.bridge.host({"run", "status", "--quiet"});
  INFO(told.out << told.err);
  CHECK(told.exit_code == 1);
  CHECK_THAT(told.out, Contains("2 orders need attention") && Contains("payment state 12 (completely paid)"));
  CHECK(t.state(57).payment == 12);
  CHECK(t.state(57).status == 1);
  CHECK(t.state(60).status == 0);
  CHECK(t.state(60).tracking_code == "T60");
  CHECK(t.is_said_once());
}

TEST_CASE("the configuration can say that the ERP has the last word") {
  Story t;
  t.bridge.more_pipelines =
      "<pipeline id=\"status\"><from connection=\"wawi\"/><to connection=\"shop\" replaces=\"cancelled "
      "completely_delivered 8\" replacesPayment=\"paid\"/></pipeline>";
  t.bridge.host({"run", "import", "--quiet"});
  t.act({"take-over", "id:57", "--set", "customer=new"});
  t.tell();
  t.shop.store().set_status(57, 4, true);
  t.shop.store().set_payment(57, 12, true);
  CHECK(t.act({"pay", t.sales_order("57"), "--set", "amount=1.00"}).exit_code == 0);
  const auto told = t.bridge.host({"run", "status", "--quiet"});
  INFO(told.out << told.err);
  CHECK(told.exit_code == 0);
  CHECK(t.state(57).status == 1);
  CHECK(t.state(57).payment == 11);
  CHECK(t.act({"deliver", t.sales_order("57")}).exit_code == 0);
  t.tell();
  CHECK(t.state(57).status == 7);
  CHECK(t.act({"cancel-delivery", t.sales_order("57")}).exit_code == 0);
  t.tell();
  CHECK(t.state(57).status == 1);
}

TEST_CASE(
    "a lost journal: orders that the shop shows as marked are left and said, until they are read again") {
  Story t;
  t.bridge.host({"run", "import", "--quiet"});
  t.act({"take-over", "id:57", "--set", "customer=new"});
  REQUIRE(t.state(57).status == 1);
  for (const char* side : {"", "-wal", "-shm"})
    std::filesystem::remove(t.bridge.journal_file().string() + side);
  CHECK(t.act({"deliver", t.sales_order("57"), "--set", "tracking=T57"}).exit_code == 0);
  const auto unknown = t.bridge.host({"run", "status", "--quiet"});
  INFO(unknown.out << unknown.err);
  CHECK(unknown.exit_code == 1);
  CHECK(t.state(57).status == 1);  // ours, or a person's: nobody knows
  CHECK(t.state(57).tracking_code == "T57");
  t.bridge.host({"import", "57"});
  CHECK(t.act({"add-tracking", t.sales_order("57"), "--set", "tracking=U57"}).exit_code == 0);
  t.tell();
  CHECK(t.state(57).status == 7);
}

TEST_CASE("an order cancelled in the ERP, and so in the shop, is no matter for the next import") {
  Story t;
  t.bridge.host({"run", "import", "--quiet"});
  t.act({"take-over", "id:57", "--set", "customer=new"});
  t.tell();
  CHECK(t.act({"cancel", t.sales_order("57"), "--set", "reason=doppelt"}).exit_code == 0);
  t.tell();
  CHECK(t.state(57).status == 4);
  const auto import = t.bridge.host({"run", "import", "--quiet"});
  INFO(import.out << import.err);
  CHECK_THAT(import.out, !Contains("cancel it in the ERP"));
  CHECK_THAT(t.bridge.host({"explain", "57"}).out, Contains("cancelled in the shop and in the ERP"));

  // A person opens it again there: the ERP has it as cancelled, and somebody must know.
  t.shop.store().set_status(57, 1, true);
  const auto open = t.bridge.host({"run", "import", "--quiet"});
  INFO(open.out << open.err);
  CHECK(open.exit_code == 1);
  CHECK_THAT(open.out, Contains("open again in the shop"));
  CHECK_THAT(t.bridge.host({"run", "import", "--quiet"}).out,
             !Contains("open again in the shop"));  // said once
}

TEST_CASE("an order cancelled in the shop while it is staged is flagged and not taken over") {
  Story t;
  t.bridge.host({"run", "import", "--quiet"});
  t.shop.store().set_status(57, 4, true);
  const auto seen = t.bridge.host({"run", "import", "--quiet"});
  INFO(seen.out << seen.err);
  CHECK_THAT(seen.out, Contains("cancelled in the shop"));
  const auto worker = t.act({"take-over", "id:57"});
  CHECK_THAT(worker.out + worker.err, Contains("cancelled in the shop"));
  CHECK(t.sales_order("57").empty());
}
