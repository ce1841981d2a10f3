// SPDX-License-Identifier: MIT
#include "utf8.hpp"

#include <array>

namespace orderbridge::jtlwawi {

namespace {

/// Capital letters first ... last; the small one of each is `distance` further. 0: capital and small letters
/// take turns, the first is a capital.
struct Capitals {
  char32_t first, last, distance;
};

constexpr std::array kCapitals{
    Capitals{'A', 'Z', 32},     Capitals{0xC0, 0xD6, 32},   Capitals{0xD8, 0xDE, 32},
    Capitals{0x100, 0x12F, 0},  Capitals{0x132, 0x137, 0},  Capitals{0x139, 0x148, 0},
    Capitals{0x14A, 0x177, 0},  Capitals{0x179, 0x17E, 0},  Capitals{0x218, 0x21B, 0},
    Capitals{0x391, 0x3A1, 32}, Capitals{0x3A3, 0x3A9, 32}, Capitals{0x400, 0x40F, 80},
    Capitals{0x410, 0x42F, 32},
};

}  // namespace

char32_t take_letter(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t size = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
  if (size == 0 || at + size > text.size()) return 0;
  char32_t letter = size == 1 ? lead : lead & (0xFFu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    const auto c = static_cast<unsigned char>(text[at + i]);
    if ((c & 0xC0u) != 0x80u) return 0;
    letter = letter << 6 | (c & 0x3Fu);
  }
  constexpr std::array<char32_t, 5> kLeast{0, 1, 0x80, 0x800, 0x10000};
  if (letter < kLeast[size]) return 0;  // a zero byte, or a letter in more bytes than it needs
  at += size;
  return letter;
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
    return;
  }
  if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
  }
  out += static_cast<char>(0x80 | (c & 0x3F));
}

char32_t other_case(char32_t c) {
  if (c == 0xDF) return 0x1E9E;
  if (c == 0x1E9E) return 0xDF;
  if (c == 0xFF) return 0x178;
  if (c == 0x178) return 0xFF;
  for (const auto& r : kCapitals) {
    if (r.distance == 0 && c >= r.first && c <= r.last) return (c - r.first) % 2 == 0 ? c + 1 : c - 1;
    if (r.distance == 0) continue;
    if (c >= r.first && c <= r.last) return c + r.distance;
    if (c >= r.first + r.distance && c <= r.last + r.distance) return c - r.distance;
  }
  return c;
}

}  // namespace orderbridge::jtlwawi
