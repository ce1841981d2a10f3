// SPDX-License-Identifier: MIT
#include "cli/width.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace orderbridge::cli {

namespace {

struct Range {
  std::uint32_t first, last;
};

// Combining marks and invisible characters of the scripts that orders are written in.
constexpr std::array<Range, 14> kNone{{{0x300, 0x36F},
                                       {0x483, 0x489},
                                       {0x591, 0x5BD},
                                       {0x610, 0x61A},
                                       {0x64B, 0x65F},
                                       {0xE34, 0xE3A},
                                       {0x1AB0, 0x1AFF},
                                       {0x1DC0, 0x1DFF},
                                       {0x200B, 0x200F},
                                       {0x202A, 0x202E},
                                       {0x2060, 0x2069},
                                       {0x20D0, 0x20FF},
                                       {0xFE00, 0xFE0F},
                                       {0xFE20, 0xFE2F}}};
constexpr std::array<Range, 13> kTwo{{{0x1100, 0x115F},
                                      {0x2E80, 0x303E},
                                      {0x3041, 0x4DBF},
                                      {0x4E00, 0xA4CF},
                                      {0xA960, 0xA97F},
                                      {0xAC00, 0xD7A3},
                                      {0xF900, 0xFAFF},
                                      {0xFE30, 0xFE6F},
                                      {0xFF00, 0xFF60},
                                      {0xFFE0, 0xFFE6},
                                      {0x1F300, 0x1F6FF},
                                      {0x1F900, 0x1F9FF},
                                      {0x20000, 0x3FFFD}}};

template <std::size_t N>
bool in(const std::array<Range, N>& ranges, std::uint32_t c) noexcept {
  return std::any_of(ranges.begin(), ranges.end(),
                     [c](const Range& r) { return c >= r.first && c <= r.last; });
}

/// The character at `at`, which moves behind it. Bytes that are no UTF-8 count as characters.
std::uint32_t next(std::string_view text, std::size_t& at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto lead = byte(at++);
  std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  std::uint32_t c = more == 0 ? lead : lead & (0x3Fu >> more);
  for (; more > 0 && at < text.size() && (byte(at) & 0xC0u) == 0x80u; --more)
    c = c << 6 | (byte(at++) & 0x3Fu);
  return c;
}

std::size_t columns_of(std::uint32_t c) noexcept {
  if (c < 0x300) return 1;
  return in(kNone, c) ? 0 : in(kTwo, c) ? 2 : 1;
}

}  // namespace

std::size_t width_of(std::string_view text) noexcept {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) width += columns_of(next(text, at));
  return width;
}

std::string cut_to_width(const std::string& text, std::size_t width) {
  if (width_of(text) <= width) return text;
  if (width == 0) return {};
  std::size_t used = 0, end = 0;
  for (std::size_t at = 0; at < text.size(); end = at) {
    used += columns_of(next(text, at));
    if (used > width - 1) break;
  }
  return text.substr(0, end) + "…";
}

}  // namespace orderbridge::cli
