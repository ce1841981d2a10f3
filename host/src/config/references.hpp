// SPDX-License-Identifier: MIT
// "${env:NAME}" and "${file:PATH}" inside option values; "$${" stands for a literal "${". Splits and checks
// the notation; resolve.cpp looks the references up.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace orderbridge::config {

struct ReferencePart {
  enum class Kind { kLiteral, kEnvironment, kFile } kind = Kind::kLiteral;
  std::string text;  // the literal, the variable's name, or the path
};

struct References {
  std::vector<ReferencePart> parts;
  std::string malformed;  // the first "${...}" that is neither env nor file; empty where all is well

  bool any() const noexcept;
  /// The literal text; for values without references.
  std::string literal() const;
};

References parse_references(std::string_view value);
/// True where the value holds a reference or an escaped one: it is kept as written until it is resolved.
bool has_reference_syntax(std::string_view value) noexcept;

/// XSD patterns of the same notation: any well-formed text, and text that holds at least one reference.
extern const char kReferenceTextPattern[];
extern const char kReferencePattern[];

}  // namespace orderbridge::config
