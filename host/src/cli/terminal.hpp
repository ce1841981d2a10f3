// SPDX-License-Identifier: MIT
// Small things for text output: a table whose columns line up (UTF-8 counted by characters), a progress line.
#pragma once
#include <string>
#include <vector>

namespace orderbridge::cli {

using TableRow = std::vector<std::string>;
/// Rows of cells, two blanks between columns, indented; the last column is not padded.
std::string table(const std::vector<TableRow>& rows, std::size_t indent = 2);
/// Characters, not bytes.
std::size_t width_of(const std::string& text) noexcept;

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
