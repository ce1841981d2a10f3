// SPDX-License-Identifier: MIT
// Runs a program to its end and keeps what it said. For tests; any thread.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace e2e {

struct Finished {
  int exit_code = -1;  // 128 + signal where it was killed
  std::string out, err;
};

using Environment = std::vector<std::pair<std::string, std::string>>;

/// `words[0]` is the program; `environment` is added to our own.
Finished run(const std::vector<std::string>& words, const Environment& environment = {});

}  // namespace e2e
