// SPDX-License-Identifier: MIT
#include "pipeline/handoff.hpp"

#include <algorithm>

namespace orderbridge::pipeline {

bool Handoff::claim(const std::string& id, Wanted wanted) {
  std::lock_guard lock(mutex_);
  return in_flight_.try_emplace(id, std::move(wanted)).second;
}

bool Handoff::answer(Entry& entry) {
  std::lock_guard lock(mutex_);
  const auto at = in_flight_.find(entry.id);
  if (at == in_flight_.end() || at->second.answered) return false;
  at->second.answered = true;
  entry.row = std::move(at->second.row);
  entry.known = std::move(at->second.known);
  entry.marks = std::move(at->second.marks);
  return true;
}

bool Handoff::is_in_flight(const std::string& id) {
  std::lock_guard lock(mutex_);
  return in_flight_.count(id) > 0;
}

void Handoff::settle(const Batch& batch) {
  std::lock_guard lock(mutex_);
  for (const auto& entry : batch.entries) in_flight_.erase(entry.id);
  taken_ = false;
  drained_.notify_all();
}

std::vector<std::string> Handoff::take_unanswered() {
  std::lock_guard lock(mutex_);
  std::vector<std::string> ids;
  for (auto at = in_flight_.begin(); at != in_flight_.end();) {
    if (at->second.answered) {
      ++at;
      continue;
    }
    ids.push_back(at->first);
    at = in_flight_.erase(at);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

bool Handoff::drain() {
  std::unique_lock lock(mutex_);
  ++drainers_;
  can_take_.notify_one();
  drained_.wait(lock, [&] { return aborted_ || (open_->empty() && !taken_); });
  --drainers_;
  return !aborted_;
}

std::shared_ptr<Batch> Handoff::take() {
  std::unique_lock lock(mutex_);
  can_take_.wait(lock, [&] { return finished_ || !open_->empty(); });
  if (open_->empty()) return nullptr;
  can_take_.wait_for(lock, limits_.gather, [&] { return enough(); });
  auto batch = std::move(open_);
  taken_ = true;
  open_ = spare_ ? std::move(spare_) : std::make_shared<Batch>();
  spare_ = nullptr;
  can_put_.notify_all();
  return batch;
}

void Handoff::recycle(std::shared_ptr<Batch> batch) {
  if (batch.use_count() != 1) return;  // an abandoned write still reads it
  batch->clear();
  std::lock_guard lock(mutex_);
  spare_ = std::move(batch);
}

void Handoff::finish() {
  std::lock_guard lock(mutex_);
  finished_ = true;
  can_take_.notify_all();
}

void Handoff::abort() {
  std::lock_guard lock(mutex_);
  aborted_ = true;
  can_put_.notify_all();
  drained_.notify_all();
}

}  // namespace orderbridge::pipeline
