// SPDX-License-Identifier: MIT
// The state of a pipeline or action for people: what it does now, what is wrong with it, when it runs next.
// Pure.
#pragma once
#include <optional>
#include <string>

#include "journal/journal.hpp"

namespace orderbridge::explain {

enum class JobState { kRunning, kIdle, kStalled, kFailed, kPaused, kNeverRun };

struct JobFacts {
  std::optional<journal::Lease> lease;  // held now, by a process that lives
  journal::Job job;
  std::optional<journal::RunRecord> last;  // the newest run that has ended
  std::string schedule;                    // as written; empty: by hand only
};

/// RUNNING: somebody holds the lease and gets on. STALLED: no progress for ten minutes, or a connection
/// hangs.
JobState state_of(const JobFacts& facts, Micros now);
/// "RUNNING" ...: the same in every language, scripts read it.
const char* state_name(JobState state) noexcept;
/// Why it is so and what to do; empty where nothing is to be said.
std::string advice(const JobFacts& facts, JobState state);
/// When it runs next by itself; 0: it does not.
Micros next_run(const JobFacts& facts, Micros now);

const char* outcome_name(journal::RunOutcome outcome) noexcept;
/// "39 staged, 2 not ready": what is not zero, at most a few words.
std::string counts_in_short(const journal::Counts& counts);

}  // namespace orderbridge::explain
