// SPDX-License-Identifier: MIT
// Connector "fails-in-open": open() fails with the status its option says, for ever or the first N times;
// then it has three orders.
#include "../support/plain.hpp"
#include "../support/simple_order.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{
    option(OB_TYPE_CHOICE, "status")
        .choices(kStatusNames)
        .defaults("bad-auth")
        .doc("How it fails", "Wie es misslingt"),
    option(OB_TYPE_INT, "times")
        .defaults("0")
        .doc("So many times per instance; 0: always", "So oft je Instanz; 0: immer"),
    option(OB_TYPE_DURATION, "retry-after")
        .defaults("0s")
        .doc("Wish for the next try; 0: none", "Wunsch für den nächsten Versuch; 0: keiner")};
constexpr auto kOptionTable = option_table(kOptions);

struct FailsInOpen : Plain {
  static constexpr auto kDescription =
      describe("fails-in-open", OB_FETCH_ORDERS, "Cannot connect", "Kann sich nicht verbinden", kOptionTable);
  FailsInOpen(Host host, const Connection& c)
      : Plain(host, c),
        status_(status_named(c.text("status"))),
        times_(c.integer("times")),
        retry_after_(c.duration("retry-after").count()) {}

  void open(Call&) {
    if (times_ == 0 || ++failed_ <= times_)
      throw Error(status_, "the test wants open() to fail")
          .remote("HTTP 401 <html>", 401)
          .retry_after(retry_after_);
  }
  void fetch(Call&, const ob_fetch&, FetchSink& out) {
    OrderBuilder builder;
    for (const char* id : {"1", "2", "3"}) {
      SimpleOrder order;
      order.id = static_cast<std::uint64_t>(id[0] - '0');
      const auto row = listed(id, id, order, 1);
      if (out.want(row)) out.emit(build_order(builder, order), &row);
    }
    out.checkpoint("", "");
  }
  ob_status status_;
  std::int64_t times_, retry_after_, failed_ = 0;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", FailsInOpen)
