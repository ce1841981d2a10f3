// SPDX-License-Identifier: MIT
// Orders that are already there and come again with another version.
#include <catch2/catch.hpp>

#include "fake_host.hpp"

using namespace ob_test;
using orderbridge::OrderBuilder;
using orderbridge::to_abi;

namespace {

struct Fixture {
  Folder folder;
  Wawi wawi{folder};
  std::string file = folder.file("wawi.db");
  OrderBuilder builder;
  Fixture() {
    REQUIRE(wawi.open() == OB_OK);
    for (int id : {62, 63}) {
      fill_order(builder, id);
      REQUIRE(write().outcome == OB_WRITTEN);
    }
  }
  const Reported& write() {
    REQUIRE(wawi.write(builder.finish()) == OB_OK);
    return wawi.reported[0];
  }
  ob_order& changed(const char* content, const char* payment) {
    auto& order = fill_order(builder, 63);
    order.head.content_version = to_abi(content);
    order.head.payment_version = to_abi(payment);
    return order;
  }
  void set_state(int state) {
    run_sql(file, "UPDATE \"orderbridge.tBestellung\" SET nZustand=" + std::to_string(state) +
                      " WHERE kInetBestellung=63");
  }
  std::string one(const std::string& sql) { return value(file, "SELECT " + sql); }
  std::vector<std::string> all(const std::string& sql) { return rows(file, "SELECT " + sql); }
};
using Rows = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Fixture, "a staged order follows the shop and keeps the positions it has") {
  CHECK(all("kInetBestellPos,cName FROM tinetbestellpos WHERE kInetBestellung=63") ==
        Rows{"4|Münsterländer Lagerkorn 32%", "5|Sonnenbrille", "6|Versandkosten"});
  auto& order = changed("c2", "p1");
  order.customer_comment = to_abi("Bitte klingeln");
  builder.billing().city = to_abi("Augsburg");
  builder.line(1).id = to_abi("639");  // another line in its place
  builder.line(1).name = to_abi("Hut");
  CHECK(write().outcome == OB_UPDATED);
  CHECK(wawi.reported[0].remote_id == "1:63");
  CHECK(all("kInetBestellPos,cName FROM tinetbestellpos WHERE kInetBestellung=63") ==
        Rows{"4|Münsterländer Lagerkorn 32%", "6|Versandkosten", "7|Hut"});
  CHECK(one("cKommentar FROM tinetbestellung WHERE kInetBestellung=63") == "Bitte klingeln");
  CHECK(one("cOrt FROM \"DbeS.tRechnungadresse\" WHERE kInetBestellung=63") == "Augsburg");
  CHECK(one("cStadt FROM tinetkunde WHERE kInetKunde=1063") == "Augsburg");
  CHECK(one("cInhalt,cZahlung FROM \"orderbridge.tBestellung\" WHERE kInetBestellung=63") == "c2|p1");
  CHECK(one("count(*) FROM tInetBestellungAttribute WHERE kInetBestellung=63") == "4");
  CHECK(one("count(*) FROM tinetbestellpos WHERE kInetBestellung=62") == "3");
  CHECK(write().outcome == OB_DUPLICATE);
}

TEST_CASE_METHOD(Fixture, "an update that is refused leaves the order as it was") {
  changed("c2", "p1");
  const std::string zip(21, '9');
  SECTION("by the limits") {
    builder.billing().zip = to_abi(zip);
  }
  SECTION("by the database") {
    run_sql(file,
            "CREATE TRIGGER planted BEFORE INSERT ON tinetbestellpos WHEN NEW.cName='Hut' BEGIN SELECT "
            "RAISE(ABORT,'planted'); END");
    builder.line(2).name = to_abi("Hut");
  }
  CHECK(write().outcome == OB_WRITE_REJECTED);
  CHECK(one("cInhalt FROM \"orderbridge.tBestellung\" WHERE kInetBestellung=63") == "c1");
  CHECK(one("count(*) FROM tinetbestellpos WHERE kInetBestellung=63") == "3");
}

