// SPDX-License-Identifier: MIT
// A unit price with and without tax. The one that the shop gives keeps its digits. Pure; any thread. Throws
// DecimalError where an amount is too large.
#pragma once
#include <orderbridge/decimal.hpp>

namespace orderbridge::jtl {

/// Without tax: a gross price divided by 1 + rate at 10 digits, so that it comes back to the cent.
Decimal net_price(const Decimal& price, const Decimal& rate_percent, bool gross_basis);
/// The gross price as given comes back from the net one: with tax, rounded to the digits that it has itself.
bool comes_back(const Decimal& gross, const Decimal& net, const Decimal& rate_percent) noexcept;
/// With tax, exact up to 13 digits, which is what JTL's columns hold; where that is too long, at 6 digits.
Decimal gross_price(const Decimal& price, const Decimal& rate_percent, bool gross_basis);

}  // namespace orderbridge::jtl
