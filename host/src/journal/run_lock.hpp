// SPDX-License-Identifier: MIT
// RunLock: one run of a pipeline at a time on one journal, also across processes on this machine. A lock file
// beside the journal; the system frees it when the process ends, however it ends. The file itself stays.
#pragma once
#include <string>

namespace orderbridge::journal {

class RunLock {
 public:
  /// Throws UserError where another run holds it, or where the file cannot be made.
  RunLock(const std::string& journal_file, const std::string& pipeline);
  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

 private:
  int file_ = -1;
};

}  // namespace orderbridge::journal
