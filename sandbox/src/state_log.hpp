// SPDX-License-Identifier: MIT
// StateLog: what happened to the shop, one JSON line each, so that a shop that was killed goes on where it
// was. A line is in the file (not necessarily on the disk) when append() returns. Used under the store's
// lock.
#pragma once

#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace orderbridge::sandbox {

// One change as the store was asked for it.
struct StateEntry {
  std::int64_t at = 0;  // seconds since the epoch: the shop's clock when it happened
  std::string what;     // the function's name
  std::map<std::string, std::string> values;

  std::int64_t number(const std::string& key) const;  // throws std::out_of_range, std::invalid_argument
};

class StateLog {
 public:
  // Reads the file and opens it for appending; a torn last line is cut off. `shop` names what the changes
  // apply to. Throws std::runtime_error if the file cannot be used or tells of another shop.
  StateLog(const std::string& file, const std::string& shop);

  std::vector<StateEntry> take_past() { return std::move(past_); }
  void append(const StateEntry& entry);  // throws std::runtime_error if it cannot be written

 private:
  void write_line(const std::string& line);

  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::string name_;
  std::vector<StateEntry> past_;
  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace orderbridge::sandbox
