// SPDX-License-Identifier: MIT
// Small things for text output: a table whose columns line up on the screen, a progress line.
#pragma once
#include <string>
#include <vector>

#include "cli/width.hpp"

namespace orderbridge::cli {

using TableRow = std::vector<std::string>;
/// Rows of cells, two blanks between columns, indented; the last column is not padded.
std::string table(const std::vector<TableRow>& rows, std::size_t indent = 2);
/// Columns of the terminal that standard output goes to; where it goes elsewhere, COLUMNS, else no limit.
std::size_t terminal_width() noexcept;

/// Rewrites one line on stderr, only where that is a terminal, at most ten times a second.
class ProgressLine {
 public:
  explicit ProgressLine(bool wanted);
  ~ProgressLine();
  void show(const std::string& text);

 private:
  bool active_;
  long long last_ms_ = 0;
  std::size_t shown_ = 0;
};

}  // namespace orderbridge::cli
