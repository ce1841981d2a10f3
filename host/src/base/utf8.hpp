// SPDX-License-Identifier: MIT
// Is a text well-formed UTF-8? Checked once for everything that foreign code hands in. Pure.
#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>

namespace orderbridge {

inline bool is_utf8(std::string_view text) noexcept {
  const auto* p = reinterpret_cast<const unsigned char*>(text.data());
  const auto* const end = p + text.size();
  while (p < end) {
    if (end - p >= 8) {  // most text is ASCII: eight bytes at a time
      std::uint64_t word = 0;
      std::memcpy(&word, p, 8);
      if ((word & 0x8080808080808080u) == 0) {
        p += 8;
        continue;
      }
    }
    if (*p < 0x80) {
      ++p;
      continue;
    }
    const int more = *p >= 0xF0 ? 3 : *p >= 0xE0 ? 2 : 1;
    if (*p < 0xC2 || *p > 0xF4 || end - p <= more) return false;
    for (int i = 1; i <= more; ++i)
      if ((p[i] & 0xC0u) != 0x80u) return false;
    if (*p == 0xE0 && p[1] < 0xA0) return false;  // overlong
    if (*p == 0xED && p[1] > 0x9F) return false;  // surrogates
    if (*p == 0xF0 && p[1] < 0x90) return false;  // overlong
    if (*p == 0xF4 && p[1] > 0x8F) return false;  // beyond U+10FFFF
    p += more + 1;
  }
  return true;
}

}  // namespace orderbridge
