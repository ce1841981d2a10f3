// SPDX-License-Identifier: MIT
// Connector "reports-nothing": says OK and not a word about any order; all are in doubt, and it has no
// lookup.
#include "../support/plain.hpp"

namespace {

using namespace test_connectors;

struct ReportsNothing : Plain {
  static constexpr auto kDescription =
      describe("reports-nothing", OB_WRITE_ORDERS, "Never says what became of an order",
               "Sagt nie, was aus einer Bestellung wurde", kNoOptions);
  using Plain::Plain;
  void write(Call&, const ob_batch&, Results&) {}
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", ReportsNothing)
