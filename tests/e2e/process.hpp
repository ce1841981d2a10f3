// SPDX-License-Identifier: MIT
// Runs a program and keeps what it said: to its end (run), or as a Child that may be waited for or killed.
// For tests; each object is used by one thread at a time.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace e2e {

struct Finished {
  int exit_code = -1;  // 128 + signal where it was killed
  std::string out, err;
};

using Environment = std::vector<std::pair<std::string, std::string>>;

/// A started program. The destructor kills it if it still runs.
class Child {
 public:
  /// `words[0]` is the program; `environment` is added to our own.
  explicit Child(const std::vector<std::string>& words, const Environment& environment = {});
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void send(int signal) const;
  /// True once it has ended, at the latest after `limit`.
  bool ends_within(std::chrono::milliseconds limit) const;
  /// Waits for its end; once.
  Finished wait();

 private:
  pid_t pid_ = 0;  // 0: waited for
  Finished finished_;
  std::thread out_, err_;
};

/// Starts a program and waits for its end.
Finished run(const std::vector<std::string>& words, const Environment& environment = {});

}  // namespace e2e
