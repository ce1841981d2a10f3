// SPDX-License-Identifier: MIT
// Amounts in JTL's columns, decimal(25,13): at most 12 digits before the point and 13 after it. Pure; any
// thread.
#pragma once
#include <orderbridge/call.hpp>
#include <orderbridge/decimal.hpp>
#include <string>

namespace orderbridge::jtl {

struct ColumnAmount {
  Decimal value;           ///< no trailing zeros
  bool rounded = false;    ///< digits behind the 13th went
  bool too_large = false;  ///< no column holds it
};
ColumnAmount column_amount(const Decimal& value);

/// What a person is told of it; `field` is the path of the value in the record.
std::string say_rounded(const Host& host, const std::string& field);
std::string say_too_large(const Host& host, const std::string& field);

}  // namespace orderbridge::jtl
