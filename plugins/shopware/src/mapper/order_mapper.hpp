// SPDX-License-Identifier: MIT
// OrderMapper: the JSON of an order detail -> a normalized ob_order. Pure (no I/O, no clock), one thread at a
// time, used over and over by the fetch workers, tests, benches and fuzzing. The record's texts live in the
// JSON, the parser and the builder: keep the JSON until the record was emitted; the next map() ends them.
#pragma once
#include <simdjson.h>

#include <string>
#include <vector>

#include "detail.hpp"
#include "money.hpp"
#include "orderbridge/order_builder.hpp"
#include "reading.hpp"

namespace orderbridge::shopware5 {

enum class MapOutcome {
  kOrder,       // record() is complete
  kIncomplete,  // valid, but not all there: checkout is still writing, or data was deleted
  kRefused,     // can never become an order as it is
  kBroken       // no JSON, cut JSON, or no order detail: an answer to ask for again
};

struct Mapped {
  MapOutcome outcome = MapOutcome::kBroken;
  std::string code, field, text;  // why, where not kOrder; no personal data in it
  bool only_for_age = false;      // kIncomplete, and complete enough once it is older
};

class OrderMapper {
 public:
  Mapped map(simdjson::padded_string_view json, const Reading& reading);

  /// After kOrder.
  const ob_record& record() { return builder_.finish(); }
  OrderBuilder& builder() noexcept { return builder_; }
  /// After every outcome but kBroken: for the selection.
  const Detail& detail() const noexcept { return detail_; }

 private:
  Mapped map_detail(const Reading& reading);
  void map_header(Language say);
  void map_currency(Language say);
  void map_parties(Language say);
  void map_payment(Language say);
  void map_addresses(Language say);
  void map_post_number(const DetailAddress& from, ob_address& to);
  void map_address(const DetailAddress& from, ob_address& to);
  void map_line(const DetailLine& from, std::size_t index);
  void map_lines();
  void map_shipping(Language say);
  void map_extras();
  void map_totals();
  void warn_of_shipping_rate(const Decimal& rate, Language say);
  void check_totals(Language say);
  void check_tax_free(Language say);
  void check_payment(const Decimal& sum, Language say);

  ob_str kept_offset(std::string_view time);
  std::string_view order_attribute(std::string_view name) const;
  std::string_view attribute_name(std::string_view name);
  std::size_t add_attributes(AttributeRange range);

  simdjson::ondemand::parser parser_;
  const ShopWords* words_ = nullptr;
  Detail detail_;
  OrderBuilder builder_;
  Terms terms_;
  ShippingCost shipping_;
  std::optional<Decimal> gross_, net_;  // the shop's totals; gross_ is there after map_totals()
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
