// SPDX-License-Identifier: MIT
// What a status means for what comes next, and how long to wait before it: the one place that decides it,
// pure. `Waiting` is the clock's side of it: waits that add up to at most maximumRedeliveryTime in one run
// and end at once when the run stops.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

#include "config/settings.hpp"
#include "connectors/instance.hpp"

namespace orderbridge::pipeline {

enum class Next {
  kGoOn,    // it worked
  kAgain,   // the same call again after the wait
  kReopen,  // close(), open(), then the call again after the wait
  kGiveUp,  // this run ends; the next one tries again by itself
  kHalt,    // this run ends, and no run starts by itself until a person acted: credentials, options
};

struct Redelivery {
  Next next = Next::kGoOn;
  std::int64_t wait_ms = 0;
};

/// After a call into a connector. attempt: how many were made by now, 1 after the first. jitter: 0..1, from
/// the caller, so that many hosts do not come back at one moment.
Redelivery after_call(ob_status status, int attempt, std::int64_t retry_after_ms,
                      const config::RedeliveryPolicy& policy, double jitter) noexcept;

/// The back-off before attempt + 1: exponential, capped, three quarters to five quarters of it by jitter,
/// never less than what the other side asked for.
std::int64_t back_off_ms(int attempt, std::int64_t retry_after_ms, const config::RedeliveryPolicy& policy,
                         double jitter) noexcept;

/// True where an order that failed this often gets a dead letter (it is tried further by every run).
bool is_exhausted(int attempts, const config::RedeliveryPolicy& policy) noexcept;

/// 0..1; any thread.
double jitter();

class Waiting;

/// A call into a connector, made again as after_call() says until it works, can never work, or patience ends.
struct Attempts {
  /// May set `attempt` back to 1 where the call got further than the one before.
  std::function<connectors::Outcome(int& attempt)> call;
  std::function<connectors::Outcome()> reopen;  // after NOT_CONNECTED; a failure is one more failed attempt
  std::function<bool()> goes_on;                // asked after a failure; false: leave it at that
};
/// The last call's outcome, with the findings of all.
connectors::Outcome redelivered(const Attempts& attempts, const config::RedeliveryPolicy& policy,
                                Waiting& waiting);

/// One side's waits in one run. One thread.
class Waiting {
 public:
  Waiting(std::int64_t budget_ms, std::shared_ptr<const connectors::StopSignal> stop)
      : left_ms_(budget_ms), stop_(std::move(stop)) {}
  bool allows(std::int64_t ms) const noexcept { return ms <= left_ms_; }
  /// False, at once: it does not fit into what is left, or the run stops; then also before it is over.
  bool wait(std::int64_t ms);
  /// What a call waited for in vain.
  void spend(std::int64_t ms) noexcept { left_ms_ -= ms; }

 private:
  std::int64_t left_ms_;
  std::shared_ptr<const connectors::StopSignal> stop_;
};

}  // namespace orderbridge::pipeline
