// SPDX-License-Identifier: MIT
// A table with a head, as wide as the terminal at most: numbers stand on the right, minor columns go where
// there is no room, then long texts are cut, first the widest. Pure.
#pragma once
#include <string>
#include <vector>

#include "cli/terminal.hpp"

namespace orderbridge::cli {

struct GridColumn {
  std::string title;
  bool right = false;  // numbers
  bool whole = false;  // never cut: numbers, and the keys that people copy
  bool minor = false;  // left out before others are cut to pieces
};

/// `width`: of the terminal. Rows have a cell for each column. `left_out`: titles of the columns that went.
std::string grid(const std::vector<GridColumn>& columns, const std::vector<TableRow>& rows, std::size_t width,
                 std::size_t indent = 0, std::vector<std::string>* left_out = nullptr);

}  // namespace orderbridge::cli
