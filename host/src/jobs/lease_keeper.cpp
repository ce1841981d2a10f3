// SPDX-License-Identifier: MIT
#include "jobs/lease_keeper.hpp"

#include "base/language.hpp"
#include "base/log.hpp"

namespace orderbridge::jobs {

namespace {

Micros micros(std::chrono::milliseconds time) {
  return time.count() * 1000;
}

journal::Lease acquire(journal::Journal& journal, const std::string& job, Micros lasts) {
  journal::Lease other;
  if (auto lease = journal.acquire(job, journal::this_process(), now(), lasts, other))
    return *std::move(lease);
  throw JobBusy(
      tr("another run of '{}' is under way on this journal (process {}, since {}); wait for it, nothing was "
         "done",
         "Ein anderer Lauf von '{}' ist auf diesem Journal im Gang (Prozess {}, seit {}); abwarten, es "
         "wurde nichts getan",
         job, other.holder.pid, format_local(other.acquired)));
}

}  // namespace

LeaseKeeper::LeaseKeeper(journal::Journal& journal, const std::string& job, std::function<void()> lost,
                         Times times, std::optional<journal::Lease> taken)
    : journal_(journal),
      times_(times),
      lost_(std::move(lost)),
      lease_(taken ? *std::move(taken) : acquire(journal, job, micros(times.lasts))),
      thread_([this] { keep(); }) {}

LeaseKeeper::~LeaseKeeper() {
  {
    std::lock_guard lock(mutex_);
    ending_ = true;
    changed_.notify_all();
  }
  thread_.join();
  try {
    journal_.release(lease_.fence);
  } catch (const std::exception& e) {  // it ends by itself, or with this process
    log::warn(lease_.fence.job, e.what());
  }
}

void LeaseKeeper::progress() {
  std::lock_guard lock(mutex_);
  lease_.progress = now();
}

void LeaseKeeper::keep() noexcept {
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, times_.renew, [&] { return ending_; })) {
    lease_.expires = now() + micros(times_.lasts);
    const auto lease = lease_;
    lock.unlock();
    try {
      if (!journal_.renew(lease)) {
        log::error(lease.fence.job,
                   tr("the lease was lost: another process runs this job by now",
                      "die Belegung ging verloren: ein anderer Prozess führt diese Aufgabe aus"));
        if (lost_) lost_();
        return;
      }
    } catch (const std::exception& e) {  // tried again in time; else the fence keeps us from writing
      log::warn(lease.fence.job, e.what());
    }
    lock.lock();
  }
}

}  // namespace orderbridge::jobs
