// SPDX-License-Identifier: MIT
// Values against the lengths of schema.hpp, before anything is written: what does not fit is refused or cut
// visibly with a warning, never silently. Lengths count UTF-16 units as nvarchar(n) does. One Fitter per
// order, used by one thread. Texts name lengths and columns, never the value itself (it may be personal
// data).
#pragma once
#include <orderbridge/call.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "column.hpp"
#include "jtl/texts.hpp"

namespace orderbridge::jtlwawi {

/// The order can never be written as it is; becomes OB_WRITE_REJECTED for this order alone.
struct OrderRejected : std::runtime_error {
  OrderRejected(std::string reason, const std::string& text)
      : std::runtime_error(text), code(std::move(reason)) {}
  std::string code;
};

struct Warning {
  std::string code, field, text;
};

using jtl::cut_visibly;
using jtl::utf16_units;

/// Where a value comes from, as a path in the record. Made into text only when something is wrong with it.
struct Field {
  constexpr Field(const char* path)
      : name(path) {}  // NOLINT(google-explicit-constructor): literals read well
  constexpr Field(std::string_view path) : name(path) {}
  /// Below an address: {"billing", "zip"} is billing/zip.
  constexpr Field(std::string_view parent, std::string_view child) : name(child), prefix(parent) {}
  /// Below a line: {"name", 2} is lines/line[3]/name; counts from one, as XPath does.
  constexpr Field(std::string_view child, int line_index) : name(child), line(line_index) {}
  std::string path() const;

  std::string_view name, prefix{};
  int line = -1;
};

class Fitter {
 public:
  Fitter(const Host& host, bool cut_free_text, std::vector<Warning>& warnings)
      : host_(host), cut_free_text_(cut_free_text), warnings_(warnings) {}

  /// The value as it goes into the column. Throws OrderRejected.
  std::string fit(const TableDef& def, const ColumnDef& column, std::string_view value, const Field& field);
  /// Once per (code, field).
  void warn(std::string_view code, std::string field, std::string text);
  const std::vector<Warning>& warnings() const noexcept { return warnings_; }
  const Host& host() const noexcept { return host_; }
  std::string say(std::string_view en, std::string_view de) const { return host_.say(en, de); }

 private:
  const Host& host_;
  bool cut_free_text_;
  std::vector<Warning>& warnings_;
};

}  // namespace orderbridge::jtlwawi
