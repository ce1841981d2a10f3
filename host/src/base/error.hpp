// SPDX-License-Identifier: MIT
// UserError: something a person must mend; its text says what is wrong, where, and what to do. Thrown
// anywhere in the host, printed by the CLI, which ends with the exit code that the kind stands for.
#pragma once
#include <stdexcept>
#include <string>

namespace orderbridge {

/// Exit codes of the command line; scripts rely on them (README).
enum class Exit { kOk = 0, kAttention = 1, kUsage = 2, kFailed = 3, kInternal = 4, kCancelled = 130 };

class UserError : public std::runtime_error {
 public:
  explicit UserError(const std::string& text, Exit exit = Exit::kFailed)
      : std::runtime_error(text), exit_(exit) {}
  Exit exit() const noexcept { return exit_; }

 private:
  Exit exit_;
};

}  // namespace orderbridge
