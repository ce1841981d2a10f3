// SPDX-License-Identifier: MIT
// TableReader: from foreign constant tables to owned values, one sentence per problem. Shared by the reading
// of connectors (table_check.cpp) and of their views and actions (view_tables.cpp). Touches foreign memory,
// calls no foreign function. Borrows the vector of problems.
#pragma once
#include <string>
#include <vector>

#include "description/description.hpp"
#include "orderbridge/connector_abi.h"

namespace orderbridge::connectors {

class TableReader {
 public:
  explicit TableReader(std::vector<std::string>& problems) : problems_(problems) {}

  void problem(const std::string& text) { problems_.push_back(text); }
  /// Bounded and UTF-8, else empty and a problem.
  std::string text(const ob_str& s, const std::string& where);
  description::Text text(const ob_text& t, const std::string& where);
  /// `depth` 0: an option or parameter, 1: a column of its table.
  description::OptionInfo option(const ob_option* o, const std::string& where, int depth);
  /// A list of options or parameters.
  std::vector<description::OptionInfo> options(const ob_option* const* table, std::size_t count,
                                               const std::string& where);

 private:
  void check_default(const description::OptionInfo& info, const std::string& here);
  void columns(const ob_option* o, description::OptionInfo& info, const std::string& here, int depth);

  std::vector<std::string>& problems_;
};

}  // namespace orderbridge::connectors
