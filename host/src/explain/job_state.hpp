// SPDX-License-Identifier: MIT
// The state of a pipeline or action for people: what it does now, what is wrong with it, when it runs next.
// Pure.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "config/settings.hpp"
#include "journal/journal.hpp"

namespace orderbridge::explain {

enum class JobState { kRunning, kIdle, kStalled, kFailed, kPaused, kNeverRun };

struct JobFacts {
  std::optional<journal::Lease> lease;  // held now, by a process that lives
  journal::Job job;
  std::optional<journal::RunRecord> last;  // the newest run that has ended
  std::string schedule;                    // as written; empty: by hand only
  Micros failing_since = 0;                // when the first of the failures in a row ended; 0: none
};

/// RUNNING: somebody holds the lease and gets on. STALLED: no progress for ten minutes, or a connection
/// hangs.
JobState state_of(const JobFacts& facts, Micros now);
/// "RUNNING" ...: the same in every language, scripts read it.
const char* state_name(JobState state) noexcept;
/// The same for people: "LÄUFT" ...
std::string state_text(JobState state);
/// Since when it is in this state, where that is known and is of interest: failures, stalls; else 0.
Micros since(const JobFacts& facts, JobState state);
/// Why it failed, or what it warns of; empty where all is well.
std::string reason(const JobFacts& facts, JobState state);
/// What to do; empty where nothing is to be done.
std::string advice(const JobFacts& facts, JobState state);
/// When it runs next by itself; 0: it does not.
Micros next_run(const JobFacts& facts, Micros now);

/// The same in every language.
const char* outcome_name(journal::RunOutcome outcome) noexcept;
/// For people.
std::string outcome_text(journal::RunOutcome outcome);
/// What began a run, for people: "by hand".
std::string kind_text(const std::string& kind);
/// The first line of a run's reasons, with a mark where there are more.
std::string first_line(const std::string& text);
/// What a job moves decides how its counts are called.
enum class Moves { kOrders, kStatus, kActions };
Moves what_moves(const config::Settings& settings, const std::string& job);
/// "staged" for orders, "told" for status updates, "done" for what an action did.
std::string word_for_written(Moves moves);
/// "62 listed, 39 staged, 2 not ready": what is not zero, at most a few words.
std::string counts_in_short(const journal::Counts& counts, Moves moves);
/// All of them, by the names that programs read.
std::vector<std::pair<const char*, std::int64_t>> counts_by_name(const journal::Counts& counts);

}  // namespace orderbridge::explain
