// SPDX-License-Identifier: MIT
// See currency.hpp.
#include "currency.hpp"

#include "numbers.hpp"

namespace orderbridge::shopware5 {

std::optional<std::string> currency_code(std::string_view said) {
  said = trimmed(said);
  if (said == "€") return "EUR";
  if (said.size() != 3) return std::nullopt;
  std::string code;
  for (const char c : said) {
    const bool lower = c >= 'a' && c <= 'z';
    if (!lower && (c < 'A' || c > 'Z')) return std::nullopt;
    code += lower ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return code;
}

}  // namespace orderbridge::shopware5
