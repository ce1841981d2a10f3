// SPDX-License-Identifier: MIT
#include "amounts.hpp"

#include "jtl/amounts.hpp"

namespace orderbridge::jtlwawi {

Decimal required(const ob_decimal& value, Fitter& fitter, const Field& field) {
  if (const auto number = Decimal::from_abi(value)) return *number;
  const std::string path = field.path();
  throw OrderRejected(
      "missing-value",
      fitter.say(path + " is missing; the order cannot be staged without it",
                 path + " fehlt; ohne diesen Wert kann die Bestellung nicht abgelegt werden"));
}

std::string amount_text(const Decimal& value, Fitter& fitter, const Field& field) {
  const auto amount = jtl::column_amount(value);
  if (amount.rounded || amount.too_large) {
    const std::string path = field.path();
    if (amount.rounded) fitter.warn("rounded", path, jtl::say_rounded(fitter.host(), path));
    if (amount.too_large) throw OrderRejected("out-of-range", jtl::say_too_large(fitter.host(), path));
  }
  return amount.value.to_string();
}

std::string optional_amount(const ob_decimal& value, Fitter& fitter, const Field& field) {
  const auto number = Decimal::from_abi(value);
  return number ? amount_text(*number, fitter, field) : std::string();
}

}  // namespace orderbridge::jtlwawi
