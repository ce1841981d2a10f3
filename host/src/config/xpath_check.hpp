// SPDX-License-Identifier: MIT
// Checks an XPath 1.0 expression against the elements that records have. XPath itself calls a misspelt path
// an empty set, i.e. silently false, and notices unknown functions and variables only when evaluated. Pure,
// any thread; no libxml2 type leaves.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace orderbridge::config {

struct XPathProblem {
  std::string text, fix;  // text is a sentence of its own: "'biling' is no element of order"
};

/// Empty where all is well. `kind`: OB_KIND_ORDER or OB_KIND_STATUS.
std::vector<XPathProblem> check_xpath(std::string_view expression, std::uint32_t kind);

}  // namespace orderbridge::config
