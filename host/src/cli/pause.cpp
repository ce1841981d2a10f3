// SPDX-License-Identifier: MIT
// orderbridge pause, resume: a job waits, or goes on; they claim no more than what is so.
#include <cstdio>

#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/host.hpp"
#include "explain/job_state.hpp"
#include "explain/serves.hpp"
#include "jobs/scheduler.hpp"

namespace orderbridge::cli {

namespace {

/// As written; throws UserError naming all jobs where there is none of this name.
std::string schedule_of(const config::Settings& settings, const std::string& name) {
  if (const auto* pipeline = settings.pipeline(name)) return pipeline->schedule;
  if (const auto* action = settings.action(name)) return action->schedule;
  std::string known;
  for (const auto& p : settings.pipelines) known += (known.empty() ? "" : ", ") + p.id;
  for (const auto& a : settings.actions) known += (known.empty() ? "" : ", ") + a.id;
  throw UserError(
      tr("there is no pipeline or action '{}'; there is: {}",
         "Es gibt keine Pipeline oder Aktion '{}'; es gibt: {}", name, known.empty() ? "-" : known),
      Exit::kUsage);
}

std::string resumed(const journal::Job& job, const std::string& schedule, bool is_served) {
  if (schedule.empty())
    return tr("'{}' may run again; it has no schedule, serve does not start it: orderbridge run {}",
              "'{}' ist freigegeben; ohne Zeitplan startet serve sie nicht: orderbridge run {}", job.name,
              job.name);
  if (!is_served)
    return tr(
        "'{}' may run again, but no serve is running; it waits until orderbridge serve is started",
        "'{}' ist freigegeben, aber es läuft kein serve; sie wartet, bis orderbridge serve gestartet wird",
        job.name);
  explain::JobFacts facts;
  facts.job = job;
  facts.schedule = schedule;
  const auto time = now(), next = explain::next_run(facts, time);
  return next <= time ? tr("'{}' goes on, at once", "'{}' läuft weiter, sofort", job.name)
                      : tr("'{}' goes on, next run {}", "'{}' läuft weiter, nächster Lauf {}", job.name,
                           format_local(next));
}

}  // namespace

int pause(const Options& options) {
  Host host(options);
  std::vector<std::string> schedules;
  for (const auto& name : options.names) schedules.push_back(schedule_of(host.settings(), name));
  const bool is_served = !explain::serves_of(host.journal(), host.settings().host, now()).empty();
  for (std::size_t i = 0; i < options.names.size(); ++i) {
    const bool pauses = options.command == "pause";
    const auto job = host.journal().change_job(options.names[i], [&](journal::Job& changed) {
      if (pauses)
        changed.paused = true;
      else
        jobs::resume(changed);
    });
    const auto said =
        pauses ? tr("'{}' is paused: serve does not start it", "'{}' ruht: serve startet sie nicht", job.name)
               : resumed(job, schedules[i], is_served);
    std::printf("%s\n", said.c_str());
  }
  return static_cast<int>(Exit::kOk);
}

}  // namespace orderbridge::cli
