// SPDX-License-Identifier: MIT
// A program run as a child, by default the host as it was built: its output, exit code or signal. The child
// is killed and waited for in the destructor, whatever the test does.
#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

#include "support/folder.hpp"

namespace host_test {

using Arguments = std::vector<std::string>;

struct Ended {
  int code = -1, signal = 0;  // one of them
  std::string out, err;
};

class Program {
 public:
  explicit Program(const Arguments& arguments, const std::string& program = OB_HOST);
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program();

  void send(int signal) const;
  bool is_running();
  /// Waits for its end.
  Ended wait();

 private:
  bool reap(int options);
  Folder folder_;
  pid_t child_ = -1;
  int status_ = 0;
  bool ended_ = false;
};

/// The host with these arguments, in English unless they say otherwise.
inline Ended run_host(const Arguments& arguments) {
  return Program(arguments).wait();
}

}  // namespace host_test
