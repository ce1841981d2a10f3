// SPDX-License-Identifier: MIT
// XPath 1.0 split into tokens, with the rules of its section 3.7 that tell names from operators. For
// xpath_check.cpp.
#pragma once
#include <string_view>
#include <vector>

namespace orderbridge::config {

struct XPathToken {
  enum class Kind {
    kEnd,
    kName /* NameTest, also "*" */,
    kFunction,
    kNodeType,
    kAxis,
    kOperator,
    kLiteral,
    kNumber,
    kVariable,
    kPunctuation
  };
  Kind kind = Kind::kEnd;
  std::string_view text;  // borrowed; without '$'

  bool is(std::string_view what) const {
    return (kind == Kind::kPunctuation || kind == Kind::kOperator) && text == what;
  }
};

/// Ends with a kEnd token; so does text that is no XPath, where it stops being it.
std::vector<XPathToken> xpath_tokens(std::string_view expression);

}  // namespace orderbridge::config
