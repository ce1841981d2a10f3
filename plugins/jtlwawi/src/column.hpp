// SPDX-License-Identifier: MIT
// ColumnDef and TableDef: how schema.hpp says what a column is. From these the DDL, the INSERT statements and
// the limits are made, so a length stands in one place only. Constant data, any thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace orderbridge::jtlwawi {

enum class Kind : std::uint8_t {
  kInteger,    ///< bound as 64-bit integer
  kId,         ///< as kInteger, but within the 32 bits of JTL's int
  kText,       ///< bound as text
  kTime,       ///< text, empty becomes NULL
  kAmount,     ///< canonical decimal text
  kFixed,      ///< the same literal in every row, not bound
  kNotWritten  ///< exists, but another part or SQLite itself fills it
};

/// What happens to a value longer than the column.
enum class Fit : std::uint8_t {
  kReject,  ///< keys, identifiers, where a parcel goes: the order is refused
  kCut      ///< free text: cut visibly, with a warning
};

struct ColumnDef {
  Kind kind;
  Fit fit = Fit::kReject;
  std::uint32_t limit = 0;  ///< UTF-16 units as in nvarchar(n); 0 = no limit
  std::string_view sql{};   ///< kFixed: the literal; kNotWritten: the type
  std::string_view name{};  ///< filled in by the table macro

  constexpr ColumnDef named(std::string_view column) const {
    ColumnDef copy = *this;
    copy.name = column;
    return copy;
  }
};

// The vocabulary of schema.hpp.
constexpr ColumnDef id() {
  return {Kind::kId};
}
constexpr ColumnDef integer() {
  return {Kind::kInteger};
}
constexpr ColumnDef key(std::uint32_t limit = 0) {
  return {Kind::kText, Fit::kReject, limit};
}
constexpr ColumnDef words(std::uint32_t limit) {
  return {Kind::kText, Fit::kCut, limit};
}
constexpr ColumnDef moment(std::uint32_t limit) {
  return {Kind::kTime, Fit::kReject, limit};
}
constexpr ColumnDef amount() {
  return {Kind::kAmount};
}
constexpr ColumnDef fixed(std::string_view literal) {
  return {Kind::kFixed, Fit::kReject, 0, literal};
}
constexpr ColumnDef not_written(std::string_view type) {
  return {Kind::kNotWritten, Fit::kReject, 0, type};
}

struct TableDef {
  std::string_view schema, name;
  std::span<const ColumnDef> columns;
  std::string_view primary_key;  ///< column list; empty: a column's own type says it
  std::string_view index;        ///< column list of a second index, or empty
  std::string_view
      on_conflict;  ///< upsert: columns to overwrite, separated by one blank; empty: conflicts fail
};

}  // namespace orderbridge::jtlwawi
