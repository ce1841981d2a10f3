// SPDX-License-Identifier: MIT
#include "explain/job_state.hpp"

#include "base/language.hpp"
#include "jobs/scheduler.hpp"
#include "orderbridge/connector_abi.h"

namespace orderbridge::explain {

namespace {
constexpr Micros kStalledAfter = 10 * 60 * 1000000LL;
}

JobState state_of(const JobFacts& facts, Micros now) {
  if (facts.job.halted == "stalled") return JobState::kStalled;
  if (facts.lease)
    return now - facts.lease->progress > kStalledAfter ? JobState::kStalled : JobState::kRunning;
  if (!facts.job.halted.empty()) return JobState::kFailed;
  if (facts.job.paused) return JobState::kPaused;
  if (!facts.last) return JobState::kNeverRun;
  return facts.last->outcome == journal::RunOutcome::kFailed ? JobState::kFailed : JobState::kIdle;
}

const char* state_name(JobState state) noexcept {
  switch (state) {
    case JobState::kRunning:
      return "RUNNING";
    case JobState::kIdle:
      return "IDLE";
    case JobState::kStalled:
      return "STALLED";
    case JobState::kFailed:
      return "FAILED";
    case JobState::kPaused:
      return "PAUSED";
    case JobState::kNeverRun:
      return "NEVER RUN";
  }
  return "?";
}

std::string advice(const JobFacts& facts, JobState state) {
  const auto& name = facts.job.name;
  if (state == JobState::kStalled)
    return facts.job.halted_text.empty()
               ? tr("no progress for more than ten minutes; if that lasts, restart the host",
                    "seit über zehn Minuten kein Fortschritt; wenn das so bleibt, den Host neu starten")
               : facts.job.halted_text;
  if (state == JobState::kFailed && !facts.job.halted.empty())
    return tr("{}; serve does not start it again by itself: mend it, then orderbridge resume {}",
              "{}; serve startet sie nicht von selbst wieder: beheben, dann orderbridge resume {}",
              facts.job.halted_text, name);
  if (state == JobState::kFailed) return facts.last->text;
  if (state == JobState::kPaused)
    return tr("orderbridge resume {} lets it go on", "orderbridge resume {} setzt sie fort", name);
  return {};
}

Micros next_run(const JobFacts& facts, Micros now) {
  std::string reason;
  const auto schedule = jobs::Schedule::parse(facts.schedule, reason);
  if (facts.schedule.empty() || !schedule) return 0;
  const auto due = jobs::due(*schedule, facts.job, now);
  return due.run ? now : due.next;
}

const char* outcome_name(journal::RunOutcome outcome) noexcept {
  switch (outcome) {
    case journal::RunOutcome::kRunning:
      return "RUNNING";
    case journal::RunOutcome::kOk:
      return "OK";
    case journal::RunOutcome::kWarning:
      return "WARNING";
    case journal::RunOutcome::kFailed:
      return "FAILED";
    case journal::RunOutcome::kCancelled:
      return "CANCELLED";
  }
  return "?";
}

Moves what_moves(const config::Settings& settings, const std::string& job) {
  if (const auto* pipeline = settings.pipeline(job))
    return pipeline->kind == OB_KIND_STATUS ? Moves::kStatus : Moves::kOrders;
  // By hand an action is "connection/action"; anything else is a pipeline that is not configured any more.
  return settings.action(job) || job.find('/') != job.npos ? Moves::kActions : Moves::kOrders;
}

std::string word_for_written(Moves moves) {
  switch (moves) {
    case Moves::kStatus:
      return tr("told", "mitgeteilt");
    case Moves::kActions:
      return tr("done", "erledigt");
    case Moves::kOrders:
      break;
  }
  return tr("staged", "übergeben");
}

std::string counts_in_short(const journal::Counts& c, Moves moves) {
  std::string text = tr("{} listed", "{} gelistet", c.listed);
  const auto add = [&](std::int64_t count, const std::string& word) {
    if (count != 0) text += fmt::format(", {} {}", count, word);
  };
  add(c.written, word_for_written(moves));
  add(c.updated, tr("updated", "aktualisiert"));
  add(c.duplicate, tr("there already", "schon da"));
  add(c.rejected, tr("rejected", "abgelehnt"));
  add(c.failed, tr("failed", "fehlgeschlagen"));
  add(c.not_ready, tr("not ready", "unvollständig"));
  return text;
}

}  // namespace orderbridge::explain
