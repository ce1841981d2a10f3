// SPDX-License-Identifier: MIT
// Recorded and constructed answers for the unit tests, and an order mapped from one.
#pragma once
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "mapper/order_mapper.hpp"

namespace shopware_test {

/// Content of a file below tests/data, with room for simdjson's padding.
inline std::string data_file(const std::string& name) {
  std::ifstream file(std::string(OB_TEST_DATA) + "/" + name, std::ios::binary);
  INFO(name);
  REQUIRE(file.good());
  std::ostringstream text;
  text << file.rdbuf();
  auto content = text.str();
  content.reserve(content.size() + simdjson::SIMDJSON_PADDING);
  return content;
}

inline simdjson::padded_string_view padded(const std::string& text) {
  return simdjson::padded_string_view(text.data(), text.size(), text.capacity());
}

inline std::string recorded_detail(const std::string& id) {
  return data_file("shopware5/details/" + id + ".json");
}

/// JSON merge patch (RFC 7386), which is how the failing cases are written down.
inline std::string merged(simdjson::dom::element base, simdjson::dom::element patch) {
  if (!patch.is_object()) return simdjson::minify(patch);
  std::string text = "{";
  const auto add = [&](std::string_view key, const std::string& value) {
    text += (text.size() > 1 ? ",\"" : "\"") + std::string(key) + "\":" + value;
  };
  const auto in = [](simdjson::dom::element object, std::string_view key) {
    return object.is_object() ? object.at_key(key)
                              : simdjson::simdjson_result<simdjson::dom::element>(simdjson::NO_SUCH_FIELD);
  };
  if (base.is_object())
    for (auto [key, value] : base.get_object()) {
      auto other = in(patch, key);
      add(key, other.error() ? std::string(simdjson::minify(value)) : merged(value, other.value()));
    }
  for (auto [key, value] : patch.get_object())
    if (in(base, key).error()) add(key, merged(value, value));
  return text + "}";
}
/// The order, {"data":{...}}, with a patch of its data. null stays as null: that is how the shop says it.
inline std::string patched(const std::string& order, const std::string& patch) {
  simdjson::dom::parser first, second;
  const simdjson::padded_string base(order), change("{\"data\":" + patch + "}");
  return merged(first.parse(base), second.parse(change));
}

/// One order; the JSON lives as long as the mapper's texts.
struct MappedOrder {
  explicit MappedOrder(std::string text, bool german = false)
      : MappedOrder(std::move(text),
                    orderbridge::shopware5::Reading(orderbridge::shopware5::Language{german})) {}
  MappedOrder(std::string text, const orderbridge::shopware5::Reading& reading) : json(std::move(text)) {
    json.reserve(json.size() + simdjson::SIMDJSON_PADDING);
    result = mapper.map(padded(json), reading);
    if (result.outcome == orderbridge::shopware5::MapOutcome::kOrder) mapper.record();
  }
  const ob_order& order() { return mapper.builder().order(); }
  const ob_line& line(std::size_t index) { return *order().lines[index]; }
  std::string warning_codes() {
    std::string codes;
    for (std::size_t i = 0; i < order().warning_count; ++i)
      codes += (codes.empty() ? "" : " ") + orderbridge::copy(order().warnings[i]->code);
    return codes;
  }
  /// "product 3 x 8.39 @19" per line, so that a whole order is compared at a glance.
  std::string lines();

  std::string json;
  orderbridge::shopware5::OrderMapper mapper;
  orderbridge::shopware5::Mapped result;
};

inline std::string text_of(const ob_decimal& d) {
  const auto value = orderbridge::Decimal::from_abi(d);
  return value ? value->to_string() : "-";
}

inline std::string MappedOrder::lines() {
  static const char* const names[] = {"?",         "product", "shipping", "voucher", "discount",
                                      "surcharge", "gift",    "bundle",   "other"};
  std::string text;
  for (std::size_t i = 0; i < order().line_count; ++i) {
    const auto& l = line(i);
    text += std::string(names[l.type]) + " " + text_of(l.quantity) + " x " + text_of(l.unit_price) + " @" +
            text_of(l.tax_rate) + "\n";
  }
  return text;
}

/// Replaces the first occurrence; the test fails where there is none.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  INFO(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace shopware_test
