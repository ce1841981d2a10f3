// SPDX-License-Identifier: MIT
// content_version and payment_version: each field moves exactly the version that the table says, and a fixed
// order has a fixed hash: who changes the algorithm makes every ledger in the world see every order changed.
#include "records/version.hpp"

#include <catch2/catch.hpp>

#include "../../connectors/support/simple_order.hpp"
#include "support/filled_records.hpp"

using namespace orderbridge;
using host_test::FilledOrder;
using host_test::FilledStatus;
using records::FieldVersion;
using records::versions_of;

namespace {

/// Changes each field in turn and puts it back.
template <class Filled>
void check_every_field() {
  Filled filled;
  const auto before = versions_of(filled.record());
  for (auto& part : filled.parts())
    for (const auto& field : part.fields) {
      INFO(part.name << "/" << field.path);
      std::string saved(static_cast<const char*>(part.base) + field.offset, field.size);
      host_test::change(part.base, field, filled.texts());
      const auto after = versions_of(filled.record());
      CHECK((after.content != before.content) == (field.version == FieldVersion::kContent));
      CHECK((after.payment != before.payment) == (field.version == FieldVersion::kPayment));
      saved.copy(static_cast<char*>(part.base) + field.offset, field.size);
      CHECK(versions_of(filled.record()).content == before.content);
    }
}

std::string content(FilledOrder& filled) {
  return versions_of(filled.record()).content;
}

}  // namespace

TEST_CASE("each field of an order enters the version that the table says") {
  check_every_field<FilledOrder>();
}

TEST_CASE("each field of a status update enters the version that the table says") {
  check_every_field<FilledStatus>();
}

TEST_CASE("decimals count by value, not by digits") {
  FilledOrder one, other;
  one.order().total_gross = {15, 1, 1};
  other.order().total_gross = {1500, 3, 1};
  CHECK(content(one) == content(other));
  other.order().total_gross = {1501, 3, 1};
  CHECK(content(one) != content(other));
  one.order().total_gross = {0, 0, 1};
  other.order().total_gross = {0, 18, 1};
  CHECK(content(one) == content(other));
  other.order().total_gross = {0, 0, 0};  // zero is a price, absent is none
  CHECK(content(one) != content(other));
}

TEST_CASE("absent and empty are the same") {
  FilledOrder one, other;
  one.order().currency = {nullptr, 0};
  other.order().currency = {"", 0};
  CHECK(content(one) == content(other));
}

TEST_CASE("a text cannot pass for the next field") {
  FilledOrder one, other;
  one.order().language = to_abi("a");
  one.order().currency = to_abi("bc");
  other.order().language = to_abi("ab");
  other.order().currency = to_abi("c");
  CHECK(content(one) != content(other));
}

TEST_CASE("lines: their order, their type and their number count") {
  FilledOrder one, other;
  for (auto* filled : {&one, &other}) filled->builder().line(0).sku = to_abi("A");
  auto copy_of_first = [](FilledOrder& filled, const char* sku) {
    auto& line = filled.builder().add_line(OB_LINE_PRODUCT);
    const auto size = line.size;
    line = filled.builder().line(0);
    line.size = size;
    line.sku = to_abi(sku);
  };
  const auto single = content(one);
  copy_of_first(one, "B");
  CHECK(content(one) != single);
  other.builder().line(0).sku = to_abi("B");
  copy_of_first(other, "A");
  CHECK(content(one) != content(other));  // A B is not B A
  other.builder().line(0).sku = to_abi("A");
  other.builder().line(1).sku = to_abi("B");
  CHECK(content(one) == content(other));
  other.builder().line(1).type = OB_LINE_VOUCHER;
  CHECK(content(one) != content(other));
}

TEST_CASE("no delivery address is not the billing address again") {
  FilledOrder one, other;
  other.order().shipping = nullptr;
  CHECK(content(one) != versions_of(other.order().head).content);
}

TEST_CASE("extras, warnings and the id enter no version") {
  FilledOrder one, other;
  other.builder().add_extra("test.more", "more");
  other.builder().warn("more", "", "more");
  other.order().head.id = to_abi("4712");
  const auto a = versions_of(one.record()), b = versions_of(other.record());
  CHECK(a.content == b.content);
  CHECK(a.payment == b.payment);
}

TEST_CASE("tracking numbers and delivered quantities are content of a status update") {
  FilledStatus filled;
  const auto before = versions_of(filled.record()).content;
  const_cast<ob_str*>(filled.delivery().tracking_numbers)[0] = to_abi("other");
  const auto tracked = versions_of(filled.record()).content;
  CHECK(tracked != before);
  const_cast<ob_delivered*>(filled.delivery().lines)[0].quantity.unscaled = 3;
  CHECK(versions_of(filled.record()).content != tracked);
}

TEST_CASE("the hash of a fixed order never changes") {
  test_connectors::SimpleOrder simple;
  simple.id = 4711;
  OrderBuilder builder;
  const auto versions = versions_of(test_connectors::build_order(builder, simple));
  CHECK(versions.content == "130e18f520e43ff8207fe6547a468a15");
  CHECK(versions.payment == "e61be76e6516305f862478e032201b98");
}

TEST_CASE("an offset says how a time is shown: the order's versions know nothing of it") {
  FilledOrder one, other;
  other.order().ordered_at_offset = to_abi("+02:00");
  other.order().paid_at_offset = to_abi("-05:00");
  const auto a = versions_of(one.record()), b = versions_of(other.record());
  CHECK(a.content == b.content);
  CHECK(a.payment == b.payment);
}

TEST_CASE("the times of a status update count as the ERP's clock showed them") {
  // 2026-03-01 00:30 in JTL-Wawi: taken for UTC by version 1.0, for Berlin's time since.
  FilledStatus then, now;
  then.status().paid_at = then.delivery().delivered_at = 1772325000000000;
  then.status().paid_at_offset = then.delivery().delivered_at_offset = ob_str{};
  now.status().paid_at = now.delivery().delivered_at = 1772321400000000;
  now.status().paid_at_offset = now.delivery().delivered_at_offset = to_abi("+01:00");
  const auto a = versions_of(then.record()), b = versions_of(now.record());
  CHECK(a.content == b.content);
  CHECK(a.payment == b.payment);
  now.status().paid_at_offset = to_abi("+02:00");
  CHECK(versions_of(now.record()).payment != a.payment);
  now.delivery().delivered_at_offset = to_abi("+02:00");
  CHECK(versions_of(now.record()).content != a.content);
}
