// SPDX-License-Identifier: MIT
// Collects the findings of one file for the parts of this folder. Borrows the caller's vector. Stops at
// kMaxFindings: nobody reads more, and a hostile file must not fill the memory.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "config/findings.hpp"

namespace orderbridge::config {

class Report {
 public:
  static constexpr std::size_t kMaxFindings = 200;

  Report(std::string file, std::vector<Finding>& findings)
      : file_(std::move(file)), findings_(findings), first_(findings.size()) {}

  void error(int line, std::string text, std::string fix = {});
  void warning(int line, std::string text, std::string fix = {});
  /// By line; findings of one line keep the order in which they were made.
  void sort();

 private:
  void add(Finding::Level level, int line, std::string text, std::string fix);

  std::string file_;
  std::vector<Finding>& findings_;
  std::size_t first_;  // what stood in the vector before is not ours
};

/// A name or value from the file, fit to be shown: control characters replaced, cut after about 60 bytes.
std::string shown(std::string_view text);

}  // namespace orderbridge::config
