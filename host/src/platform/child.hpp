// SPDX-License-Identifier: MIT
// This program once more, as a child that answers one question with a text and ends: foreign code that is
// only looked at must not take the host with it. Any thread.
#pragma once
#include <chrono>
#include <string>
#include <vector>

namespace orderbridge::platform {

struct ChildAnswer {
  std::string not_started;  // why; empty: it ran
  bool in_time = false;     // false: it hung, and was killed
  int code = 0;             // its exit code
  int signal = 0;           // that ended it; 0: none
  std::string signal_text;  // in the system's words
  std::string text;         // what it answered, whole or in part
};

/// Runs `program`, whose input and output lead nowhere, for `limit` at most.
ChildAnswer ask_child(const std::string& program, const std::vector<std::string>& arguments,
                      std::chrono::milliseconds limit);

/// In the child: answers, and ends the process without clean-up, which is the foreign code's own.
[[noreturn]] void answer_parent(const std::string& text, int code);

}  // namespace orderbridge::platform
