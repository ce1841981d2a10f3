// SPDX-License-Identifier: MIT
// From a Detail's texts to ABI values: optional texts, and numbers an order cannot do without.
#pragma once
#include <stdexcept>
#include <string>

#include "numbers.hpp"
#include "orderbridge/text.hpp"

namespace orderbridge::shopware5 {

/// A field without which there is no order: missing, or no number. `field` is its JSON path.
struct FieldError : std::runtime_error {
  explicit FieldError(std::string path) : std::runtime_error(path), field(std::move(path)) {}
  std::string field;
};

/// An order that can never become one as it is. No personal data in the text.
struct Refused : std::runtime_error {
  Refused(std::string reason, std::string path, const std::string& text)
      : std::runtime_error(text), code(std::move(reason)), field(std::move(path)) {}
  std::string code, field;
};

/// Shopware writes null and "" for the same thing, so both are absent: versions stay the same.
inline ob_str optional_text(std::string_view text) noexcept {
  return text.empty() ? ob_str{} : to_abi(text);
}

/// `line`: index in "details", for the path.
inline Decimal need_number(std::string_view token, const char* name, int scale,
                           std::optional<std::size_t> line = std::nullopt) {
  const auto number = parse_number(token, scale);
  if (!number) throw FieldError(line ? "details[" + std::to_string(*line) + "]." + name : name);
  return *number;
}

}  // namespace orderbridge::shopware5
