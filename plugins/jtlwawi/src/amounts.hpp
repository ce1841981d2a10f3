// SPDX-License-Identifier: MIT
// Amounts as the tables hold them: canonical decimal text within JTL's decimal(25,13). No double anywhere.
// Throws OrderRejected for what does not fit. Stateless.
#pragma once
#include <orderbridge/decimal.hpp>
#include <string>
#include <string_view>

#include "fitting.hpp"
#include "jtl/prices.hpp"
#include "jtl/times.hpp"

namespace orderbridge::jtlwawi {

/// The value of a mandatory number. Throws OrderRejected "missing-value".
Decimal required(const ob_decimal& value, Fitter& fitter, const Field& field);
/// At most 12 digits before and 13 after the point, no trailing zeros. Further digits are rounded with a
/// warning.
std::string amount_text(const Decimal& value, Fitter& fitter, const Field& field);
/// As amount_text; empty where the value is absent.
std::string optional_amount(const ob_decimal& value, Fitter& fitter, const Field& field);
using jtl::comes_back;
using jtl::gross_price;
using jtl::iso_time;
using jtl::net_price;
using jtl::plain_time;

}  // namespace orderbridge::jtlwawi
