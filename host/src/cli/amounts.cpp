// SPDX-License-Identifier: MIT
#include "cli/amounts.hpp"

#include <algorithm>

#include "base/language.hpp"
#include "orderbridge/decimal.hpp"

namespace orderbridge::cli {

namespace {

template <class Shape>
std::string shaped(std::string_view text, Shape&& shape) {
  const auto number = Decimal::parse(text);
  if (!number) return std::string(text);
  std::string out;
  try {
    out = shape(*number).to_string();
  } catch (const DecimalError&) {  // more digits than there are
    return std::string(text);
  }
  if (language() == Language::kGerman) std::replace(out.begin(), out.end(), '.', ',');
  return out;
}

}  // namespace

std::string money_text(std::string_view decimal) {
  return shaped(decimal, [](const Decimal& d) { return d.rounded(2); });
}

std::string decimal_text(std::string_view decimal) {
  return shaped(decimal, [](const Decimal& d) { return d.normalized(); });
}

}  // namespace orderbridge::cli
