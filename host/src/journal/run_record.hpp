// SPDX-License-Identifier: MIT
// A run as the journal keeps it, with counts that must add up: every id that a run listed or asked by key
// ends it in exactly one of the outcomes below.
#pragma once
#include <cstdint>
#include <string>

#include "base/clock.hpp"

namespace orderbridge::journal {

struct Counts {
  std::int64_t listed = 0;
  std::int64_t written = 0, updated = 0, duplicate = 0, unchanged = 0, filtered = 0, not_selected = 0,
               not_ready = 0, rejected = 0, failed = 0, gone = 0;

  std::int64_t sum() const noexcept {
    return written + updated + duplicate + unchanged + filtered + not_selected + not_ready + rejected +
           failed + gone;
  }
  bool adds_up() const noexcept { return listed == sum(); }
  Counts& operator+=(const Counts& other) noexcept {
    listed += other.listed, written += other.written, updated += other.updated, duplicate += other.duplicate;
    unchanged += other.unchanged, filtered += other.filtered, not_selected += other.not_selected;
    not_ready += other.not_ready, rejected += other.rejected, failed += other.failed, gone += other.gone;
    return *this;
  }
};

/// Stored as these numbers. kCrashed: the process ended before the run did.
enum class RunOutcome : int {
  kRunning = 0,
  kOk = 1,
  kWarning = 2,
  kFailed = 3,
  kCancelled = 4,
  kCrashed = 5
};

/// It came to its end, with warnings or without.
constexpr bool worked(RunOutcome outcome) noexcept {
  return outcome == RunOutcome::kOk || outcome == RunOutcome::kWarning;
}
constexpr bool failed(RunOutcome outcome) noexcept {
  return outcome == RunOutcome::kFailed || outcome == RunOutcome::kCrashed;
}

struct RunRecord {
  std::int64_t id = 0;
  std::string pipeline;
  std::string kind = "run";  // run, import, retry, rewind, restage, action, by-hand
  Micros started = 0, ended = 0;
  RunOutcome outcome = RunOutcome::kRunning;
  Counts counts;
  std::string text;  // why it failed or warns, one line a reason
};

}  // namespace orderbridge::journal
