// SPDX-License-Identifier: MIT
#include "write_in_batches.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

namespace ob_test {

void write_in_batches(Wawi& wawi, const std::vector<SampleOrder>& orders,
                      const std::function<std::vector<std::string>(const SampleOrder&)>& told,
                      const std::function<std::string(const SampleOrder&)>& remote_id) {
  REQUIRE(orders.size() == 1000);
  std::vector<orderbridge::OrderBuilder> builders(kBatch);
  for (std::size_t from = 0; from < orders.size(); from += kBatch) {
    std::vector<const ob_record*> records;
    for (std::size_t i = 0; i < kBatch; ++i) records.push_back(&fill_order(builders[i], orders[from + i]));
    REQUIRE(wawi.write(records) == OB_OK);
    for (std::size_t i = 0; i < kBatch; ++i) {
      const auto& order = orders[from + i];
      auto reported = wawi.reported[i];
      std::sort(reported.warnings.begin(), reported.warnings.end());
      INFO("order " << order.key << ": " << reported.code << " " << reported.text);
      REQUIRE(reported.times == 1);
      if (order.refused.empty()) {
        REQUIRE(reported.outcome == OB_WRITTEN);
        REQUIRE(reported.warnings == told(order));
        if (remote_id) REQUIRE(reported.remote_id == remote_id(order));
      } else {
        REQUIRE(reported.outcome == OB_WRITE_REJECTED);
        REQUIRE(reported.code == order.refused);
        REQUIRE(reported.text.rfind(order.refused_at + " has ", 0) == 0);
        REQUIRE(reported.warnings.empty());
      }
    }
  }
}

}  // namespace ob_test
