// SPDX-License-Identifier: MIT
#include "explain/job_state.hpp"

#include <iterator>
#include <map>

#include "base/language.hpp"
#include "jobs/after_run.hpp"
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
  return journal::failed(facts.last->outcome) ? JobState::kFailed : JobState::kIdle;
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

std::string state_text(JobState state) {
  switch (state) {
    case JobState::kRunning:
      return tr("RUNNING", "LÄUFT");
    case JobState::kIdle:
      return tr("IDLE", "BEREIT");
    case JobState::kStalled:
      return tr("STALLED", "HÄNGT");
    case JobState::kFailed:
      return tr("FAILED", "FEHLGESCHLAGEN");
    case JobState::kPaused:
      return tr("PAUSED", "RUHT");
    case JobState::kNeverRun:
      return tr("NEVER RUN", "NOCH NIE GELAUFEN");
  }
  return "?";
}

Micros since(const JobFacts& facts, JobState state) {
  if (state == JobState::kFailed)
    return facts.failing_since != 0 ? facts.failing_since : facts.job.halted_since;
  if (state == JobState::kStalled)
    return facts.job.halted == "stalled" ? facts.job.halted_since : facts.lease ? facts.lease->progress : 0;
  return 0;
}

std::string reason(const JobFacts& facts, JobState state) {
  if (state == JobState::kFailed && !facts.job.halted.empty()) return facts.job.halted_text;
  if (state == JobState::kStalled) return facts.job.halted_text;
  const bool told =
      state != JobState::kRunning && facts.last && facts.last->outcome != journal::RunOutcome::kOk;
  return told ? first_line(facts.last->text) : "";
}

std::string advice(const JobFacts& facts, JobState state) {
  const auto& name = facts.job.name;
  if (state == JobState::kStalled)
    return facts.job.halted_text.empty()
               ? tr("no progress for more than ten minutes; if that lasts, restart the host",
                    "seit über zehn Minuten kein Fortschritt; wenn das so bleibt, den Host neu starten")
               : tr("restart the host", "den Host neu starten");
  if (state == JobState::kFailed && !facts.job.halted.empty())
    return tr("serve does not start it again by itself: mend it, then orderbridge resume {}",
              "serve startet sie nicht von selbst wieder: beheben, dann orderbridge resume {}", name);
  if (state == JobState::kFailed && facts.job.refused_logins > 0)
    return tr(
        "the login is tried again at {}; after {} refusals in a row serve waits for orderbridge resume {}",
        "die Anmeldung wird um {} erneut versucht; nach {} Ablehnungen in Folge wartet serve auf "
        "orderbridge resume {}",
        format_local(facts.job.not_before), std::size(jobs::kLoginWaits) + 1, name);
  if (state == JobState::kPaused)
    return tr("orderbridge resume {} lets it go on", "orderbridge resume {} setzt sie fort", name);
  return {};
}

Micros next_run(const JobFacts& facts, Micros now) {
  std::string reason;
  const auto schedule = schedule::Schedule::parse(facts.schedule, reason);
  if (facts.schedule.empty() || !schedule) return 0;
  auto job = facts.job;  // looked at, not changed
  const auto due = jobs::due(*schedule, facts.schedule, job, now);
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
    case journal::RunOutcome::kCrashed:
      return "CRASHED";
  }
  return "?";
}

std::string outcome_text(journal::RunOutcome outcome) {
  switch (outcome) {
    case journal::RunOutcome::kRunning:
      return tr("RUNNING", "LÄUFT");
    case journal::RunOutcome::kOk:
      return "OK";
    case journal::RunOutcome::kWarning:
      return tr("WARNING", "WARNUNG");
    case journal::RunOutcome::kFailed:
      return tr("FAILED", "FEHLGESCHLAGEN");
    case journal::RunOutcome::kCancelled:
      return tr("CANCELLED", "GESTOPPT");
    case journal::RunOutcome::kCrashed:
      return tr("CRASHED", "ABGEBROCHEN");
  }
  return "?";
}

std::string kind_text(const std::string& kind) {
  static const std::map<std::string, std::pair<const char*, const char*>> kWords{
      {"run", {"run", "Lauf"}},
      {"import", {"import", "Import"}},
      {"retry", {"retry", "erneuter Versuch"}},
      {"rewind", {"rewind", "Rücklauf"}},
      {"restage", {"restage", "erneute Übergabe"}},
      {"action", {"action", "Aktion"}},
      {"by-hand", {"by hand", "von Hand"}}};
  const auto word = kWords.find(kind);
  return word == kWords.end() ? kind : tr(word->second.first, word->second.second);
}

std::string first_line(const std::string& text) {
  const auto end = text.find('\n');
  return end == std::string::npos ? text : text.substr(0, end) + " ...";
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

std::vector<std::pair<const char*, std::int64_t>> counts_by_name(const journal::Counts& c) {
  return {{"listed", c.listed},
          {"written", c.written},
          {"updated", c.updated},
          {"duplicate", c.duplicate},
          {"unchanged", c.unchanged},
          {"filtered", c.filtered},
          {"notSelected", c.not_selected},
          {"notReady", c.not_ready},
          {"rejected", c.rejected},
          {"failed", c.failed},
          {"gone", c.gone}};
}

}  // namespace orderbridge::explain
