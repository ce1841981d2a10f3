// SPDX-License-Identifier: MIT
// The sink's half through the C table: what is handed out for an order, once, whatever changes and whoever
// dies.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <set>

#include "../jtlwawi/local_times.hpp"
#include "log_host.hpp"
#include "models.hpp"
#include "rpc/value.hpp"
#include "sqlite_store.hpp"

using namespace ob_test;
using namespace orderbridge::jtlconnector;
using Catch::Matchers::Contains;
using orderbridge::OrderBuilder;
using orderbridge::to_abi;
using Json = orderbridge::jtlconnector::Value;

namespace {

struct Desk {
  Folder folder;
  LogHost log;
  OrderBuilder builder;
  Wawi wawi;
  explicit Desk(Settings more = {}) : wawi(folder, with_store(std::move(more))) {
    REQUIRE(wawi.open() == OB_OK);
  }
  static Settings with_store(Settings more) {
    more["store"] = "jc.db";
    return more;
  }

  std::unique_ptr<SqliteStore> store() {
    return std::make_unique<SqliteStore>(folder.file("jc.db"), log.host());
  }
  Reported write(int id, const std::function<void(ob_order&)>& change = {}) {
    auto& order = fill_order(builder, id);
    if (change) change(order);
    REQUIRE(wawi.write(builder.finish()) == OB_OK);
    return wawi.reported[0];
  }
  /// Fetches all that waits and acknowledges it, customers first.
  std::vector<std::string> fetch() {
    std::vector<std::string> taken;
    const auto s = store();
    std::int64_t host = 100;
    for (const auto model : {Model::kCustomer, Model::kCustomerOrder, Model::kPayment})
      for (const auto& thing : s->pull(model, 1000)) {
        CHECK(s->acknowledge(model, thing.endpoint, ++host));
        if (model != Model::kCustomer)
          taken.push_back(thing.endpoint + (model == Model::kPayment ? " paid" : ""));
      }
    return taken;
  }
  Json model(Model kind) {
    const auto s = store();
    if (kind != Model::kCustomer)
      for (const auto& c : s->pull(Model::kCustomer, 10)) s->acknowledge(Model::kCustomer, c.endpoint, 7);
    if (kind == Model::kPayment)
      for (const auto& o : s->pull(Model::kCustomerOrder, 10))
        s->acknowledge(Model::kCustomerOrder, o.endpoint, 8);
    const auto things = s->pull(kind, 10);
    REQUIRE(things.size() == 1);
    auto parsed = parse_json(things[0].json);
    REQUIRE(parsed);
    return *parsed;
  }
};

std::set<std::string> keys(const Json& object) {
  return {object.names.begin(), object.names.end()};
}

Json sample(const char* file) {
  std::ifstream in(std::string(OB_TEST_DATA "/jtl-connector/") + file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  auto parsed = parse_json(text);
  REQUIRE(parsed);
  return parsed->find("result")->items.front();
}

}  // namespace

TEST_CASE_METHOD(Desk, "models have all keys of the protocol's examples, and no others") {
  write(61, [](ob_order& order) {
    order.payment_state = to_abi("paid");
    order.paid_amount = order.total_gross;
  });
  const auto customer = model(Model::kCustomer), order = model(Model::kCustomerOrder),
             payment = model(Model::kPayment);
  const auto example = sample("07_customer_order_pull.response.json");
  CHECK(keys(customer) == keys(sample("06_customer_pull.response.json")));
  CHECK(keys(order) == keys(example));
  CHECK(keys(*order.find("billingAddress")) == keys(*example.find("billingAddress")));
  CHECK(keys(*order.find("shippingAddress")) == keys(*example.find("shippingAddress")));
  CHECK(keys(order.find("items")->items[0]) == keys(example.find("items")->items[0]));
  CHECK(keys(payment) == keys(sample("08_payment_pull.response.json")));
}

TEST_CASE_METHOD(Desk, "an order as Wawi gets it") {
  write(61);
  const auto customer = model(Model::kCustomer);
  CHECK(customer.find("id")->items[0].text == "1061");
  const auto order = model(Model::kCustomerOrder);
  CHECK(order.find("customerId")->items[0].text == "1061");
  CHECK(order.text_of("orderNumber") == "20061");
  CHECK(order.text_of("languageIso") == "de");
  CHECK(order.text_of("languageISO") == "ger");
  CHECK(order.text_of("paymentStatus") == "unpaid");
  CHECK(order.text_of("status") == "new");
  CHECK(order.find("totalSumGross")->text == "144.8700");
  const auto& items = order.find("items")->items;
  REQUIRE(items.size() == 3);
  CHECK(items[0].find("priceGross")->text == "19.9900");
  CHECK(items[0].find("price")->text == "16.7983193277");
  CHECK(items[0].find("vat")->text == "19.0000");
  CHECK(items[2].text_of("type") == "shipping");
  CHECK_THAT(items[2].find("id")->items[0].text, Catch::Matchers::StartsWith("61_"));
  CHECK(order.find("billingAddress")->find("id")->items[0].text == "b_61");
  CHECK(order.text_of("creationDate") == "2026-11-21T09:15:30+01:00");
}

TEST_CASE("orders and payments carry the shop's day and time, with its offset") {
  for (const auto& time : kShopTimes)
    for (const auto sent : {Sent::kOffset, Sent::kNothing}) {
      CAPTURE(time.zone, time.shown, time.offset, sent == Sent::kOffset);
      Desk desk{zone_settings(time, sent)};
      desk.write(61, [&](ob_order& order) {
        order.ordered_at = order.paid_at = time.instant;
        if (sent == Sent::kOffset) order.ordered_at_offset = order.paid_at_offset = to_abi(time.offset);
        order.payment_state = to_abi("paid");
        order.paid_amount = order.total_gross;
        order.birthday = to_abi("1990-05-17");
      });
      const auto shown = time.iso() + time.offset;
      const auto customer = desk.model(Model::kCustomer);
      CHECK(customer.text_of("creationDate") == shown);
      CHECK_THAT(customer.text_of("birthday"), Catch::Matchers::StartsWith("1990-05-17T00:00:00"));
      CHECK(desk.model(Model::kCustomerOrder).text_of("creationDate") == shown);
      CHECK(desk.model(Model::kPayment).text_of("creationDate") == shown);
      if (sent == Sent::kNothing)
        CHECK_THAT(desk.wawi.show("orders").at(0),
                   Contains(std::string("|") + time.shown + " " + time.offset + "|"));
    }
}

TEST_CASE_METHOD(Desk, "net prices stay net to the last digit") {
  write(61, [&](ob_order& order) {
    order.price_basis = OB_BASIS_NET;
    builder.line(0).unit_price = decimal("16.7983193277311");
    builder.line(0).tax_rate = decimal("19");
  });
  const auto item = model(Model::kCustomerOrder).find("items")->items[0];
  CHECK(item.find("price")->text == "16.7983193277311");
  CHECK(item.find("priceGross")->text == "19.9900");
}

TEST_CASE_METHOD(Desk, "amounts are those that JTL's columns hold: 13 decimals, 12 whole digits") {
  using Texts = std::vector<std::string>;
  const auto pay = [&](ob_order& order, const char* version, const char* amount) {
    order.payment_state = to_abi("partially_paid");
    order.paid_amount = decimal(amount);
    order.head.payment_version = to_abi(version);
  };
  const auto reported = write(61, [&](ob_order& order) {
    builder.line(0).unit_price = decimal("19.98999999999996");
    builder.line(0).quantity = decimal("1.000000000000000004");
    order.total_gross = decimal("999999999999.999");
    pay(order, "p1", "1.99999999999996");
  });
  CHECK(reported.outcome == OB_WRITTEN);
  CHECK(reported.warnings == Texts{"rounded lines/line[1]/unit-price", "rounded lines/line[1]/quantity",
                                   "rounded payment/paid-amount"});
  const auto order = model(Model::kCustomerOrder), item = order.find("items")->items[0];
  CHECK(order.find("totalSumGross")->text == "999999999999.9990");
  CHECK(item.find("priceGross")->text == "19.9900");
  CHECK(item.find("quantity")->text == "1.0000");
  CHECK(model(Model::kPayment).find("totalSum")->text == "2.0000");

  // What was given was rounded, too: the shop took nothing back.
  fetch();
  CHECK(write(61, [&](ob_order& o) { pay(o, "p2", "1.99999999999996"); }).warnings ==
        Texts{"rounded payment/paid-amount"});
  CHECK(fetch().empty());

  const auto is_refused = [&](const std::string& path, const std::function<void(ob_order&)>& change) {
    const auto refused = write(62, change);
    CHECK(refused.outcome == OB_WRITE_REJECTED);
    CHECK(refused.code == "out-of-range");
    CHECK(refused.text == path + " has more than 12 digits before the point");
  };
  is_refused("lines/line[1]/unit-price",
             [&](ob_order&) { builder.line(0).unit_price = decimal("1000000000000"); });
  is_refused("lines/line[2]/quantity",
             [&](ob_order&) { builder.line(1).quantity = decimal("-1000000000000.5"); });
  is_refused("total/net", [&](ob_order& o) { o.total_net = decimal("1000000000000"); });
  is_refused("payment/paid-amount", [&](ob_order& o) { pay(o, "p1", "1000000000000"); });
}

TEST_CASE_METHOD(
    Desk, "any letters and 3 MB of comment arrive unchanged; what Wawi cannot hold is cut or refused") {
  const std::string comment = [] {
    std::string text;
    while (text.size() < (3U << 20U)) text += "Größe Łódź Αθήνα \U0001F600 ";
    return text;
  }();
  const auto reported = write(61, [&](ob_order& order) {
    order.customer_comment = to_abi(comment);
    builder.billing().phone = to_abi("0123456789012345678901234567890123");
    builder.billing().last_name = to_abi("Παπαδόπουλος \U0001F600");
  });
  CHECK(reported.outcome == OB_WRITTEN);
  CHECK(reported.warnings == std::vector<std::string>{"too-long billing/phone"});
  const auto order = model(Model::kCustomerOrder);
  CHECK(order.text_of("note") == comment);
  CHECK(order.find("billingAddress")->text_of("lastName") == "Παπαδόπουλος \U0001F600");
  CHECK_THAT(order.find("billingAddress")->text_of("phone"), Contains("…[cut]"));
  const auto refused = write(62, [&](ob_order&) { builder.billing().zip = to_abi("123456789012345678901"); });
  CHECK(refused.outcome == OB_WRITE_REJECTED);
  CHECK(refused.code == "too-long");
}

TEST_CASE_METHOD(Desk, "what is acknowledged is not handed out again, what is not is") {
  write(61);
  CHECK(store()->pull(Model::kCustomer, 10).size() == 1);
  CHECK(store()->pull(Model::kCustomer, 10).size() == 1);  // no ack: again
  CHECK(fetch() == std::vector<std::string>{"61"});
  CHECK(fetch().empty());
  CHECK(write(61).outcome == OB_DUPLICATE);
  CHECK(fetch().empty());
  CHECK_FALSE(store()->acknowledge(Model::kCustomerOrder, "999", 5));
  CHECK(store()->acknowledge(Model::kCustomerOrder, "61", 555));  // Wawi was restored
  CHECK(store()->host_of(4, "61") == 555);
  CHECK(store()->endpoint_of(4, 555) == "61");
  store()->forget(number_of(Model::kCustomerOrder), "61");
  CHECK(fetch() == std::vector<std::string>{"61"});
  store()->forget_all();
  CHECK(fetch() == std::vector<std::string>{"61"});
}

TEST_CASE_METHOD(Desk, "changed while it waits: replaced; after it was fetched: reported") {
  write(61);
  const auto changed = [&](const char* version, const char* comment) {
    return write(61, [&](ob_order& order) {
      order.head.content_version = to_abi(version);
      order.customer_comment = to_abi(comment);
    });
  };
  CHECK(changed("v2", "second").outcome == OB_UPDATED);
  CHECK(model(Model::kCustomerOrder).text_of("note") == "second");
  CHECK(fetch() == std::vector<std::string>{"61"});
  const auto late = changed("v3", "third");
  CHECK(late.outcome == OB_DUPLICATE);
  CHECK(late.code == "taken-over");
  CHECK(fetch().empty());
  const auto other = write(61, [](ob_order& order) { order.number = to_abi("777"); });
  CHECK(other.outcome == OB_WRITE_REJECTED);
  CHECK(other.code == "id-reused");
}

TEST_CASE_METHOD(Desk, "changed between being handed out and acknowledged: shown as such") {
  write(61);
  model(Model::kCustomerOrder);  // handed out
  write(61, [](ob_order& order) { order.head.content_version = to_abi("v2"); });
  CHECK(store()->acknowledge(Model::kCustomerOrder, "61", 9));
  CHECK_THAT(wawi.show("orders", {"key=61"}).at(0), Contains("changed in the shop since"));
}

TEST_CASE_METHOD(Desk, "payments come when the order is there, and in parts") {
  const auto paid = [&](const char* state, const char* amount) {
    return write(61, [&](ob_order& order) {
      order.payment_state = to_abi(state);
      order.paid_amount = decimal(amount);
      order.head.payment_version = builder.keep(std::string("p") + amount);
    });
  };
  write(61);
  CHECK(paid("partially_paid", "50").outcome == OB_UPDATED);
  CHECK(fetch() == std::vector<std::string>{"61", "61 paid"});
  CHECK(paid("paid", "144.87").outcome == OB_UPDATED);
  CHECK(model(Model::kPayment).find("totalSum")->text == "94.8700");
  CHECK(fetch() == std::vector<std::string>{"61_2 paid"});
  const auto back = paid("partially_paid", "100");
  CHECK(back.warnings == std::vector<std::string>{"payment-taken-back payment/paid-amount"});
  CHECK(fetch().empty());
}

TEST_CASE_METHOD(Desk, "a payment that was handed out without an acknowledgement counts as given") {
  write(61, [](ob_order& order) {
    order.payment_state = to_abi("partially_paid");
    order.paid_amount = decimal("50");
  });
  model(Model::kPayment);
  write(61, [](ob_order& order) {
    order.payment_state = to_abi("paid");
    order.paid_amount = decimal("144.87");
    order.head.payment_version = to_abi("p2");
  });
  CHECK(fetch() == std::vector<std::string>{"61 paid", "61_2 paid"});
}

namespace {

/// As Shopware 5 shows a payment: paid is all of it, partly paid has no amount.
void show_paid(ob_order& order, const char* state, const char* version, const char* transaction = "") {
  order.payment_state = to_abi(state);
  order.head.payment_version = to_abi(version);
  order.transaction_id = to_abi(transaction);
  if (std::string_view(state) == "paid") order.paid_amount = order.total_gross;
}

}  // namespace

// connector-shopware5, Mapper/StatusChange.php: "completed" links the payment, so that it is never pulled.
TEST_CASE_METHOD(Desk, "a payment that Wawi booked itself does not come back from the shop") {
  const bool named_at_checkout = GENERATE(false, true);
  const char* transaction = named_at_checkout ? "PP-1" : "";
  write(61, [&](ob_order& order) { show_paid(order, "open", "p1", transaction); });
  fetch();
  CHECK(store()->change_status("61", "", "completed"));
  CHECK(wawi.statuses() == std::vector<std::string>{"61 accepted paid"});  // and so the shop shows it
  const auto echo = write(61, [&](ob_order& order) { show_paid(order, "paid", "p2", transaction); });
  CHECK(echo.outcome == OB_UPDATED);
  CHECK(echo.text.empty());
  CHECK(echo.warnings.empty());
  CHECK(store()->waiting(Model::kPayment) == 0);
  CHECK(fetch().empty());
  // A transaction that was never seen is for a person, and told until it was heard.
  for (int i = 0; i < 2; ++i) {
    const auto news = write(61, [](ob_order& order) { show_paid(order, "paid", "p3", "PP-9"); });
    CHECK(news.outcome == OB_DUPLICATE);
    CHECK(news.code == "payment-there");
    CHECK(news.found == "payment-there");
    CHECK_THAT(news.text, Contains("see whether it is the same payment"));
  }
  CHECK(fetch().empty());
}

TEST_CASE_METHOD(Desk, "a payment that waits is not handed out once Wawi says that all is paid") {
  write(61, [](ob_order& order) { show_paid(order, "paid", "p1", "PP-1"); });
  // Named by Wawi's id alone, before that id is acknowledged.
  const bool early = GENERATE(false, true);
  const auto s = store();
  if (early) s->park_status(555, "", "completed");
  CHECK(s->acknowledge(Model::kCustomerOrder, "61", 555));
  if (!early) CHECK(s->change_status("61", "", "completed"));
  CHECK(s->waiting(Model::kPayment) == 0);
  CHECK(s->pull(Model::kPayment, 10).empty());
  CHECK(write(61, [](ob_order& order) { show_paid(order, "paid", "p2", "PP-1"); }).text.empty());
  s->forget_all();  // what Wawi booked itself is not of these links
  CHECK(s->acknowledge(Model::kCustomerOrder, "61", 556));
  CHECK(s->waiting(Model::kPayment) == 0);
}

TEST_CASE_METHOD(Desk, "Wawi has booked a part itself: no alarm, and the rest is for a person") {
  write(61);
  fetch();
  CHECK(store()->change_status("61", "", "partially_paid"));
  const auto echo = write(61, [](ob_order& order) { show_paid(order, "partially_paid", "p2"); });
  CHECK(echo.warnings.empty());
  CHECK(echo.text.empty());
  const auto rest = write(61, [](ob_order& order) { show_paid(order, "paid", "p3", "PP-1"); });
  CHECK(rest.code == "payment-there");
  CHECK_THAT(rest.text, Contains("has booked a part of it itself"));
  CHECK(fetch().empty());
  CHECK(store()->change_status("61", "", "unpaid"));  // taken back: nothing of its own is left
  CHECK(write(61, [](ob_order& order) { show_paid(order, "paid", "p4", "PP-1"); }).outcome == OB_UPDATED);
  CHECK(fetch() == std::vector<std::string>{"61 paid"});
}

TEST_CASE_METHOD(Desk, "what Wawi pushed of its payments is subtracted, and ours come back as ours") {
  const auto pushed = [](std::int64_t host, const char* amount, const char* transaction = "") {
    PushedPayment payment;
    payment.host = host, payment.order = "61", payment.amount = amount, payment.transaction = transaction;
    return payment;
  };
  write(61);
  fetch();
  CHECK(store()->change_status("61", "", "partially_paid"));
  CHECK(store()->take_payment(pushed(9, "44.87")) == "w_9");
  CHECK(store()->take_payment(pushed(9, "44.87")) == "w_9");  // once more
  write(61, [](ob_order& order) { show_paid(order, "partially_paid", "p2"); });
  CHECK(write(61, [](ob_order& order) { show_paid(order, "paid", "p3", "PP-1"); }).text.empty());
  const auto payment = model(Model::kPayment);
  CHECK(payment.find("totalSum")->text == "100.0000");
  // Its acknowledgement is lost, and Wawi pushes it under its own id: the same one.
  CHECK(store()->take_payment(pushed(10, "100", "PP-1")) == "61");
  CHECK(fetch().empty());
  CHECK_FALSE(store()->remove_payment(10));
  CHECK(store()->remove_payment(9));
  PushedPayment stranger = pushed(11, "1");
  stranger.order = "99";
  CHECK_FALSE(store()->take_payment(stranger));
}

TEST_CASE_METHOD(
    Desk, "a part of the money that waits is booked there: it is held, and a person hears of it once") {
  const auto paid = [](ob_order& o) {
    o.payment_state = to_abi("paid");
    o.paid_amount = o.total_gross;
    o.transaction_id = to_abi("PP-1");
  };
  write(61, paid);
  store()->acknowledge(Model::kCustomerOrder, "61", 500);
  CHECK(store()->waiting(Model::kPayment) == 1);
  PushedPayment part;
  part.host = 9, part.order = "61", part.amount = "40";
  CHECK(store()->take_payment(part) == "w_9");
  CHECK(store()->waiting(Model::kPayment) == 0);
  wawi.findings.clear();
  wawi.statuses();
  REQUIRE(wawi.findings.size() == 1);
  CHECK_THAT(wawi.findings[0], Contains("payment-in-doubt") && Contains("order 20061") && Contains("(PP-1)"));
  wawi.findings.clear();
  wawi.statuses();
  CHECK(wawi.findings.empty());
  // Taken back there: what waits is the only money again.
  CHECK(store()->change_status("61", "", "unpaid"));
  CHECK(store()->waiting(Model::kPayment) == 1);
}

TEST_CASE_METHOD(Desk, "a store of before knows what Wawi said already") {
  write(61, [](ob_order& order) { show_paid(order, "paid", "p1", "PP-1"); });
  fetch();
  write(62, [](ob_order& order) { show_paid(order, "paid", "p1", "PP-2"); });
  write(63, [](ob_order& order) { show_paid(order, "open", "p1"); });
  CHECK(store()->acknowledge(Model::kCustomerOrder, "62", 1062));
  CHECK(store()->acknowledge(Model::kCustomerOrder, "63", 1063));
  CHECK(store()->change_status("62", "", "completed"));
  CHECK(store()->change_status("63", "", "partially_paid"));
  wawi.close();
  for (const auto* sql :
       {"ALTER TABLE shop_order DROP COLUMN settled", "ALTER TABLE shop_order DROP COLUMN uncertain",
        "ALTER TABLE shop_order DROP COLUMN transaction_id", "DROP TABLE wawi_payment", "DROP TABLE parked",
        "DROP INDEX thing_parent", "DROP INDEX thing_in_doubt", "UPDATE thing SET held=0",
        "PRAGMA user_version=1"})
    run_sql(folder.file("jc.db"), sql);
  REQUIRE(wawi.open() == OB_OK);
  CHECK(store()->waiting(Model::kPayment) == 0);
  CHECK(write(62, [](ob_order& order) { show_paid(order, "paid", "p2", "PP-2"); }).text.empty());
  CHECK(write(63, [](ob_order& order) { show_paid(order, "paid", "p2", "PP-3"); }).code == "payment-there");
}

TEST_CASE_METHOD(Desk,
                 "further fields of order, addresses and lines are attributes; comments have their place") {
  ob_extra cost{to_abi("text1"), to_abi("Kostenstelle 4711"), 0, 0},
      post{to_abi("swagDhlPostnumber"), to_abi("12345678"), 0, 0},
      engraving{to_abi("gravurText"), to_abi("Für Oma"), 0, 0};
  const auto filled = [&](ob_order& order) {
    builder.add_extra("gift", "yes", false);
    builder.billing().extras = &cost, builder.billing().extra_count = 1;
    builder.shipping() = builder.billing();
    builder.shipping().extras = &post, builder.shipping().extra_count = 1;
    builder.line(0).extras = &engraving, builder.line(0).extra_count = 1;
    order.customer_comment = to_abi("Bitte klingeln");
    order.merchant_comment = to_abi("öffentlich");
    order.internal_comment = to_abi("zahlt schlecht");
  };
  CHECK(write(61, filled).warnings.empty());
  const auto order = model(Model::kCustomerOrder);
  std::map<std::string, std::string> attributes;
  for (const auto& attribute : order.find("attributes")->items)
    attributes[attribute.text_of("key")] = attribute.text_of("value");
  CHECK(attributes["gift"] == "yes");
  CHECK(attributes["billing.text1"] == "Kostenstelle 4711");
  CHECK(attributes["shipping.swagDhlPostnumber"] == "12345678");
  CHECK(attributes["line.610.gravurText"] == "Für Oma");
  CHECK(attributes["orderbridge_merchant_comment"] == "öffentlich");
  CHECK(attributes["orderbridge_internal_comment"] == "zahlt schlecht");
  // connector-shopware5, Controller/CustomerOrder.php: in these words, behind the further line.
  CHECK_THAT(order.find("shippingAddress")->text_of("extraAddressLine"),
             Catch::Matchers::EndsWith("(Postnummer: 12345678)"));
  CHECK_THAT(order.find("billingAddress")->text_of("extraAddressLine"), !Contains("Postnummer"));
  CHECK(order.text_of("note") == "Bitte klingeln");
  CHECK(order.text_of("customerNote").empty());
  CHECK(order.find("billingAddress")->find("customerId") == nullptr);
  CHECK(order.find("shippingAddress")->find("customerId") != nullptr);
}

TEST_CASE_METHOD(Desk, "cancelled in the shop: not handed out; open again: it is") {
  write(61);
  const auto cancelled = write(61, [](ob_order& order) { order.state = to_abi("cancelled"); });
  CHECK(cancelled.code == "cancelled-in-shop");
  CHECK(fetch().empty());
  CHECK(write(61).outcome == OB_UPDATED);
  CHECK(fetch() == std::vector<std::string>{"61"});
  CHECK_THAT(write(61, [](ob_order& order) { order.state = to_abi("cancelled"); }).text,
             Contains("after JTL-Wawi had fetched it"));
}

TEST_CASE_METHOD(Desk,
                 "paid and cancelled in one change: the payment waits with the order, and nothing is lost") {
  write(61);
  const auto both = [](ob_order& order) {
    order.state = to_abi("cancelled");
    order.payment_state = to_abi("paid");
    order.head.payment_version = to_abi("p2");
  };
  const auto told = write(61, both);
  CHECK(told.outcome == OB_UPDATED);
  CHECK(told.code == "cancelled-in-shop");
  CHECK(fetch().empty());
  CHECK(write(61, both).outcome == OB_DUPLICATE);
  const auto open = write(61, [](ob_order& order) {
    order.payment_state = to_abi("paid");
    order.head.payment_version = to_abi("p2");
  });
  CHECK(open.code == "open-in-shop");
  CHECK(fetch() == std::vector<std::string>{"61", "61 paid"});
  // Fetched, and all at once: each is said.
  const auto all = write(61, [](ob_order& order) {
    order.state = to_abi("cancelled");
    order.head.content_version = to_abi("c3");
  });
  CHECK(all.outcome == OB_DUPLICATE);
  CHECK(all.code == "cancelled-in-shop");
  CHECK_THAT(all.text, Contains("cancel it there") && Contains("was changed in the shop"));
}

TEST_CASE_METHOD(Desk, "completed is told only where it is wanted, of what is delivered and paid") {
  for (const int id : {61, 62, 63}) write(id);
  fetch();
  CHECK(store()->change_status("61", "shipped", "completed"));
  CHECK(store()->change_status("62", "shipped", "unpaid"));
  CHECK(store()->change_status("63", "partially_shipped", "completed"));
  const std::vector<std::string> all{"61", "62", "63"};
  CHECK(wawi.statuses(all).at(0) == "61 completely_delivered paid");
  Wawi closing{folder, {{"store", "jc.db"}, {"completed-when", "delivered-and-paid"}}};
  REQUIRE(closing.open() == OB_OK);
  CHECK(closing.statuses(all) == std::vector<std::string>{"61 completed paid", "62 completely_delivered",
                                                          "63 partially_delivered paid"});
}

TEST_CASE_METHOD(Desk, "cancelled by Wawi and then in the shop: nobody has to do anything") {
  write(61);
  fetch();
  CHECK(store()->change_status("61", "cancelled", ""));
  CHECK(write(61).found.empty());
  for (int i = 0; i < 2; ++i) {
    const auto both = write(61, [](ob_order& order) { order.state = to_abi("cancelled"); });
    CHECK(both.found == "cancelled");
    CHECK(both.text.empty());
  }
}

TEST_CASE_METHOD(Desk,
                 "a payment for an order that Wawi has cancelled is handed out, and for a person to see") {
  write(61);
  fetch();
  CHECK(store()->change_status("61", "cancelled", ""));
  const bool both = GENERATE(false, true);
  const auto pay = [&](ob_order& order) {
    if (both) order.state = to_abi("cancelled");
    order.head.payment_version = to_abi("p2");
    order.payment_state = to_abi("paid");
  };
  const auto told = write(61, pay);
  CHECK(told.outcome == OB_DUPLICATE);
  CHECK(told.code == "payment-of-cancelled");
  CHECK(told.found == (both ? "cancelled" : "payment-of-cancelled"));
  CHECK_THAT(told.text, Contains("paid in the shop although the order is cancelled"));
  CHECK(fetch() == std::vector<std::string>{"61 paid"});
  CHECK(write(61, pay).text.empty());
}

TEST_CASE_METHOD(Desk, "what Wawi says becomes the whole desired state") {
  write(61);
  write(62);
  fetch();
  CHECK(wawi.statuses() == std::vector<std::string>{"61 accepted", "62 accepted"});
  CHECK(store()->change_status("61", "partially_shipped", "unpaid"));
  CHECK(wawi.statuses() == std::vector<std::string>{"61 partially_delivered"});  // unpaid says nothing yet
  DeliveryNote note;
  note.host = 555, note.order = "61";
  note.items = {{item_id("61", "611"), "1"}, {"62_7", "1"}};
  note.trackings = {{"DHL", {"JD1", "JD2"}, {}}};
  CHECK(store()->take_delivery_note(note));
  CHECK(store()->change_status("61", "", "completed"));
  const auto told = wawi.statuses();
  REQUIRE(told.size() == 1);
  CHECK_THAT(told[0], Contains("61 partially_delivered paid") && Contains("555 DHL JD1,JD2 611=1"));
  CHECK(store()->change_status("61", "shipped", "unpaid"));
  CHECK_THAT(wawi.statuses().at(0), Contains("61 completely_delivered open"));
  CHECK(store()->change_status("62", "cancelled", ""));
  CHECK(wawi.statuses() == std::vector<std::string>{"62 cancelled"});
  CHECK_FALSE(store()->change_status("99", "shipped", ""));
  CHECK(wawi.statuses().empty());
  CHECK(wawi.statuses({"62"}) == std::vector<std::string>{"62 cancelled"});
  REQUIRE(wawi.lookup({"61", "62", "63"}) == OB_OK);
  CHECK(wawi.found[0].state == OB_FOUND_TAKEN_OVER);
  CHECK(wawi.found[1].state == OB_FOUND_CANCELLED);
  CHECK(wawi.found[2].state == OB_FOUND_ABSENT);
}

TEST_CASE_METHOD(Desk, "killed while writing and while acknowledging: each order is there once") {
  for (int round = 0; round < 10; ++round) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::alarm(10);
      Wawi other(folder, {{"store", "jc.db"}});
      if (other.open() != OB_OK) ::_exit(1);
      for (int id = 100 * round; id < 100 * round + 100; ++id) {
        OrderBuilder own;
        fill_order(own, id + 1);
        if (other.write(own.finish()) != OB_OK) ::_exit(1);
        if (id % 3 == 0) fetch();
      }
      ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(3000 + 2777 * round));  // not to pass: to be killed somewhere else
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
  }
  const auto s = store();
  const auto before = s->count_orders() - s->count_waiting();  // acknowledged by the killed
  const auto rest = fetch();
  CHECK(std::set<std::string>(rest.begin(), rest.end()).size() == rest.size());
  CHECK(before + static_cast<std::int64_t>(rest.size()) == s->count_orders());
}

