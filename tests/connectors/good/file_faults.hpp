// SPDX-License-Identifier: MIT
// What file-sink shall do wrong: from its options, and from a file that is read anew for every write, so that
// a test changes it between two runs without touching the configuration:
//
//   reject 5 · retry 6 · fail not-connected (the whole write, before anything is durable) · crash-after 3
#pragma once
#include <fstream>
#include <set>
#include <sstream>

#include "../support/plain.hpp"

namespace test_connectors {

struct FileFaults {
  std::set<std::string, std::less<>> reject, retry;
  std::int64_t crash_after = 0;  // 0: never
  ob_status fail = OB_OK;

  void read(const std::string& file) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      std::istringstream words(line.substr(0, line.find('#')));
      std::string verb, word;
      if (!(words >> verb >> word)) continue;
      if (verb == "reject")
        reject.insert(word);
      else if (verb == "retry")
        retry.insert(word);
      else if (verb == "fail")
        fail = status_named(word);
      else if (verb == "crash-after")
        crash_after = std::stoll(word);
      else
        throw bad_config("faults", "unknown line in the file of faults: " + line);
    }
  }
};

}  // namespace test_connectors
