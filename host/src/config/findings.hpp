// SPDX-License-Identifier: MIT
// A finding: one thing that is wrong or doubtful in the configuration, with the place and what to do about
// it. Made by the configuration, shown by every command. Texts are in the language that was set when they
// were made and never hold a secret. Plain values, no threads.
#pragma once
#include <string>
#include <vector>

namespace orderbridge::config {

struct Finding {
  enum Level { kError, kWarning };
  Level level = kError;
  std::string file;  // as given on the command line
  int line = 0;      // 0: the file as a whole
  std::string text;  // what is wrong, and where
  std::string fix;   // what to do; may be empty
};

bool has_errors(const std::vector<Finding>& findings) noexcept;
/// "shop.xml:12: error: <pipeline> has no attribute 'shedule'; did you mean 'schedule'?"
std::string to_text(const Finding& finding);

}  // namespace orderbridge::config
