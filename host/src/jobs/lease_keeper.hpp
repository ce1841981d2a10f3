// SPDX-License-Identifier: MIT
// LeaseKeeper: one run of a job at a time on one journal, also across processes. Acquires the lease, renews
// it from a thread of its own while it lives, tells when it was lost, gives it back. Used by run and serve.
// The journal must outlive it.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/error.hpp"
#include "journal/journal.hpp"

namespace orderbridge::jobs {

/// Another process (or another thread of this one) is at it.
struct JobBusy : UserError {
  using UserError::UserError;
};

class LeaseKeeper {
 public:
  struct Times {
    std::chrono::milliseconds lasts{30000}, renew{10000};
  };
  /// Throws JobBusy. `lost` is called once, from the keeper's thread, where another holds the lease by now.
  /// `taken`: the lease that was acquired already (Jobs::take).
  LeaseKeeper(journal::Journal& journal, const std::string& job, std::function<void()> lost, Times times,
              std::optional<journal::Lease> taken = {});
  LeaseKeeper(journal::Journal& journal, const std::string& job, std::function<void()> lost)
      : LeaseKeeper(journal, job, std::move(lost), Times{}) {}
  ~LeaseKeeper();
  LeaseKeeper(const LeaseKeeper&) = delete;
  LeaseKeeper& operator=(const LeaseKeeper&) = delete;

  const journal::Fence& fence() const noexcept { return lease_.fence; }
  /// The run got on: shown by status, which takes long silence for a stall. Any thread.
  void progress();

 private:
  void keep() noexcept;

  journal::Journal& journal_;
  const Times times_;
  std::function<void()> lost_;
  std::mutex mutex_;
  std::condition_variable changed_;
  journal::Lease lease_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace orderbridge::jobs
