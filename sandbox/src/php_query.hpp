// SPDX-License-Identifier: MIT
// A query string as PHP reads it: `filter[0][value][]=63` becomes a tree. Values are percent-decoded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace orderbridge::sandbox {

struct QueryNode {
  std::string key;
  std::string text;  // of a leaf
  bool is_array = false;
  std::vector<QueryNode> children;  // in order of appearance

  const QueryNode* child(std::string_view wanted) const;
  std::string text_of(std::string_view wanted) const;  // empty if absent or an array
};

QueryNode parse_query(std::string_view query);
std::string percent_decoded(std::string_view text, bool plus_is_blank);

}  // namespace orderbridge::sandbox
