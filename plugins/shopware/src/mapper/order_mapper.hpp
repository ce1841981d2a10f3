// SPDX-License-Identifier: MIT
// OrderMapper: the JSON of an order detail -> a normalized ob_order. Pure (no I/O, no clock), one thread at a
// time, used over and over by the fetch workers, tests, benches and fuzzing. The record's texts live in the
// JSON, the parser and the builder: keep the JSON until the record was emitted; the next map() ends them.
#pragma once
#include <simdjson.h>

#include <string>
#include <vector>

#include "../language.hpp"
#include "detail.hpp"
#include "money.hpp"
#include "orderbridge/order_builder.hpp"

namespace orderbridge::shopware5 {

enum class MapOutcome {
  kOrder,       // record() is complete
  kIncomplete,  // valid, but without lines or billing address: checkout is still writing, or data was deleted
  kRefused,     // can never become an order as it is
  kBroken       // no JSON, cut JSON, or no order detail: an answer to ask for again
};

struct Mapped {
  MapOutcome outcome = MapOutcome::kBroken;
  std::string code, field, text;  // why, where not kOrder; no personal data in it
};

class OrderMapper {
 public:
  Mapped map(simdjson::padded_string_view json, Language say);

  /// After kOrder.
  const ob_record& record() { return builder_.finish(); }
  OrderBuilder& builder() noexcept { return builder_; }
  /// After every outcome but kBroken: for the selection.
  const Detail& detail() const noexcept { return detail_; }

 private:
  Mapped map_detail(Language say);
  std::string missing_parts(Language say) const;
  void map_header();
  void map_parties(Language say);
  void map_payment(Language say);
  void map_address(const DetailAddress& from, ob_address& to);
  void map_line(const DetailLine& from, std::size_t index);
  void map_lines();
  void map_shipping(Language say);
  void map_extras();
  void check_totals(Language say);

  ob_str kept_offset(std::string_view time);
  std::string_view attribute_name(std::string_view name);
  std::size_t add_attributes(AttributeRange range);

  simdjson::ondemand::parser parser_;
  Detail detail_;
  OrderBuilder builder_;
  Terms terms_;
  ShippingCost shipping_;
  std::vector<PricedLine> priced_;
  // Extras of lines and addresses: offsets first, pointers once the vector no longer grows.
  struct ExtraOwner {
    const ob_extra** extras;
    std::size_t* count;
    std::size_t first;
  };
  std::vector<ob_extra> extras_;
  std::vector<ExtraOwner> owners_;
  std::string scratch_;
};

}  // namespace orderbridge::shopware5
