// SPDX-License-Identifier: MIT
// Connector "null-sink" for benches: reports every order as written and keeps nothing.
#include "../support/plain.hpp"

namespace {

using namespace test_connectors;

class NullSink : public Plain {
 public:
  static constexpr auto kDescription =
      describe("null-sink", OB_WRITE_ORDERS, "Takes orders and forgets them, for benches",
               "Nimmt Bestellungen und vergisst sie, für Messungen", kNoOptions);
  using Plain::Plain;

  void write(Call&, const ob_batch& batch, Results& results) {
    Result r;
    for (std::size_t i = 0; i < batch.count; ++i) {
      r.remote_id = view(batch.records[i]->id);
      results.report(i, r);
    }
  }
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", NullSink)
