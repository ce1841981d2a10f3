// SPDX-License-Identifier: MIT
// OrderBuilder keeps every string and list valid until clear(), whatever their size and number.
#include <catch2/catch.hpp>
#include <orderbridge/order_builder.hpp>
#include <string>

using orderbridge::OrderBuilder;
using orderbridge::view;

namespace {

// Reads an order the way a host does: through the record's pointers only.
const ob_order& order_of(const ob_record& record) {
  return reinterpret_cast<const ob_order&>(record);
}

void build(OrderBuilder& builder, int seed, int lines, std::size_t long_text) {
  builder.clear();
  builder.order().head.id = builder.keep("id-" + std::to_string(seed));
  builder.order().customer_comment = builder.keep(std::string(long_text, static_cast<char>('a' + seed % 26)));
  builder.billing().city = builder.keep("city-" + std::to_string(seed));
  for (int i = 0; i < lines; ++i) {
    builder.add_line(OB_LINE_PRODUCT).sku =
        builder.keep("sku-" + std::to_string(seed) + "-" + std::to_string(i));
    builder.add_extra("test.n" + std::to_string(i), std::to_string(seed), i % 2 == 0);
  }
  builder.warn("totals-differ", "total/gross", "by " + std::to_string(seed));
}

void check(const ob_order& order, int seed, int lines, std::size_t long_text) {
  CHECK(view(order.head.id) == "id-" + std::to_string(seed));
  CHECK(view(order.customer_comment) == std::string(long_text, static_cast<char>('a' + seed % 26)));
  REQUIRE(order.billing);
  CHECK(view(order.billing->city) == "city-" + std::to_string(seed));
  REQUIRE(order.line_count == static_cast<std::size_t>(lines));
  REQUIRE(order.extra_count == static_cast<std::size_t>(lines));
  for (int i = 0; i < lines; ++i) {
    const auto sku = "sku-" + std::to_string(seed) + "-" + std::to_string(i);
    if (view(order.lines[i]->sku) != sku || order.lines[i]->size != sizeof(ob_line)) FAIL_CHECK(sku);
    if (view(order.extras[i].name) != "test.n" + std::to_string(i)) FAIL_CHECK("extra " << i);
    if ((order.extras[i].flags == OB_EXTRA_NOT_PERSONAL) != (i % 2 == 1)) FAIL_CHECK("flag of extra " << i);
  }
  REQUIRE(order.warning_count == 1);
  CHECK(view(order.warnings[0]->text) == "by " + std::to_string(seed));
}

}  // namespace

TEST_CASE("an empty order is complete but for its content") {
  OrderBuilder builder;
  const auto& order = order_of(builder.finish());
  CHECK(order.head.size == sizeof(ob_order));
  CHECK(order.head.kind == OB_KIND_ORDER);
  CHECK_FALSE(orderbridge::present(order.head.id));
  CHECK(order.ordered_at == OB_NO_TIME);
  CHECK(order.changed_at == OB_NO_TIME);
  CHECK(order.paid_at == OB_NO_TIME);
  CHECK(order.total_gross.present == 0);
  CHECK(order.billing == nullptr);
  CHECK(order.shipping == nullptr);
  CHECK(order.line_count + order.extra_count + order.warning_count == 0);
}

TEST_CASE("addresses belong to the order once they were touched") {
  OrderBuilder builder;
  builder.billing().zip = builder.keep("10115");
  CHECK(order_of(builder.finish()).shipping == nullptr);
  builder.shipping().zip = builder.keep("20095");
  const auto& order = order_of(builder.finish());
  CHECK(view(order.billing->zip) == "10115");
  CHECK(view(order.shipping->zip) == "20095");
  CHECK(order.shipping->size == sizeof(ob_address));
  builder.clear();
  CHECK(order_of(builder.finish()).shipping == nullptr);
  CHECK_FALSE(orderbridge::present(builder.billing().zip));
}

TEST_CASE("nothing of one order is left in the next") {
  OrderBuilder builder;
  for (int seed = 0; seed < 50; ++seed) {
    const int lines = (seed * 7) % 23;
    const std::size_t long_text = static_cast<std::size_t>(seed) * 100;
    build(builder, seed, lines, long_text);
    check(order_of(builder.finish()), seed, lines, long_text);
  }
}

TEST_CASE("a text larger than a block stays whole, before and after small ones") {
  OrderBuilder builder;
  const auto size = GENERATE(std::size_t{16 * 1024 - 1}, std::size_t{16 * 1024}, std::size_t{16 * 1024 + 1},
                             std::size_t{1024 * 1024});
  for (int seed = 0; seed < 3; ++seed) {
    build(builder, seed, 40, size);
    check(order_of(builder.finish()), seed, 40, size);
  }
}

TEST_CASE("ten thousand lines keep their addresses while more are added") {
  OrderBuilder builder;
  auto& first = builder.add_line(OB_LINE_PRODUCT);
  first.sku = builder.keep("first");
  for (int i = 0; i < 10000; ++i) builder.add_line(OB_LINE_SHIPPING).id = builder.keep(std::to_string(i));
  CHECK(&first == &builder.line(0));
  CHECK(builder.line_count() == 10001);
  const auto& order = order_of(builder.finish());
  CHECK(view(order.lines[0]->sku) == "first");
  CHECK(view(order.lines[10000]->id) == "9999");
  CHECK(order.lines[10000]->type == OB_LINE_SHIPPING);
}

TEST_CASE("an empty text is present, an untouched one is absent") {
  OrderBuilder builder;
  builder.order().number = builder.keep("");
  CHECK(orderbridge::present(builder.order().number));
  CHECK(builder.order().number.size == 0);
  CHECK_FALSE(orderbridge::present(builder.order().currency));
}

TEST_CASE("finish may be called again after more was added") {
  OrderBuilder builder;
  builder.add_line(OB_LINE_PRODUCT);
  builder.finish();
  builder.add_line(OB_LINE_VOUCHER);
  builder.warn("a", "b", "c");
  const auto& order = order_of(builder.finish());
  CHECK(order.line_count == 2);
  CHECK(order.warning_count == 1);
}
