// SPDX-License-Identifier: MIT
// Reading JSON objects by a table of keys with simdjson On-Demand: one pass, any order, unknown keys skipped.
// The key expected next is compared first, so an object in the table's order costs one comparison per field.
// Throws simdjson::simdjson_error where the JSON is broken.
#pragma once
#include <simdjson.h>

#include <array>
#include <cstring>
#include <string_view>

#include "numbers.hpp"

namespace orderbridge::shopware5 {

using JsonValue = simdjson::ondemand::value;

template <class Into, class Root>
struct Key {
  std::string_view name;                             // shorter than simdjson's padding
  void (*read)(JsonValue&, Into&, Root&) = nullptr;  // nullptr: known and skipped
};

/// A string's text, a number's or boolean's own text; empty for null, objects and lists.
inline std::string_view json_text(JsonValue& value) {
  switch (value.type().value()) {
    case simdjson::ondemand::json_type::string:
      return value.get_string().value();
    case simdjson::ondemand::json_type::number:
      return trimmed(value.raw_json_token());
    case simdjson::ondemand::json_type::boolean:
      return value.get_bool().value() ? "1" : "0";
    default:
      return {};
  }
}

inline bool is_object(JsonValue& value);

/// A date's text; a PHP date object that a plugin left unformatted as "2024-05-06 09:14:02.000000+02:00".
inline std::string json_time(JsonValue& value) {
  if (!is_object(value)) return std::string(json_text(value));
  std::string date, type, zone;
  for (auto entry : value.get_object()) {
    auto field = std::move(entry).take_value();
    const std::string_view name = field.unescaped_key();
    auto* into = name == "date"            ? &date
                 : name == "timezone_type" ? &type
                 : name == "timezone"      ? &zone
                                           : nullptr;
    if (into) *into = std::string(json_text(field.value()));
  }
  if (date.empty()) return {};
  // Type 1 is an offset. Of names, only those that never move; else the time stands without an offset.
  const bool utc = zone == "UTC" || zone == "Z" || zone == "GMT";
  return date + (type == "1"      ? zone
                 : utc            ? "+00:00"
                 : zone == "CEST" ? "+02:00"
                 : zone == "CET"  ? "+01:00"
                                  : "");
}

inline bool is_object(JsonValue& value) {
  return value.type().value() == simdjson::ondemand::json_type::object;
}

/// Key table entry: the value's text goes to a member.
template <auto Member, class Into, class Root>
void read_text(JsonValue& value, Into& into, Root&) {
  into.*Member = json_text(value);
}

template <class Into, class Root, std::size_t N>
std::size_t find_key(const std::array<Key<Into, Root>, N>& keys, const char* raw,
                     std::size_t expected) noexcept {
  const auto same = [raw](std::string_view name) {
    return raw[0] == name[0] && raw[name.size()] == '"' && std::memcmp(raw, name.data(), name.size()) == 0;
  };
  for (std::size_t i = expected; i < N; ++i)
    if (same(keys[i].name)) return i;
  for (std::size_t i = 0; i < expected; ++i)
    if (same(keys[i].name)) return i;
  return N;
}

template <class Into, class Root, std::size_t N>
void read_fields(simdjson::ondemand::object& object, const std::array<Key<Into, Root>, N>& keys, Into& into,
                 Root& root) {
  std::size_t expected = 0;
  for (auto entry : object) {
    auto field = std::move(entry).take_value();
    const auto found = find_key(keys, field.key().raw(), expected);
    if (found == N) continue;
    expected = found + 1;
    if (keys[found].read) keys[found].read(field.value(), into, root);
  }
}

/// Reads nothing where the value is no object.
template <class Into, class Root, std::size_t N>
void read_object(JsonValue& value, const std::array<Key<Into, Root>, N>& keys, Into& into, Root& root) {
  if (!is_object(value)) return;
  auto object = value.get_object().value();
  read_fields(object, keys, into, root);
}

}  // namespace orderbridge::shopware5
