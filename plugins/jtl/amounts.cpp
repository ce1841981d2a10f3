// SPDX-License-Identifier: MIT
#include "jtl/amounts.hpp"

#include <algorithm>

namespace orderbridge::jtl {
namespace {

constexpr int kFractionDigits = 13;
constexpr std::size_t kWholeDigits = 12;

}  // namespace

ColumnAmount column_amount(const Decimal& value) {
  ColumnAmount amount;
  amount.value = value.normalized();
  amount.rounded = amount.value.scale() > kFractionDigits;
  if (amount.rounded) amount.value = amount.value.rounded(kFractionDigits).normalized();
  const std::string text = amount.value.to_string();
  const std::size_t sign = text.front() == '-' ? 1 : 0;
  amount.too_large = std::min(text.find('.'), text.size()) - sign > kWholeDigits;
  return amount;
}

std::string say_rounded(const Host& host, const std::string& field) {
  return host.say(field + " was rounded to 13 decimal places",
                  field + " wurde auf 13 Nachkommastellen gerundet");
}

std::string say_too_large(const Host& host, const std::string& field) {
  return host.say(field + " has more than 12 digits before the point",
                  field + " hat mehr als 12 Stellen vor dem Komma");
}

}  // namespace orderbridge::jtl
