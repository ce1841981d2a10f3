// SPDX-License-Identifier: MIT
// Task: what one run of a pipeline is to do. By default a whole run: in doubt, watch set, sweep. Commands of
// people ask for some orders only (import, dead-letters retry, verify --restage), for a fresh sweep (rewind),
// or for a plan that changes nothing. Plain values.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace orderbridge::pipeline {

struct Task {
  std::string kind = "run";  // for the journal: run, import, retry, restage, rewind, plan

  /// Not empty, or `edited_letters` not empty: these orders instead of a sweep, in whatever state they are.
  std::vector<std::string> keys;
  std::vector<std::string> judged_keys;  // beside the keys: these only where the source's options select them
  bool forced =
      false;  // keys go to the sink even where nothing changed; it writes only what it does not have
  bool reread = false;  // every order is read whole and compared, even where its list row did not change

  std::vector<std::int64_t> edited_letters;  // dead letters whose record, as a person edited it, is sent on

  bool from_start = false;  // sweep in any case, and forget where the last sweep stood
  bool plan = false;        // change nothing anywhere; counts and attention say what would happen

  bool sweeps() const noexcept {
    return from_start || (keys.empty() && judged_keys.empty() && edited_letters.empty());
  }
};

}  // namespace orderbridge::pipeline