TEST_CASE_METHOD(Fixture, "a payment is entered, corrected and taken back") {
  const auto pay = [&](const char* version, const char* state, const char* amount) {
    auto& order = changed("c1", version);
    order.payment_state = to_abi(state);
    order.paid_amount = decimal(amount);
    return write().outcome;
  };
  const std::string payment = "fBetrag FROM tInetShopZahlung WHERE kInetBestellung=63",
                    state =
                        "cValue FROM tInetBestellungAttribute WHERE kInetBestellung=63 AND cName="
                        "'orderbridge.payment-state'";
  CHECK(pay("p2", "partially_paid", "44.87") == OB_UPDATED);
  CHECK(one(payment) == "44.87");
  CHECK(one(state) == "partially_paid");
  CHECK(pay("p3", "paid", "144.87") == OB_UPDATED);
  CHECK(one(payment) == "144.87");
  CHECK(one(state) == "paid");
  CHECK(pay("p3", "paid", "144.87") == OB_DUPLICATE);
  CHECK(pay("p4", "open", "0") == OB_UPDATED);
  CHECK(one("count(*) FROM tInetShopZahlung") == "0");
  CHECK(one(state) == "open");
}

TEST_CASE_METHOD(Fixture, "content and payment change together") {
  auto& order = changed("c2", "p2");
  order.payment_state = to_abi("paid");
  CHECK(write().outcome == OB_UPDATED);
  CHECK(one("cInhalt,cZahlung FROM \"orderbridge.tBestellung\" WHERE kInetBestellung=63") == "c2|p2");
  CHECK(one("fBetrag FROM tInetShopZahlung") == "144.87");
}

TEST_CASE_METHOD(Fixture, "what was taken over or cancelled is not changed, but its payment is") {
  const bool cancelled = GENERATE(false, true);
  set_state(cancelled ? OB_FOUND_CANCELLED : OB_FOUND_TAKEN_OVER);
  auto& order = changed("c2", "p2");
  order.customer_comment = to_abi("zu spät");
  order.payment_state = to_abi("paid");
  CHECK(write().outcome == OB_DUPLICATE);
  CHECK(wawi.reported[0].found == (cancelled ? "cancelled" : "taken-over"));
  CHECK_FALSE(wawi.reported[0].text.empty());
  CHECK(one("cKommentar FROM tinetbestellung WHERE kInetBestellung=63") == "");
  CHECK(one("cInhalt,cZahlung FROM \"orderbridge.tBestellung\" WHERE kInetBestellung=63") == "c1|p2");
  CHECK(one("fBetrag FROM tInetShopZahlung") == "144.87");
}

TEST_CASE_METHOD(Fixture, "a payment alone updates what was taken over") {
  set_state(OB_FOUND_TAKEN_OVER);
  changed("c1", "p2").payment_state = to_abi("paid");
  CHECK(write().outcome == OB_UPDATED);
  CHECK(wawi.reported[0].found.empty());
}

TEST_CASE_METHOD(Fixture,
                 "a payment for an order that is cancelled here is entered, and for a person to see") {
  set_state(OB_FOUND_CANCELLED);
  const bool both = GENERATE(false, true), content = GENERATE(false, true);
  auto& order = changed(content ? "c2" : "c1", "p2");
  if (both) order.state = to_abi("cancelled");
  order.payment_state = to_abi("paid");
  CHECK(write().outcome == OB_DUPLICATE);
  CHECK(wawi.reported[0].code == (content ? "cancelled" : "payment-of-cancelled"));
  CHECK(wawi.reported[0].found == (both || content ? "cancelled" : "payment-of-cancelled"));
  CHECK(wawi.reported[0].text.find("paid in the shop although the order is cancelled") != std::string::npos);
  CHECK(one("fBetrag FROM tInetShopZahlung") == "144.87");
  changed("c1", "p2").payment_state = to_abi("paid");
  CHECK(write().text.empty());
  changed("c1", "p3");  // taken back
  CHECK(write().outcome == OB_UPDATED);
  CHECK(wawi.reported[0].text.empty());
}

TEST_CASE_METHOD(Fixture, "a host without versions changes nothing") {
  auto& order = changed("c2", "p2");
  order.head.content_version = order.head.payment_version = {};
  CHECK(write().outcome == OB_DUPLICATE);
  CHECK(one("cInhalt FROM \"orderbridge.tBestellung\" WHERE kInetBestellung=63") == "c1");
}
