// SPDX-License-Identifier: MIT
// StateLog: a file of the PUTs that took effect, one line each: time, order, user and body, separated by
// tabs. Written in one call per line, so that a killed shop leaves whole lines and at most one torn one,
// which does not count. Used by OrderStore under its lock.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace orderbridge::sandbox {

struct LoggedPut {
  std::string time;  // as the shop shows it
  std::int64_t id = 0;
  std::string user, body;
};

class StateLog {
 public:
  // Throws std::runtime_error.
  explicit StateLog(const std::string& file);
  ~StateLog();
  StateLog(const StateLog&) = delete;
  StateLog& operator=(const StateLog&) = delete;

  std::vector<LoggedPut> read() const;
  void add(const LoggedPut& put);

 private:
  std::string file_;
  int handle_ = -1;
};

}  // namespace orderbridge::sandbox
