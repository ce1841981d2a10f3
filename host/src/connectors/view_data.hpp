// SPDX-License-Identifier: MIT
// Views and actions as the host asks for them and what came back. Plain values; used by Instance, the CLI and
// whatever shows tables to people.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "description/description.hpp"

namespace orderbridge::connectors {

struct Query {
  std::string view;
  std::optional<std::string> key;                            // the detail of this row
  std::vector<std::pair<std::string, std::string>> filters;  // column, text that it contains
  std::string sort;                                          // column; empty: the connector's own order
  bool descending = false;
  std::uint64_t offset = 0, limit = 0;  // limit 0: all, but see kMostRows
};

/// More than that comes from no connector, whatever was asked for.
inline constexpr std::uint64_t kMostRows = 100000;

/// One cell a column; nullopt where the connector has no value, which is not the empty text.
using Row = std::vector<std::optional<std::string>>;

/// A titled table of a detail.
struct Section {
  description::Text title;
  std::vector<description::ColumnInfo> columns;
  std::vector<Row> rows;
};

struct QueryResult {
  std::vector<Row> rows;               // a detail: the row itself, or none
  std::vector<Section> sections;       // of a detail
  std::optional<std::uint64_t> total;  // rows without offset and limit, where the connector says
  bool cut = false;                    // there was more than the host takes
};

/// One outcome that an action reported: of one of its keys, or of something it came upon itself.
struct ActionResult {
  std::string key, remote_id, text;
  std::int32_t outcome = 0;  // OB_WRITTEN, OB_SKIPPED, OB_WRITE_REJECTED ...
};

}  // namespace orderbridge::connectors
