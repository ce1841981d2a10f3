// SPDX-License-Identifier: MIT
// WorkerPool: threads that run requests while the fetch thread talks to the host. Threads are started when
// work waits and none is idle, so a run with nothing to fetch starts one. Lives inside one call; the
// destructor drops waiting work, lets running work end and joins.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace orderbridge::shopware5 {

class WorkerPool {
 public:
  explicit WorkerPool(std::size_t most) : most_(most) {}
  ~WorkerPool() { join(); }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// `work` must not throw. Urgent work (the next list page) goes before what waits.
  void submit(std::function<void()> work, bool urgent = false);
  /// Drops what waits, ends what runs. Nothing can be submitted afterwards.
  void join();

 private:
  void run();

  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable work_;
  std::deque<std::function<void()>> waiting_;
  std::size_t idle_ = 0;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace orderbridge::shopware5
