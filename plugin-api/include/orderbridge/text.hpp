// SPDX-License-Identifier: MIT
// Strings across the boundary: ob_str to std::string_view and back. Borrowed on both sides (rule R2).
#pragma once
#include <cstring>
#include <string>
#include <string_view>

#include "connector_abi.h"

namespace orderbridge {

constexpr ob_str to_abi(std::string_view text) noexcept {
  return {text.data() ? text.data() : "", text.size()};
}
constexpr ob_text to_abi(std::string_view en, std::string_view de) noexcept {
  return {to_abi(en), to_abi(de)};
}

/// Absent reads as empty; ask present() where the difference matters.
constexpr std::string_view view(ob_str text) noexcept {
  return text.data ? std::string_view(text.data, text.size) : std::string_view();
}
constexpr bool present(ob_str text) noexcept {
  return text.data != nullptr;
}
inline std::string copy(ob_str text) {
  return std::string(view(text));
}

inline bool is_german(ob_str language) noexcept {
  return view(language).substr(0, 2) == "de";
}

/// The first `limit` bytes of a remote text, cut at a character border; control characters become blanks.
inline std::string cut_remote_text(std::string_view text, std::size_t limit = 500) {
  std::size_t end = text.size() <= limit ? text.size() : limit;
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  std::string cut(text.substr(0, end));
  for (char& c : cut)
    if (static_cast<unsigned char>(c) < 0x20u) c = ' ';
  return cut;
}

}  // namespace orderbridge
