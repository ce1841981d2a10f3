// SPDX-License-Identifier: MIT
// Value: JSON whose numbers stay the text they were, so that no amount passes through a double. Read from
// what JTL-Wawi sends, changed, and written again. Plain values, no threads.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace orderbridge::jtlconnector {

struct Value {
  enum class Kind { kNull, kBool, kNumber, kText, kList, kObject };

  Kind kind = Kind::kNull;
  std::string text;                // kText; kNumber and kBool as written
  std::vector<std::string> names;  // kObject, one per item
  std::vector<Value> items;        // kList, kObject

  bool is(Kind k) const noexcept { return kind == k; }
  /// The member; nullptr where there is none or this is no object. Of several of one name, the last.
  const Value* find(std::string_view name) const noexcept;
  Value* find(std::string_view name) noexcept;
  /// The text of a member that is a text; empty otherwise.
  std::string text_of(std::string_view name) const;
};

/// nullopt: no JSON, no UTF-8, nested deeper than 32 or more values than memory should hold.
std::optional<Value> parse_json(std::string_view text);
std::string to_json(const Value& value);
/// A JSON string, quotes included.
std::string json_text(std::string_view text);

/// "2.50" and 2.5e0 are "2.5"; digits behind the 13th, which no column of Wawi holds, are the noise of
/// doubles and rounded off. nullopt: no number, or one that fits nowhere.
std::optional<std::string> canonical_decimal(const Value& number);
/// A whole number, also one in quotes. nullopt: none.
std::optional<std::int64_t> whole_number(const Value& number);

}  // namespace orderbridge::jtlconnector
