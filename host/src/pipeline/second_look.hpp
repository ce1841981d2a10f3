// SPDX-License-Identifier: MIT
// SecondLook: orders that this run asks for once more, by key, after its sweep: those that failed and whose
// back-off is over, and staged ones that the list shows in another state. A redelivery is a new reading, so
// it carries the newest content and nothing waits behind it. The writer adds, the fetching thread takes, the
// reader answers. Any thread.
#pragma once
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/clock.hpp"
#include "pipeline/entry.hpp"

namespace orderbridge::pipeline {

class SecondLook {
 public:
  struct Due {
    std::vector<std::string> open,
        held;  // held: in the sink already, so asked for in whatever state it is now
    bool empty() const noexcept { return open.empty() && held.empty(); }
  };

  /// `counted`: the outcome it has so far; taken back when the second look brings another.
  void add(const std::string& id, Micros due, bool held, CountOf counted) {
    std::lock_guard lock(mutex_);
    waiting_[id] = {due, held, counted};
  }
  /// For orders that are looked at closer once in a run. False: this one was.
  bool first_time(const std::string& id) {
    std::lock_guard lock(mutex_);
    return looked_closer_.insert(id).second;
  }
  /// Takes what is due; it may be answered from now on.
  Due take(Micros now) {
    std::lock_guard lock(mutex_);
    Due due;
    asked_.clear();  // what an earlier asking left unanswered stays counted as it was
    for (auto at = waiting_.begin(); at != waiting_.end();) {
      if (at->second.due > now) {
        ++at;
        continue;
      }
      (at->second.held ? due.held : due.open).push_back(at->first);
      asked_[at->first] = at->second.counted;
      at = waiting_.erase(at);
    }
    return due;
  }
  std::optional<Micros> next_due() {
    std::lock_guard lock(mutex_);
    std::optional<Micros> next;
    for (const auto& [id, look] : waiting_)
      if (!next || look.due < *next) next = look.due;
    return next;
  }
  /// Where this order is being looked at again: how it was counted. Answers once per taking.
  std::optional<CountOf> answer(const std::string& id) {
    std::lock_guard lock(mutex_);
    const auto at = asked_.find(id);
    if (at == asked_.end()) return std::nullopt;
    const auto counted = at->second;
    asked_.erase(at);
    return counted;
  }

 private:
  struct Look {
    Micros due;
    bool held;
    CountOf counted;
  };
  std::mutex mutex_;
  std::map<std::string, Look> waiting_;
  std::map<std::string, CountOf> asked_;
  std::unordered_set<std::string> looked_closer_;
};

}  // namespace orderbridge::pipeline
