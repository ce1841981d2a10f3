// SPDX-License-Identifier: MIT
#include "config/references.hpp"

#include <algorithm>
#include <cctype>

namespace orderbridge::config {

// A run of n dollars before '{' is a reference for n = 1 and ends in an escape for n > 1; any other dollar is
// itself.
#define OB_LITERAL_ "([^$]|[$]+[^$\\{]|[$][$]+\\{)"
#define OB_REFERENCE_ "[$]\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^\\}]+)\\}"
const char kReferenceTextPattern[] = "(" OB_LITERAL_ "|" OB_REFERENCE_ ")*[$]*";
const char kReferencePattern[] =
    "(" OB_LITERAL_ ")*" OB_REFERENCE_ "(" OB_LITERAL_ "|" OB_REFERENCE_ ")*[$]*";
#undef OB_LITERAL_
#undef OB_REFERENCE_

namespace {

bool is_variable_name(std::string_view name) {
  const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_'; };
  return !name.empty() && letter(name[0]) && std::all_of(name.begin(), name.end(), [&](char c) {
    return letter(c) || std::isdigit(static_cast<unsigned char>(c));
  });
}

// What stands between "${" and "}".
std::optional<ReferencePart> reference(std::string_view inside) {
  if (inside.starts_with("env:") && is_variable_name(inside.substr(4)))
    return ReferencePart{ReferencePart::Kind::kEnvironment, std::string(inside.substr(4))};
  if (inside.starts_with("file:") && inside.size() > 5)
    return ReferencePart{ReferencePart::Kind::kFile, std::string(inside.substr(5))};
  return std::nullopt;
}

}  // namespace

bool has_reference_syntax(std::string_view value) noexcept {
  return value.find("${") != std::string_view::npos;
}

bool References::any() const noexcept {
  return std::any_of(parts.begin(), parts.end(),
                     [](const ReferencePart& p) { return p.kind != ReferencePart::Kind::kLiteral; });
}

std::string References::literal() const {
  std::string out;
  for (const auto& part : parts)
    if (part.kind == ReferencePart::Kind::kLiteral) out += part.text;
  return out;
}

References parse_references(std::string_view value) {
  References out;
  std::string literal;
  const auto flush = [&] {
    if (!literal.empty()) out.parts.push_back({ReferencePart::Kind::kLiteral, std::move(literal)});
    literal.clear();
  };
  for (std::size_t i = 0; i < value.size();) {
    if (value.substr(i).starts_with("$${")) {
      literal += "${", i += 3;
    } else if (value.substr(i).starts_with("${")) {
      const auto end = value.find('}', i);
      const bool closed = end != std::string_view::npos;
      auto part = closed ? reference(value.substr(i + 2, end - i - 2)) : std::nullopt;
      if (!part) {
        out.malformed = value.substr(i, closed ? end - i + 1 : std::string_view::npos);
        return out;
      }
      flush();
      out.parts.push_back(std::move(*part));
      i = end + 1;
    } else {
      literal += value[i++];
    }
  }
  flush();
  return out;
}

}  // namespace orderbridge::config
