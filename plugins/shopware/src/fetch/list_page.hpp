// SPDX-License-Identifier: MIT
// One page of the order list: the few fields of a row that decide whether its detail is asked for. Pure
// reading.
#pragma once
#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "orderbridge/connector_abi.h"

namespace orderbridge::shopware5 {

struct ListRow {
  std::int64_t id = 0;
  std::string id_text, number;
  bool has_number = false;  // false: null
  std::string order_time, shop_id, subshop_id;
  std::string tracking, cleared;  // as the list has them; empty: none
  std::string changed;            // "2026-11-24T10:11:12+0100"; empty: never, or a shop before 5.5
  std::int64_t state = 0, payment_state = 0;
  std::string state_text, payment_state_text;
  std::uint64_t hash = 0;  // of the row's own JSON text
  std::uint64_t core = 0;  // of all but what the shop is told of it, and the time of change that this leaves;
                           // where it was asked for

  /// For want(), emit() and note(); borrows from this row.
  ob_listed listed() const;
};

struct ListPage {
  std::vector<ListRow> rows;
  std::int64_t total = -1;  // of the whole filter; -1: the shop did not say
};

/// nullopt: JSON, but no list of orders. Throws simdjson::simdjson_error for broken or cut JSON.
/// `core`: costs as much as all the rest, and only telling needs it.
enum class Core { kNone, kHashed };
std::optional<ListPage> read_list_page(simdjson::ondemand::parser& parser, simdjson::padded_string_view json,
                                       Core core = Core::kNone);

/// 64 bits over a text, the same on every machine and in every version: the ledger stores it.
std::uint64_t stable_hash(std::string_view text) noexcept;

}  // namespace orderbridge::shopware5
