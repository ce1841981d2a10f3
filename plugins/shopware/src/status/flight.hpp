// SPDX-License-Identifier: MIT
// Flight: sixteen updates of different orders on their way: one list to see what the shop has, the
// PUTs several at once, one list to see what came of them. A PUT's own answer proves nothing (Shopware
// answers 200 for what it did not apply, and a lost answer may have been applied), so the second list
// decides. The thread of the call reads, compares and reports; workers do the PUTs only.
#pragma once
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <vector>

#include "../fetch/worker_pool.hpp"
#include "../options.hpp"
#include "desired_state.hpp"
#include "read_states.hpp"
#include "reporter.hpp"

namespace orderbridge::shopware5 {

class Flight {
 public:
  Flight(const Options& options, ShopClient& client, const CancelToken& token, Reporter& reporter,
         std::vector<DesiredState> updates);

  /// Reports each update whose fate is known; the others were not sent, or end unreported with what is
  /// thrown: Error for the whole shop, Cancelled.
  void run();

 private:
  enum class Sent {
    kNot,       // the shop was given up before
    kAnswered,  // 200, for what that is worth
    kFailed,    // may have been applied
    kRefused,   // 429, 503: probably not applied
    kDenied     // the shop says no to this one, for good
  };
  struct Job {
    DesiredState desired;
    std::optional<ShopState> is;  // nullopt: the shop no longer has the order
    Comparison change;
    ShopState before;  // the PUT
    Sent sent = Sent::kNot;
    std::optional<Failure> failure;
    std::exception_ptr broken;  // Cancelled, or a bug
  };
  using Jobs = std::vector<Job*>;

  void read(const Jobs& jobs);
  Jobs to_write(const Jobs& jobs);
  void put_all(const Jobs& jobs, int round);
  void put(Job& job, int round) noexcept;
  void failed(Job& job, Failure failure, int round);
  void stop_where_needed(const Failure& failure, bool patient);
  Error too_many_failures(const Error& last) const;
  std::optional<Failure> read_back(const Jobs& jobs);
  Jobs settle(const Jobs& jobs, bool last_round);
  void settle_unread(const Jobs& jobs, const Failure& why);

  const Options& options_;
  ShopClient& client_;
  const CancelToken& token_;
  Reporter& reporter_;
  std::vector<Job> jobs_;

  std::mutex mutex_;  // guards the rest:
  std::condition_variable changed_;
  std::size_t running_ = 0;
  int failures_in_a_row_ = 0;
  bool stopped_ = false;           // no more PUTs in this round
  bool given_up_ = false;          // nor in another one
  std::optional<Error> stop_why_;  // of the first failure that stopped

  WorkerPool pool_;  // last: joined before the rest goes
};

}  // namespace orderbridge::shopware5
