// SPDX-License-Identifier: MIT
// Connector "null-source" for benches: one realistic order of four lines, built once, given N times with only
// id and number changed, as fast as the host takes it. A checkpoint every 1000 orders, want() for each.
#include "../support/plain.hpp"
#include "../support/simple_order.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{
    option(OB_TYPE_INT, "orders")
        .defaults("100000")
        .range(0, 1000000000)
        .doc("Orders of a sweep, ids 1 to N", "Bestellungen eines Durchlaufs, Ids 1 bis N")};
constexpr auto kOptionTable = option_table(kOptions);

class NullSource : public Plain {
 public:
  static constexpr auto kDescription =
      describe("null-source", OB_FETCH_ORDERS, "Orders without effort, for benches",
               "Bestellungen ohne Aufwand, für Messungen", kOptionTable);

  NullSource(Host host, const Connection& c)
      : Plain(host, c), orders_(static_cast<std::uint64_t>(c.integer("orders"))) {
    simple_.lines = 3;  // and shipping
    build_order(builder_, simple_);
    auto& o = builder_.order();
    o.shop_id = o.subshop_id = builder_.keep("1");
    o.shop_name = builder_.keep("Example shop");
    o.language = builder_.keep("de");
    o.locale = builder_.keep("de_DE");
    o.currency_factor = Decimal(1, 0).to_abi();
    o.customer_id = builder_.keep("4711");
    o.customer_number = builder_.keep("K-4711");
    o.customer_comment = builder_.keep("Please ring twice, the bell is hard to hear.");
    builder_.shipping() = builder_.billing();
    for (std::size_t i = 0; i < builder_.line_count(); ++i) {
      builder_.line(i).name =
          builder_.keep("A product with a name as long as they are in shops, size L, blue");
      builder_.line(i).ean = builder_.keep("4006381333931");
    }
    builder_.finish();
  }

  void fetch(Call& call, const ob_fetch& request, FetchSink& out) {
    std::uint64_t id = 0;
    std::from_chars(request.cursor.data, request.cursor.data + request.cursor.size, id);
    const std::uint64_t first = id;
    auto& order = builder_.order();
    char digits[24];
    while (id < orders_) {
      const auto end = std::to_chars(digits, digits + sizeof digits, ++id).ptr;
      const std::string_view text(digits, static_cast<std::size_t>(end - digits));
      order.head.id = order.number = to_abi(text);
      const auto row = listed(text, text, simple_, id);
      if (out.want(row)) out.emit(order.head, &row);
      if (id % 1000 != 0) continue;
      call.check();
      out.checkpoint(text, "");
      if (request.limit && id - first >= request.limit) return;
    }
    out.checkpoint("", "");
  }

 private:
  std::uint64_t orders_;
  SimpleOrder simple_;
  OrderBuilder builder_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", NullSource)
