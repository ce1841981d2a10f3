// SPDX-License-Identifier: MIT
#include "pipeline/redelivery.hpp"

#include <algorithm>
#include <charconv>
#include <random>
#include <thread>

namespace orderbridge::pipeline {

namespace {

/// A bug in a connector is tried again, in case memory was short, but not for long.
constexpr int kAttemptsAfterInternal = 3;

double multiplier(const config::RedeliveryPolicy& policy) noexcept {
  double value = 2;
  const auto& text = policy.back_off_multiplier;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::max(1.0, value);
}

}  // namespace

std::int64_t back_off_ms(int attempt, std::int64_t retry_after_ms, const config::RedeliveryPolicy& policy,
                         double jitter) noexcept {
  const auto most = static_cast<double>(policy.maximum_redelivery_delay_ms);
  auto delay = static_cast<double>(policy.redelivery_delay_ms);
  for (int i = 1; i < attempt && delay < most; ++i) delay *= multiplier(policy);
  delay = std::min(delay, most) * (0.75 + 0.5 * jitter);
  return std::max(static_cast<std::int64_t>(delay), std::max<std::int64_t>(0, retry_after_ms));
}

bool is_exhausted(int attempts, const config::RedeliveryPolicy& policy) noexcept {
  return attempts > policy.maximum_redeliveries;
}

Redelivery after_call(ob_status status, int attempt, std::int64_t retry_after_ms,
                      const config::RedeliveryPolicy& policy, double jitter) noexcept {
  const auto again = [&](Next next, bool in_time) -> Redelivery {
    if (!in_time || is_exhausted(attempt, policy)) return {Next::kGiveUp, 0};
    return {next, back_off_ms(attempt, retry_after_ms, policy, jitter)};
  };
  switch (status) {
    case OB_OK:
      return {Next::kGoOn, 0};
    case OB_RETRY:
    case OB_CANCELLED:  // by the connector itself: the host asks after its own stop before it asks here
      return again(Next::kAgain, true);
    case OB_NOT_CONNECTED:
      return again(Next::kReopen, true);
    case OB_INTERNAL:
      return again(Next::kReopen, attempt < kAttemptsAfterInternal);
    case OB_BAD_CONFIG:
    case OB_BAD_AUTH:
      return {Next::kHalt, 0};
    default:  // REJECTED, UNSUPPORTED: the same call can never succeed
      return {Next::kGiveUp, 0};
  }
}

double jitter() {
  thread_local std::mt19937 random(std::random_device{}());
  return std::uniform_real_distribution<>(0, 1)(random);
}

connectors::Outcome redelivered(const Attempts& attempts, const config::RedeliveryPolicy& policy,
                                Waiting& waiting) {
  std::vector<connectors::ConnectorFinding> findings;
  bool down = false;
  for (int attempt = 1;; ++attempt) {
    auto outcome = down ? attempts.reopen() : connectors::Outcome{};
    if (outcome.ok()) {
      down = false;
      findings.insert(findings.end(), outcome.findings.begin(), outcome.findings.end());
      outcome = attempts.call(attempt);
    }
    findings.insert(findings.end(), outcome.findings.begin(), outcome.findings.end());
    outcome.findings = findings;
    if (outcome.ok() || outcome.abandoned || !attempts.goes_on()) return outcome;
    const auto next = after_call(outcome.status, attempt, outcome.retry_after_ms, policy, jitter());
    const bool again = next.next == Next::kAgain || next.next == Next::kReopen;
    if (!again || !waiting.wait(next.wait_ms)) return outcome;
    down = down || next.next == Next::kReopen;
  }
}

bool Waiting::wait(std::int64_t ms) {
  using Clock = std::chrono::steady_clock;
  if (!allows(ms)) return false;
  left_ms_ -= ms;
  const auto until = Clock::now() + std::chrono::milliseconds(ms);
  while (!stop_->requested()) {
    const auto left = until - Clock::now();
    if (left <= Clock::duration::zero()) return true;
    std::this_thread::sleep_for(std::min<Clock::duration>(left, std::chrono::milliseconds(20)));
  }
  return false;
}

}  // namespace orderbridge::pipeline
