// SPDX-License-Identifier: MIT
// libxml2's parse errors in words for an admin. Used by xml_reader.cpp and xml_tree.cpp only.
#pragma once
#include <string>

namespace orderbridge::config {

struct XmlProblem {
  std::string text, fix;
};

/// `code` is an xmlParserErrors, `name1` and `name2` what libxml2 put into str1/str2 (may be empty).
XmlProblem xml_problem(int code, const std::string& message, const std::string& name1,
                       const std::string& name2);

inline constexpr int kMaxXmlDepth = 64;
XmlProblem too_deep();

}  // namespace orderbridge::config
