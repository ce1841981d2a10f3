// SPDX-License-Identifier: MIT
// See worker_pool.hpp.
#include "worker_pool.hpp"

namespace orderbridge::shopware5 {

void WorkerPool::submit(std::function<void()> work, bool urgent) {
  {
    const std::lock_guard lock(mutex_);
    if (ending_) return;
    urgent ? waiting_.push_front(std::move(work)) : waiting_.push_back(std::move(work));
    if (idle_ < waiting_.size() && threads_.size() < most_) threads_.emplace_back([this] { run(); });
  }
  work_.notify_one();
}

void WorkerPool::join() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    waiting_.clear();
  }
  work_.notify_all();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
  threads_.clear();
}

void WorkerPool::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    ++idle_;
    work_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    --idle_;
    if (ending_) return;
    auto work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    work();
    lock.lock();
  }
}

}  // namespace orderbridge::shopware5
