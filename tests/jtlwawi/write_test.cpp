// SPDX-License-Identifier: MIT
// What write() says of each order of a batch, and that one bad order costs no other.
#include <catch2/catch.hpp>
#include <deque>

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
  Fixture() { REQUIRE(wawi.open() == OB_OK); }
  const Reported& only() {
    REQUIRE(wawi.reported.size() == 1);
    REQUIRE(wawi.reported[0].times == 1);
    return wawi.reported[0];
  }
  const Reported& write() {
    REQUIRE(wawi.write(builder.finish()) == OB_OK);
    return only();
  }
  std::string count(const std::string& name) { return value(file, "SELECT count(*) FROM " + name); }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "an order is written once, then it is a duplicate") {
  fill_order(builder, 63);
  CHECK(write().outcome == OB_WRITTEN);
  CHECK(only().remote_id == "1:63");
  CHECK(only().warnings.empty());
  CHECK(write().outcome == OB_DUPLICATE);
  CHECK(only().remote_id == "1:63");
  CHECK(count("tinetbestellung") == "1");
  CHECK(count("tinetbestellpos") == "3");
}

TEST_CASE_METHOD(Fixture, "the same id with another number or time is refused") {
  fill_order(builder, 63);
  write();
  auto& order = fill_order(builder, 63);
  SECTION("number") {
    order.number = to_abi("99999");
  }
  SECTION("time") {
    order.ordered_at += 1;
  }
  CHECK(write().outcome == OB_WRITE_REJECTED);
  CHECK(only().code == "id-reused");
  CHECK(only().text.find("a person must decide") != std::string::npos);
  CHECK(value(file, "SELECT cInetBestNr FROM tinetbestellung") == "20063");
}

TEST_CASE_METHOD(Fixture, "ids that are no positive 32-bit number are refused") {
  const auto id = GENERATE("0", "-1", "007", "2147483648", "99999999999", "12a", "0190a5f3c2d4", " 5", "+5");
  fill_order(builder, 1).head.id = to_abi(id);
  CHECK(write().outcome == OB_WRITE_REJECTED);
  CHECK(only().code == "bad-id");
  CHECK(only().remote_id.empty());
}

TEST_CASE_METHOD(Fixture, "the largest id is an id") {
  fill_order(builder, 1).head.id = to_abi("2147483647");
  CHECK(write().outcome == OB_WRITTEN);
}

TEST_CASE_METHOD(Fixture, "what is incomplete is refused with its place") {
  auto& order = fill_order(builder, 1);
  std::string code, place;
  SECTION("billing") {
    order.billing = nullptr;
    code = "no-billing-address", place = "billing";
  }
  SECTION("price") {
    builder.line(1).unit_price = {};
    code = "missing-value", place = "lines/line[2]/unit-price";
  }
  SECTION("rate") {
    builder.line(2).tax_rate = {};
    code = "missing-value", place = "lines/line[3]/tax-rate";
  }
  SECTION("basis") {
    order.price_basis = 0;
    code = "missing-value", place = "price-basis";
  }
  SECTION("line ids") {
    builder.line(1).id = builder.line(0).id;
    code = "line-id-twice", place = "same id";
  }
  CHECK(write().outcome == OB_WRITE_REJECTED);
  CHECK(only().code == code);
  CHECK(only().text.find(place) != std::string::npos);
  CHECK(count("tinetbestellung") == "0");
}

TEST_CASE_METHOD(Fixture, "an order without lines is refused") {
  auto& order = fill_order(builder, 1);
  builder.finish();
  order.line_count = 0;
  REQUIRE(wawi.write(order.head) == OB_OK);
  CHECK(only().code == "no-lines");
}

TEST_CASE_METHOD(Fixture, "one bad order in a batch of 100 costs none of its neighbours") {
  const std::string long_zip(21, '1');
  std::deque<OrderBuilder> builders(100);
  std::vector<const ob_record*> records;
  for (int i = 0; i < 100; ++i) {
    fill_order(builders[i], i + 1);
    if (i == 41) builders[i].billing().zip = to_abi(long_zip);
    records.push_back(&builders[i].finish());
  }
  SECTION("found by the limits") {}
  SECTION("found by the database") {
    builders[41].billing().zip = to_abi("80331");
    run_sql(
        file,
        "CREATE TRIGGER planted BEFORE INSERT ON tinetbestellung WHEN NEW.kInetBestellung=42 BEGIN SELECT "
        "RAISE(ABORT,'planted'); END");
  }
  REQUIRE(wawi.write(records) == OB_OK);
  for (std::size_t i = 0; i < 100; ++i) {
    CAPTURE(i, wawi.reported[i].text);
    CHECK(wawi.reported[i].times == 1);
    CHECK(wawi.reported[i].outcome == (i == 41 ? OB_WRITE_REJECTED : OB_WRITTEN));
  }
  CHECK(count("tinetbestellung") == "99");
  CHECK(count("tinetbestellpos") == "297");
  CHECK(count("tinetkunde") == "99");
  CHECK(value(file, "SELECT count(*) FROM tinetbestellpos WHERE kInetBestellung=42") == "0");
  CHECK(value(file, "SELECT max(kInetBestellPos) FROM tinetbestellpos") == "297");
}

