// SPDX-License-Identifier: MIT
#include "jtl/prices.hpp"

#include <algorithm>

namespace orderbridge::jtl {
namespace {

Decimal factor(const Decimal& rate_percent) {
  const Decimal hundred_plus = (Decimal(100, 0) + rate_percent).normalized();
  return {hundred_plus.unscaled(), hundred_plus.scale() + 2};  // 119 % is 1.19
}

}  // namespace

Decimal net_price(const Decimal& price, const Decimal& rate_percent, bool gross_basis) {
  if (!gross_basis || rate_percent.is_zero()) return price;
  const auto by = factor(rate_percent);
  try {
    return Decimal::divide(price.normalized(), by, 10);
  } catch (const DecimalError&) {
    return Decimal::divide(price.normalized(), by, 6);  // beyond 900 million at 10 digits
  }
}

bool comes_back(const Decimal& gross, const Decimal& net, const Decimal& rate_percent) noexcept {
  const auto given = gross.normalized();
  try {
    return Decimal::multiply(net, factor(rate_percent), given.scale()) == given;
  } catch (const DecimalError&) {
    return false;  // rounded up beyond what any price can be
  }
}

Decimal gross_price(const Decimal& price, const Decimal& rate_percent, bool gross_basis) {
  if (gross_basis || rate_percent.is_zero()) return price;
  const auto exact = price.normalized(), by = factor(rate_percent);
  const int scale = std::min(exact.scale() + by.scale(), 13);
  try {
    return Decimal::multiply(exact, by, scale);
  } catch (const DecimalError&) {
    return Decimal::multiply(exact, by, std::min(scale, 6));  // beyond 900,000 at 13 digits
  }
}

}  // namespace orderbridge::jtl
