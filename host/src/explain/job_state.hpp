// SPDX-License-Identifier: MIT
// The state of a pipeline or action for people: what it does now, what is wrong with it, when it runs next.
// Pure.
#pragma once
#include <optional>
#include <string>

#include "config/settings.hpp"
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
/// What a job moves decides how its counts are called.
enum class Moves { kOrders, kStatus, kActions };
Moves what_moves(const config::Settings& settings, const std::string& job);
/// "staged" for orders, "told" for status updates, "done" for what an action did.
std::string word_for_written(Moves moves);
/// "62 listed, 39 staged, 2 not ready": what is not zero, at most a few words.
std::string counts_in_short(const journal::Counts& counts, Moves moves);

}  // namespace orderbridge::explain
