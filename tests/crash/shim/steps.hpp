// SPDX-License-Identifier: MIT
// Counts the steps of the process that a crash could fall between, and ends it at the one that the
// environment names. OB_CRASH_AT="17:before" or "17:after": SIGKILL right before or after step 17.
// OB_CRASH_COUNT=FILE: a line with the kind of each step. Any thread.
#pragma once

namespace crash {

class Step {
 public:
  /// May not return.
  Step(const char* kind, const char* subject);
  /// The step is done. May not return.
  void done() const;

 private:
  long number_;
};

}  // namespace crash
