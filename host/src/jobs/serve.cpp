// SPDX-License-Identifier: MIT
#include "jobs/serve.hpp"

#include <algorithm>
#include <atomic>

#include "base/log.hpp"

namespace orderbridge::jobs {

namespace {

/// Stop signals, pauses by other processes and ended runs are noticed within this time.
constexpr std::chrono::milliseconds kLook{200};
constexpr Micros kSecond = 1000000, kAskJournal = kSecond;
/// As LeaseKeeper renews it.
constexpr Micros kLeaseLasts = 30 * kSecond;

}  // namespace

struct Serve::Running {
  std::thread thread;
  std::atomic<bool> ended{false};
};

Serve::Serve(journal::Journal& journal, std::vector<JobSpec> jobs,
             std::shared_ptr<const connectors::StopSignal> stop, journal::Server self, ServeClock clock)
    : journal_(journal),
      jobs_(std::move(jobs)),
      stop_(std::move(stop)),
      self_(std::move(self)),
      clock_(std::move(clock)) {
  self_.holder = journal::this_process();
}

Serve::~Serve() {
  collect(true);
}

void Serve::lift_halts() {
  for (const auto& spec : jobs_) {
    if (journal_.job(spec.id).halted.empty()) continue;
    journal_.change_job(spec.id, [](journal::Job& job) {
      job.halted = job.halted_text = "";
      job.halted_since = 0;
      job.refused_logins = 0;
    });
  }
}

Serve::End Serve::run() {
  self_.since = clock_.now();
  Micros next = 0;
  while (!stop_->requested()) {
    collect(false);
    if (const auto time = clock_.now(); time >= next || next > time + kAskJournal) {
      beat(time);
      next = std::min(begin_due(time), time + kAskJournal);
    }
    clock_.sleep(kLook);
  }
  collect(true);
  if (hangs()) return End::kHangs;
  try {
    journal_.leave(self_.holder);
    return how_it_ended();
  } catch (const std::exception& e) {  // the runs have ended all the same
    log::warn("serve", e.what());
    return End::kSomeHalted;
  }
}

/// Says that it lives, also after the clock went back.
void Serve::beat(Micros now) {
  if (self_.seen != 0 && now >= self_.seen && now - self_.seen < journal::kBeatEvery) return;
  self_.seen = now;
  journal_.beat(self_);
  journal_.end_dead_runs(now);
}

/// When to ask again.
Micros Serve::begin_due(Micros now) {
  Micros next = now + kAskJournal;
  for (auto& spec : jobs_) {
    if (running_.count(spec.id) > 0 || is_stalled(spec)) continue;
    const auto answer = look(spec, now);
    if (answer.next != 0) next = std::min(next, answer.next);
  }
  return next;
}

/// Reads first: most looks find nothing to do and need no transaction. In the transaction the clock is read
/// anew: what another host has planned while this one waited for it must not look like a clock that went
/// back.
Due Serve::look(JobSpec& spec, Micros now) {
  const auto before = journal_.job(spec.id);
  auto job = before;
  auto answer = due(spec.schedule, spec.text, job, now);
  if (!answer.run && job == before) return answer;
  const auto lease = journal_.take(
      spec.id, self_.holder, kLeaseLasts,
      {clock_.now,
       [&](journal::Job& planned, Micros time) {
         return (answer = due(spec.schedule, spec.text, planned, time)).run;
       },
       [&](journal::Job& planned, Micros time) { jobs::begin(spec.schedule, answer, planned, time); }});
  if (lease) begin(spec, {*lease, answer.planned});
  return answer;
}

void Serve::begin(JobSpec& spec, Turn turn) {
  auto& running = running_[spec.id];
  running = std::make_unique<Running>();
  running->thread = std::thread([this, &spec, turn = std::move(turn), state = running.get()] {
    const auto ended = spec.run(turn);
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

bool Serve::hangs() {
  std::lock_guard lock(mutex_);
  return !hanging_.empty();
}

Serve::End Serve::how_it_ended() {
  const auto halted = std::count_if(jobs_.begin(), jobs_.end(),
                                    [&](const auto& spec) { return !journal_.job(spec.id).halted.empty(); });
  if (halted == 0) return End::kStopped;
  return static_cast<std::size_t>(halted) == jobs_.size() ? End::kAllHalted : End::kSomeHalted;
}

}  // namespace orderbridge::jobs
