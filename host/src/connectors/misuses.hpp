// SPDX-License-Identifier: MIT
// Sentences about what a connector told the host against the rules of connector_abi.h: each once, a few of
// them. Any thread.
#pragma once
#include <algorithm>
#include <mutex>
#include <string>
#include <vector>

namespace orderbridge::connectors {

class Misuses {
 public:
  void add(std::string text) {
    constexpr std::size_t kMost = 20;
    std::lock_guard lock(mutex_);
    if (texts_.size() < kMost && std::find(texts_.begin(), texts_.end(), text) == texts_.end())
      texts_.push_back(std::move(text));
  }
  std::vector<std::string> all() const {
    std::lock_guard lock(mutex_);
    return texts_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> texts_;
};

}  // namespace orderbridge::connectors
