// SPDX-License-Identifier: MIT
// Worker: one thread on which all calls of one connector instance run, so that the caller can give up on a
// call that does not come back. An abandoned worker's thread is left behind (threads cannot be killed),
// together with all that the job owns: jobs own what they touch. run() may be called from any thread, one at
// a time.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace orderbridge::connectors {

class Worker {
 public:
  Worker();
  /// Joins the thread, or leaves it behind where a job was abandoned.
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Runs the job and waits for it. `watch` is asked every ~50 ms while it runs; true = give up on it.
  /// Returns false when the job was given up; then the worker must not be used again.
  bool run(std::function<void()> job, const std::function<bool()>& watch);

 private:
  struct State {
    std::mutex mutex;
    std::condition_variable changed;
    std::function<void()> job;
    bool busy = false, stop = false;
  };
  std::shared_ptr<State> state_;
  std::thread thread_;
  bool abandoned_ = false;
};

}  // namespace orderbridge::connectors
