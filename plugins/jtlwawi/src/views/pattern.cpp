// SPDX-License-Identifier: MIT
#include "pattern.hpp"

#include <array>
#include <utility>

#include "../utf8.hpp"

namespace orderbridge::jtlwawi {

std::string containing(std::string_view text) {
  std::string pattern = "*";
  for (std::size_t at = 0; at < text.size();) {
    const auto letter = take_letter(text, at);
    if (letter == 0) {
      pattern += text[at++];
      continue;
    }
    const auto other = other_case(letter);
    const bool is_sign = letter == '*' || letter == '?' || letter == '[';
    if (other == letter && !is_sign) {
      append_utf8(pattern, letter);
      continue;
    }
    pattern += '[';
    append_utf8(pattern, letter);
    if (other != letter) append_utf8(pattern, other);
    pattern += ']';
  }
  return pattern + "*";
}

std::string sort_text(const std::string& column, bool descending) {
  constexpr std::array<std::pair<const char*, const char*>, 7> kLetters{
      {{"ä", "a"}, {"Ä", "a"}, {"ö", "o"}, {"Ö", "o"}, {"ü", "u"}, {"Ü", "u"}, {"ß", "ss"}}};
  auto sql = column;
  for (const auto& [letter, plain] : kLetters) sql = "replace(" + sql + ",'" + letter + "','" + plain + "')";
  return "lower(" + sql + ")" + (descending ? " DESC" : "");
}

std::string sort_number(const std::string& column, bool descending) {
  const std::string direction = descending ? " DESC" : "";
  return "length(" + column + ")" + direction + "," + column + direction;
}

}  // namespace orderbridge::jtlwawi
