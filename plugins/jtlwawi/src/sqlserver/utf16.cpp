// SPDX-License-Identifier: MIT
#include "utf16.hpp"

#include "../utf8.hpp"

namespace orderbridge::jtlwawi::sqlserver {

namespace {

constexpr char16_t kReplacement = 0xFFFD;

constexpr bool is_high(char32_t unit) noexcept {
  return unit >= 0xD800 && unit < 0xDC00;
}
constexpr bool is_low(char32_t unit) noexcept {
  return unit >= 0xDC00 && unit < 0xE000;
}

}  // namespace

std::u16string to_utf16(std::string_view utf8) {
  std::u16string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    if (utf8[at] == '\0') {
      out += u'\0', ++at;
      continue;
    }
    const std::size_t from = at;
    const char32_t letter = take_letter(utf8, at);
    if (letter == 0 || letter > 0x10FFFF || is_high(letter) || is_low(letter)) {
      out += kReplacement, at = from + 1;
    } else if (letter < 0x10000) {
      out += static_cast<char16_t>(letter);
    } else {
      out += static_cast<char16_t>(0xD800 + ((letter - 0x10000) >> 10U));
      out += static_cast<char16_t>(0xDC00 + ((letter - 0x10000) & 0x3FFU));
    }
  }
  return out;
}

std::string to_utf8(std::u16string_view utf16) {
  std::string out;
  out.reserve(utf16.size());
  for (std::size_t i = 0; i < utf16.size(); ++i) {
    const char32_t unit = utf16[i];
    if (is_high(unit) && i + 1 < utf16.size() && is_low(utf16[i + 1])) {
      append_utf8(out, 0x10000 + ((unit - 0xD800) << 10U) + (utf16[i + 1] - 0xDC00));
      ++i;
    } else {
      append_utf8(out, is_high(unit) || is_low(unit) ? char32_t{kReplacement} : unit);
    }
  }
  return out;
}

}  // namespace orderbridge::jtlwawi::sqlserver
