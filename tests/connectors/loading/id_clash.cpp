// SPDX-License-Identifier: MIT
// A good connector under an id that another library has: "memory-source".
#include "../support/plain.hpp"

namespace {

using namespace test_connectors;

struct IdClash : Plain {
  static constexpr auto kDescription =
      describe("memory-source", OB_FETCH_ORDERS, "Has another's id", "Trägt eine fremde Id", kNoOptions);
  using Plain::Plain;
  void fetch(Call&, const ob_fetch&, FetchSink& out) { out.checkpoint("", ""); }
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", IdClash)
