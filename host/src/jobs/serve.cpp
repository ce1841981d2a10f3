// SPDX-License-Identifier: MIT
#include "jobs/serve.hpp"

#include <algorithm>
#include <atomic>

#include "base/log.hpp"

namespace orderbridge::jobs {

namespace {

/// Stop signals, pauses by other processes and ended runs are noticed within this time.
constexpr std::chrono::milliseconds kLook{200};
constexpr Micros kAskJournal = 1000000;

}  // namespace

struct Serve::Running {
  std::thread thread;
  std::atomic<bool> ended{false};
};

Serve::Serve(journal::Journal& journal, std::vector<JobSpec> jobs,
             std::shared_ptr<const connectors::StopSignal> stop)
    : journal_(journal), jobs_(std::move(jobs)), stop_(std::move(stop)) {}

Serve::~Serve() {
  collect(true);
}

void Serve::lift_halts() {
  for (const auto& spec : jobs_) {
    if (journal_.job(spec.id).halted.empty()) continue;
    journal_.change_job(spec.id, [](journal::Job& job) { job.halted = job.halted_text = ""; });
  }
}

bool Serve::run() {
  Micros next = 0;
  while (!stop_->requested()) {
    collect(false);
    if (const auto time = now(); time >= next || next > time + kAskJournal)
      next = std::min(begin_due(time), time + kAskJournal);
    std::this_thread::sleep_for(kLook);
  }
  collect(true);
  std::lock_guard lock(mutex_);
  return !hanging_.empty();
}

/// When to ask again.
Micros Serve::begin_due(Micros now) {
  Micros next = now + kAskJournal;
  for (auto& spec : jobs_) {
    if (running_.count(spec.id) > 0 || is_stalled(spec)) continue;
    const auto answer = due(spec.schedule, journal_.job(spec.id), now);
    if (answer.run)
      begin(spec, answer.planned);
    else if (answer.next != 0)
      next = std::min(next, answer.next);
  }
  return next;
}

void Serve::begin(JobSpec& spec, Micros planned) {
  journal_.change_job(spec.id, [&](journal::Job& job) { job.planned = planned; });
  auto& running = running_[spec.id];
  running = std::make_unique<Running>();
  running->thread = std::thread([this, &spec, state = running.get()] {
    const auto ended = spec.run();
    if (!ended.hanging.empty()) {
      std::lock_guard lock(mutex_);
      hanging_.insert(ended.hanging.begin(), ended.hanging.end());
    }
    state->ended = true;
  });
}

void Serve::collect(bool all) {
  for (auto at = running_.begin(); at != running_.end();) {
    if (!all && !at->second->ended) {
      ++at;
      continue;
    }
    at->second->thread.join();
    at = running_.erase(at);
  }
}

bool Serve::is_stalled(const JobSpec& job) {
  std::lock_guard lock(mutex_);
  return std::any_of(job.connections.begin(), job.connections.end(),
                     [&](const auto& connection) { return hanging_.count(connection) > 0; });
}

}  // namespace orderbridge::jobs
