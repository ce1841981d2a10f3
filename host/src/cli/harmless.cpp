// SPDX-License-Identifier: MIT
#include "cli/harmless.hpp"

#include <fmt/format.h>

#include <cstdint>

#include "base/utf8.hpp"

namespace orderbridge::cli {

namespace {

bool is_harmful(std::uint32_t c) noexcept {
  if (c < 0x20) return c != '\n' && c != '\t';
  return (c >= 0x7F && c <= 0x9F) || c == 0x61C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/// Bytes of the character that begins so; 0: none begins so.
std::size_t length_of(unsigned char lead) noexcept {
  return lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
}

std::uint32_t code_of(std::string_view character) noexcept {
  const auto lead = static_cast<unsigned char>(character[0]);
  std::uint32_t code = character.size() == 1 ? lead : lead & (0x7Fu >> character.size());
  for (const char c : character.substr(1)) code = code << 6 | (static_cast<unsigned char>(c) & 0x3Fu);
  return code;
}

void show(std::string& out, std::uint32_t code) {
  fmt::format_to(std::back_inserter(out), "\\u{:04x}", code);
}

}  // namespace

std::string HarmlessText::operator()(std::string_view piece) {
  std::string all = std::move(begun_), out;
  begun_.clear();
  all += piece;
  for (std::size_t at = 0; at < all.size();) {
    const auto lead = static_cast<unsigned char>(all[at]);
    const std::size_t length = length_of(lead);
    const auto rest_of_text = std::string_view(all).substr(at);
    if (length > rest_of_text.size()) {  // goes on in the next piece
      begun_ = rest_of_text;
      break;
    }
    if (length == 0 || !is_utf8(rest_of_text.substr(0, length))) {
      show(out, lead);
      ++at;
      continue;
    }
    const auto character = rest_of_text.substr(0, length);
    const auto code = code_of(character);
    if (is_harmful(code))
      show(out, code);
    else
      out += character;
    at += length;
  }
  return out;
}

std::string HarmlessText::rest() {
  std::string out;
  for (const char c : begun_) show(out, static_cast<unsigned char>(c));
  begun_.clear();
  return out;
}

void make_output_harmless() noexcept {
  // As long as the process: output may come from threads at its end.
  static HarmlessText out, error;
  platform::filter_output(platform::StandardStream::kOut, out);
  platform::filter_output(platform::StandardStream::kError, error);
}

}  // namespace orderbridge::cli
