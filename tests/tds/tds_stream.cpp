// SPDX-License-Identifier: MIT
#include "tds_stream.hpp"

#include "sqlserver/utf16.hpp"

namespace tds {

using orderbridge::jtlwawi::sqlserver::to_utf16;
using orderbridge::jtlwawi::sqlserver::to_utf8;

std::string wide(std::string_view utf8) {
  std::string bytes;
  for (const char16_t unit : to_utf16(utf8)) {
    bytes += static_cast<char>(unit & 0xFFU);
    bytes += static_cast<char>(unit >> 8U);
  }
  return bytes;
}

std::string from_wide(std::string_view bytes) {
  std::u16string text(bytes.size() / 2, u'\0');
  for (std::size_t i = 0; i < text.size(); ++i)
    text[i] = static_cast<char16_t>(static_cast<unsigned char>(bytes[2 * i]) |
                                    static_cast<unsigned char>(bytes[2 * i + 1]) << 8U);
  return to_utf8(text);
}

std::string Reader::text(std::size_t units) {
  return from_wide(take(2 * units));
}

Writer& Writer::text(std::string_view utf8, std::size_t width) {
  const auto raw = wide(utf8);
  return number(raw.size() / 2, width).bytes(raw);
}

}  // namespace tds
