// SPDX-License-Identifier: MIT
// Connector "emits-without-want": emits three orders without asking, or asks and does not listen to the
// answer.
#include "../support/plain.hpp"
#include "../support/simple_order.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{
    option(OB_TYPE_BOOL, "asks")
        .defaults("false")
        .doc("Calls want(), but emits what is known, too", "Ruft want(), liefert aber auch Bekanntes")};
constexpr auto kOptionTable = option_table(kOptions);

struct EmitsWithoutWant : Plain {
  static constexpr auto kDescription =
      describe("emits-without-want", OB_FETCH_ORDERS, "Does not ask what is wanted",
               "Fragt nicht, was gewünscht ist", kOptionTable);
  EmitsWithoutWant(Host host, const Connection& c) : Plain(host, c), asks_(c.flag("asks")) {}

  void fetch(Call&, const ob_fetch&, FetchSink& out) {
    OrderBuilder builder;
    for (SimpleOrder order; order.id <= 3; ++order.id) {
      const auto id = std::to_string(order.id);
      const auto row = listed(id, id, order, 1);
      if (asks_) out.want(row);
      out.emit(build_order(builder, order), asks_ ? &row : nullptr);
    }
    out.checkpoint("", "");
  }
  bool asks_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", EmitsWithoutWant)
