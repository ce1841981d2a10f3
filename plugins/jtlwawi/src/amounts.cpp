// SPDX-License-Identifier: MIT
#include "amounts.hpp"

#include <algorithm>

namespace orderbridge::jtlwawi {
namespace {

constexpr int kFractionDigits = 13;
constexpr std::size_t kWholeDigits = 12;

}  // namespace

Decimal required(const ob_decimal& value, Fitter& fitter, const Field& field) {
  if (const auto number = Decimal::from_abi(value)) return *number;
  const std::string path = field.path();
  throw OrderRejected(
      "missing-value",
      fitter.say(path + " is missing; the order cannot be staged without it",
                 path + " fehlt; ohne diesen Wert kann die Bestellung nicht abgelegt werden"));
}

std::string amount_text(const Decimal& value, Fitter& fitter, const Field& field) {
  Decimal number = value.normalized();
  if (number.scale() > kFractionDigits) {
    const std::string path = field.path();
    fitter.warn("rounded", path,
                fitter.say(path + " was rounded to 13 decimal places",
                           path + " wurde auf 13 Nachkommastellen gerundet"));
    number = number.rounded(kFractionDigits).normalized();
  }
  std::string text = number.to_string();
  const std::size_t sign = text.front() == '-' ? 1 : 0;
  if (std::min(text.find('.'), text.size()) - sign > kWholeDigits) {
    const std::string path = field.path();
    throw OrderRejected("out-of-range", fitter.say(path + " has more than 12 digits before the point",
                                                   path + " hat mehr als 12 Stellen vor dem Komma"));
  }
  return text;
}

std::string optional_amount(const ob_decimal& value, Fitter& fitter, const Field& field) {
  const auto number = Decimal::from_abi(value);
  return number ? amount_text(*number, fitter, field) : std::string();
}

}  // namespace orderbridge::jtlwawi
