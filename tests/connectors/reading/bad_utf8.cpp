// SPDX-License-Identifier: MIT
// Connector "bad-utf8": text that is no UTF-8, or breaks a line, in the place its option says; order 2 is
// good.
#include "../support/plain.hpp"
#include "../support/simple_order.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{option(OB_TYPE_CHOICE, "where")
                                  .choices("id|id-control|number|city|note|cursor|failure")
                                  .defaults("city")
                                  .doc("Where the bad bytes are", "Wo die falschen Bytes stehen")};
constexpr auto kOptionTable = option_table(kOptions);
constexpr std::string_view kBad =
    "K\xF6ln \xC3( \xED\xA0\x80 \xF0\x9F";  // Latin-1, cut, a surrogate, cut again

struct BadUtf8 : Plain {
  static constexpr auto kDescription = describe("bad-utf8", OB_FETCH_ORDERS, "Text that is no UTF-8",
                                                "Text, der kein UTF-8 ist", kOptionTable);
  BadUtf8(Host host, const Connection& c) : Plain(host, c), where_(c.text("where")) {}

  void fetch(Call&, const ob_fetch&, FetchSink& out) {
    OrderBuilder builder;
    for (SimpleOrder order; order.id <= 2; ++order.id) {
      const bool bad = order.id == 1;
      const std::string id = !bad                     ? "2"
                             : where_ == "id"         ? std::string(kBad)
                             : where_ == "id-control" ? "1\n\x1B[31m\x7F"
                                                      : "1";
      const auto row = listed(id, bad && where_ == "number" ? kBad : id, order, 1);
      if (bad && where_ == "note") {
        Note n;
        n.id = id;
        n.code = n.text = n.remote_text = kBad;
        out.note(n);
        continue;
      }
      if (!out.want(row)) continue;
      build_order(builder, order);
      builder.order().head.id = builder.keep(id);
      if (bad && where_ == "number") builder.order().number = builder.keep(kBad);
      if (bad && where_ == "city") builder.billing().city = builder.keep(kBad);
      out.emit(builder.finish(), &row);
    }
    if (where_ == "failure") throw retry(std::string(kBad)).remote(std::string(kBad));
    out.checkpoint(where_ == "cursor" ? kBad : "", "");
  }
  std::string where_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", BadUtf8)
