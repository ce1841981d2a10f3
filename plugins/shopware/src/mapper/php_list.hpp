// SPDX-License-Identifier: MIT
// Lists as PHP writes them. json_encode() makes [..] of an array only while its keys are 0, 1, 2 ... without
// a gap; a plugin that removes an entry (unset, array_filter) turns the same list into {"0":..,"2":..}. Every
// list of the shop is read through here, so that both are the list that they mean.
// Witnesses: php.net/json_encode ("non-sequential array" becomes an object), directus/v8-archive#1318.
#pragma once
#include <algorithm>

#include "json_fields.hpp"

namespace orderbridge::shopware5 {

inline bool is_list_key(std::string_view key) noexcept {
  return !key.empty() && key.size() <= 19 &&
         std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Calls each(JsonValue&) for every entry, in the order of the text. False where the value is no list: a
/// scalar, null, or an object with another key than a number; each() may have been called by then. Throws
/// simdjson::simdjson_error where the JSON is broken.
template <class Each>
bool for_each_entry(JsonValue& value, Each each) {
  switch (value.type().value()) {
    case simdjson::ondemand::json_type::array:
      for (auto entry : value.get_array()) {
        JsonValue element = std::move(entry).take_value();
        each(element);
      }
      return true;
    case simdjson::ondemand::json_type::object:
      for (auto entry : value.get_object()) {
        auto field = std::move(entry).take_value();
        const std::string_view key = field.unescaped_key();
        if (!is_list_key(key)) return false;
        each(field.value());
      }
      return true;
    default:
      return false;
  }
}

}  // namespace orderbridge::shopware5
