// SPDX-License-Identifier: MIT
// The environment that puts the shim under a program, and the steps it counted. For tests; no state.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "process.hpp"

namespace crash {

struct Moment {
  int step = 0;  // 0: not killed
  bool after = false;
  std::string text() const { return std::to_string(step) + (after ? ":after" : ":before"); }
};

/// For a program whose databases lie in `folder`. Undo logs of earlier processes are kept: what they did not
/// sync is still not synced.
e2e::Environment shimmed(const std::filesystem::path& folder, Moment kill = {});

/// Adds the file that the steps are written to.
e2e::Environment counting(const std::filesystem::path& folder, const std::filesystem::path& list);
std::vector<std::string> read_steps(const std::filesystem::path& list);

inline constexpr int kKilled = 128 + 9;

}  // namespace crash
