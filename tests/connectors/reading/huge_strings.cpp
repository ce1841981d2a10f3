// SPDX-License-Identifier: MIT
// Connector "huge-strings": far more than anybody needs, in the place its option says; order 2 is ordinary.
#include "../support/plain.hpp"
#include "../support/simple_order.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{option(OB_TYPE_CHOICE, "where")
                                  .choices("comment|id|lines|extras|cursor|bookmark|failure")
                                  .defaults("comment")
                                  .doc("What is too large", "Was zu groß ist"),
                              option(OB_TYPE_INT, "size")
                                  .defaults("10000000")
                                  .doc("Bytes, lines or extras", "Bytes, Positionen oder Zusätze")};
constexpr auto kOptionTable = option_table(kOptions);

struct HugeStrings : Plain {
  static constexpr auto kDescription =
      describe("huge-strings", OB_FETCH_ORDERS, "Too much of everything", "Zu viel von allem", kOptionTable);
  HugeStrings(Host host, const Connection& c)
      : Plain(host, c), where_(c.text("where")), size_(static_cast<std::size_t>(c.integer("size"))) {}

  void fetch(Call&, const ob_fetch&, FetchSink& out) {
    const std::string huge(where_ == "lines" || where_ == "extras" ? 1 : size_, 'x');
    OrderBuilder builder;
    for (SimpleOrder order; order.id <= 2; ++order.id) {
      const bool bad = order.id == 1;
      const std::string id = bad && where_ == "id" ? huge : std::to_string(order.id);
      const auto row = listed(id, id, order, 1);
      if (!out.want(row)) continue;
      if (bad && where_ == "lines") order.lines = static_cast<int>(size_);
      build_order(builder, order);
      order.lines = 2;
      builder.order().head.id = builder.keep(id);
      if (bad && where_ == "comment") builder.order().customer_comment = builder.keep(huge);
      for (std::size_t i = 0; bad && where_ == "extras" && i < size_; ++i)
        builder.add_extra("huge-strings.n" + std::to_string(i), "value");
      out.emit(builder.finish(), &row);
    }
    if (where_ == "failure") throw retry(huge).remote(huge);
    out.checkpoint(where_ == "cursor" ? huge : "", where_ == "bookmark" ? huge : "");
  }
  std::string where_;
  std::size_t size_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", HugeStrings)
