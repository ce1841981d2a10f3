// SPDX-License-Identifier: MIT
// Whatever a shop may answer: the mapper maps, refuses or calls it broken, and an order it lets through is
// one.
#include <cstdlib>

#include "mapper/order_mapper.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static auto* mapper = new orderbridge::shopware5::OrderMapper;
  const simdjson::padded_string json(reinterpret_cast<const char*>(data), size);
  if (mapper->map(json, orderbridge::shopware5::Language{}).outcome !=
      orderbridge::shopware5::MapOutcome::kOrder)
    return 0;
  const auto& order = reinterpret_cast<const ob_order&>(mapper->record());
  if (order.head.id.size == 0 || !order.billing || order.line_count == 0) std::abort();
  return 0;
}
