// SPDX-License-Identifier: MIT
// The lines in which start tags and their attributes begin. libxml2 knows only where a start tag ends, which
// is the wrong line for an admin who writes one attribute per line.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace orderbridge::config {

struct TagLines {
  int line = 0;
  std::vector<std::pair<std::string_view, int>> attributes;  // qualified names, borrowed from the text
};

/// One entry per element in document order. For text that libxml2 found well-formed, without DOCTYPE, in an
/// encoding that contains ASCII; for others the result is of no use, and its size differs.
std::vector<TagLines> tag_lines(std::string_view xml);

}  // namespace orderbridge::config
