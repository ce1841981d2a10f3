// SPDX-License-Identifier: MIT
#include "connectors/worker.hpp"

namespace orderbridge::connectors {

namespace {
constexpr std::chrono::milliseconds kWatchEvery{50};
}

Worker::Worker() : state_(std::make_shared<State>()) {
  thread_ = std::thread([state = state_] {
    std::unique_lock lock(state->mutex);
    for (;;) {
      state->changed.wait(lock, [&] { return state->busy || state->stop; });
      if (!state->busy) return;
      auto job = std::move(state->job);
      lock.unlock();
      job();
      job = nullptr;  // what the job owns is released before the caller goes on
      lock.lock();
      state->busy = false;
      state->changed.notify_all();
    }
  });
}

Worker::~Worker() {
  {
    std::lock_guard lock(state_->mutex);
    state_->stop = true;
    state_->changed.notify_all();
  }
  if (abandoned_)
    thread_.detach();
  else
    thread_.join();
}

bool Worker::run(std::function<void()> job, const std::function<bool()>& watch) {
  std::unique_lock lock(state_->mutex);
  state_->job = std::move(job);
  state_->busy = true;
  state_->changed.notify_all();
  while (!state_->changed.wait_for(lock, kWatchEvery, [&] { return !state_->busy; })) {
    lock.unlock();
    abandoned_ = watch();
    lock.lock();
    if (abandoned_ && state_->busy) return false;
    abandoned_ = false;
  }
  return true;
}

}  // namespace orderbridge::connectors