TEST_CASE_METHOD(Fixture, "the same order twice in a batch is written once") {
  OrderBuilder second;
  fill_order(builder, 5);
  fill_order(second, 5);
  REQUIRE(wawi.write({&builder.finish(), &second.finish()}) == OB_OK);
  CHECK(wawi.reported[0].outcome == OB_WRITTEN);
  CHECK(wawi.reported[1].outcome == OB_DUPLICATE);
}

TEST_CASE_METHOD(Fixture, "a status update is no order") {
  ob_status_update update{};
  update.head.size = sizeof update;
  update.head.kind = OB_KIND_STATUS;
  update.head.id = to_abi("1");
  REQUIRE(wawi.write(update.head) == OB_OK);
  CHECK(only().code == "not-an-order");
}

TEST_CASE_METHOD(Fixture, "keys that are too long are refused, free text is cut visibly") {
  const std::string long_text(300, 'x'), long_name(130, 'n');
  auto& order = fill_order(builder, 1);
  SECTION("number") {
    order.number = to_abi(std::string_view(long_text).substr(0, 51));
    CHECK(write().code == "too-long");
    CHECK(only().text.find("number has 51 characters, tinetbestellung.cInetBestNr holds 50") == 0);
  }
  SECTION("street") {
    builder.billing().street = to_abi(long_text);
    CHECK(write().code == "too-long");
    CHECK(only().text.find(long_text) == std::string::npos);
  }
  SECTION("product name") {
    builder.line(0).name = to_abi(long_text);
    CHECK(write().outcome == OB_WRITTEN);
    CHECK(only().warnings == std::vector<std::string>{"too-long lines/line[1]/name"});
    CHECK(value(file, "SELECT cName FROM tinetbestellpos WHERE kInetBestellPos=1") ==
          std::string(249, 'x') + "…[cut]");
    CHECK(count("tInetBestellungAttribute WHERE cName='orderbridge.warning.too-long'") == "1");
  }
  SECTION("comment: the whole of it stays as an attribute") {
    order.customer_comment = to_abi(long_text);
    CHECK(write().warnings == std::vector<std::string>{"too-long comment/customer"});
    CHECK(value(file, "SELECT cValue FROM tInetBestellungAttribute WHERE cName='orderbridge.comment'") ==
          long_text);
  }
  SECTION("a name that only the customer's table cannot hold stays whole in the order") {
    builder.billing().last_name = to_abi(long_name);
    CHECK(write().warnings == std::vector<std::string>{"too-long billing/last-name"});
    CHECK(value(file, "SELECT cNachname FROM \"DbeS.tRechnungadresse\"") == long_name);
  }
  SECTION("a phone number that a sales order cannot hold") {
    builder.billing().phone = to_abi(std::string_view(long_text).substr(0, 31));
    CHECK(write().warnings == std::vector<std::string>{"phone-too-long-for-sales-order billing/phone"});
  }
}

TEST_CASE("oversize=reject refuses free text, too") {
  Folder folder;
  Wawi wawi(folder, {{"oversize", "reject"}});
  REQUIRE(wawi.open() == OB_OK);
  OrderBuilder builder;
  const std::string long_text(300, 'x');
  fill_order(builder, 1).customer_comment = to_abi(long_text);
  REQUIRE(wawi.write(builder.finish()) == OB_OK);
  CHECK(wawi.reported[0].code == "too-long");
}

TEST_CASE_METHOD(Fixture, "a call that is cancelled leaves nothing behind and reports nothing") {
  fill_order(builder, 1);
  wawi.cancel_after = 0;
  CHECK(wawi.write(builder.finish()) == OB_CANCELLED);
  CHECK(wawi.reported[0].times == 0);
  CHECK(count("tinetbestellung") == "0");
  wawi.cancel_after = -1;
  CHECK(write().outcome == OB_WRITTEN);
}

TEST_CASE_METHOD(Fixture, "an amount beyond JTL's decimal is refused") {
  fill_order(builder, 1);
  builder.line(0).unit_price = {9000000000000000000, 0, 1};
  CHECK(write().outcome == OB_WRITE_REJECTED);
  CHECK(only().code == "out-of-range");
}
