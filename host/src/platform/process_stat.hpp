// SPDX-License-Identifier: MIT
// What Linux's /proc says of a process, as far as a lease needs it. Private to posix/process.cpp and its
// tests. Any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace orderbridge::platform {

struct ProcessStat {
  char state = '?';          // Z: ended, not yet collected by its parent
  std::int64_t threads = 0;  // that live
  std::int64_t started = 0;  // clock ticks after the machine's start
};

/// Reads /proc/PID/stat. The program's name in it may hold blanks, parentheses and line ends.
std::optional<ProcessStat> parse_stat(std::string_view text);

}  // namespace orderbridge::platform
