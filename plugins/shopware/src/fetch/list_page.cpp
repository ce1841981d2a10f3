// SPDX-License-Identifier: MIT
// See list_page.hpp.
#include "list_page.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "../mapper/php_list.hpp"
#include "orderbridge/text.hpp"

namespace orderbridge::shopware5 {
namespace {

using RowKey = Key<ListRow, ListRow>;

template <auto Member>
void text_field(JsonValue& value, ListRow& row, ListRow&) {
  row.*Member = std::string(json_text(value));
}
template <auto Member>
void time_field(JsonValue& value, ListRow& row, ListRow&) {
  row.*Member = json_time(value);
}
template <auto Member>
void text_or_null(JsonValue& value, ListRow& row, ListRow&) {
  if (value.type().value() != simdjson::ondemand::json_type::null)
    row.*Member = std::string(json_text(value));
}
template <auto Text, auto Number>
void number_field(JsonValue& value, ListRow& row, ListRow&) {
  row.*Text = std::string(json_text(value));
  row.*Number = parse_integer(row.*Text).value_or(-1);
}
void number_of_order(JsonValue& value, ListRow& row, ListRow&) {
  row.has_number = value.type().value() != simdjson::ondemand::json_type::null;
  row.number = std::string(json_text(value));
}

constexpr std::array kRowKeys{
    RowKey{"id", &number_field<&ListRow::id_text, &ListRow::id>},
    RowKey{"number", &number_of_order},
    RowKey{"trackingCode", &text_or_null<&ListRow::tracking>},
    RowKey{"clearedDate", &text_or_null<&ListRow::cleared>},
    RowKey{"changed", &text_or_null<&ListRow::changed>},
    RowKey{"shopId", &text_field<&ListRow::shop_id>},
    RowKey{"orderTime", &time_field<&ListRow::order_time>},
    RowKey{"languageIso", &text_field<&ListRow::subshop_id>},
    RowKey{"paymentStatusId", &number_field<&ListRow::payment_state_text, &ListRow::payment_state>},
    RowKey{"orderStatusId", &number_field<&ListRow::state_text, &ListRow::state>},
};

constexpr std::uint64_t mix(std::uint64_t hash) noexcept {
  hash ^= hash >> 32;
  hash *= 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

constexpr std::size_t kWord = 8;

/// Eight bytes as a number, the first one lowest, on every machine.
std::uint64_t word_of(const char* text) noexcept {
  std::uint64_t word = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&word, text, kWord);
  } else {
    for (std::size_t i = 0; i < kWord; ++i)
      word |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[i])) << (8 * i);
  }
  return word;
}

std::uint64_t core_hash(simdjson::ondemand::object& object) {
  constexpr std::string_view kTold[] = {"orderStatusId", "orderStatus", "paymentStatusId", "paymentStatus",
                                        "trackingCode",  "clearedDate", "changed"};
  std::uint64_t hash = 0;
  for (auto entry : object) {
    auto field = std::move(entry).take_value();
    const std::string_view key = field.unescaped_key();
    if (std::find(std::begin(kTold), std::end(kTold), key) != std::end(kTold)) continue;
    hash = mix(hash ^ stable_hash(key)) ^ stable_hash(trimmed(simdjson::to_json_string(field.value())));
  }
  return hash;
}

ListRow read_row(simdjson::ondemand::object object, Core core) {
  ListRow row;
  const std::string_view raw = trimmed(object.raw_json());
  object.reset().value();
  row.hash = stable_hash(raw);
  if (core == Core::kHashed) {
    row.core = core_hash(object);
    object.reset().value();
  }
  read_fields(object, kRowKeys, row, row);
  return row;
}

/// nullopt: no list.
std::optional<std::vector<ListRow>> read_rows(JsonValue& value, Core core) {
  std::vector<ListRow> rows;
  const bool list = for_each_entry(value, [&rows, core](JsonValue& entry) {
    if (is_object(entry)) rows.push_back(read_row(entry.get_object().value(), core));
  });
  if (!list) return std::nullopt;
  return rows;
}

}  // namespace

ob_listed ListRow::listed() const {
  ob_listed row{};
  row.size = sizeof row;
  row.id = to_abi(id_text);
  row.number = has_number ? to_abi(number) : ob_str{};
  row.ordered_at = parse_time(order_time);
  row.state = to_abi(state_text);
  row.payment_state = to_abi(payment_state_text);
  row.hint = hash;
  return row;
}

std::optional<ListPage> read_list_page(simdjson::ondemand::parser& parser, simdjson::padded_string_view json,
                                       Core core) {
  auto document = parser.iterate(json).value();
  if (document.type().value() != simdjson::ondemand::json_type::object) return std::nullopt;
  std::optional<ListPage> page;
  std::int64_t total = -1;
  for (auto entry : document.get_object()) {
    auto field = std::move(entry).take_value();
    const std::string_view key = field.unescaped_key();
    if (key == "data") {
      if (auto rows = read_rows(field.value(), core)) page.emplace().rows = std::move(*rows);
    } else if (key == "total") {
      total = parse_integer(json_text(field.value())).value_or(-1);
    }
  }
  if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
    throw simdjson::simdjson_error(simdjson::TRAILING_CONTENT);
  if (page) page->total = total;
  return page;
}

std::uint64_t stable_hash(std::string_view text) noexcept {
  std::uint64_t hash = mix(text.size() + 1);
  const auto add = [&hash](std::uint64_t word) { hash = mix(hash ^ word) * 0xD6E8FEB86659FD93u; };
  for (; text.size() >= kWord; text.remove_prefix(kWord)) add(word_of(text.data()));
  if (!text.empty()) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
      word |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[i])) << (8 * i);
    add(word);
  }
  return mix(hash);
}

}  // namespace orderbridge::shopware5