TEST_CASE_METHOD(Desk, "a newer store, another database and a missing folder are refused with what to do") {
  wawi.close();
  run_sql(folder.file("jc.db"), "PRAGMA user_version=99");
  CHECK(wawi.open() == OB_BAD_CONFIG);
  CHECK_THAT(wawi.failure, Contains("newer Orderbridge"));
  run_sql(folder.file("foreign.db"), "CREATE TABLE t(x)");
  Wawi foreign(folder, {{"store", "foreign.db"}});
  CHECK(foreign.open() == OB_BAD_CONFIG);
  CHECK_THAT(foreign.failure, Contains("another program's database"));
  Wawi nowhere(folder, {{"store", "no/where.db"}});
  CHECK(nowhere.open() == OB_BAD_CONFIG);
  CHECK(nowhere.failed_option == "store");
  Wawi nowhere_at_all(folder, {{"store", "s.db"}, {"listen", "eightythousand"}});
  CHECK(nowhere_at_all.check() == OB_BAD_CONFIG);
  CHECK(nowhere_at_all.failed_option == "listen");
  Wawi silent(folder, {{"store", "s.db"}});
  REQUIRE(silent.check() == OB_OK);
  CHECK_THAT(silent.findings.at(1), Contains("token is empty"));
  REQUIRE(silent.open() == OB_OK);
  CHECK(silent.act("serve") == OB_BAD_CONFIG);
  CHECK(silent.failed_option == "token");
}

TEST_CASE_METHOD(Desk, "handed out again at a person's wish") {
  write(61);
  fetch();
  REQUIRE(wawi.act("hand-out-again", {"61", "62"}) == OB_OK);
  CHECK(wawi.outcomes.at(0).outcome == OB_UPDATED);
  CHECK(wawi.outcomes.at(1).outcome == OB_WRITE_REJECTED);
  CHECK(fetch() == std::vector<std::string>{"61"});
}
