// SPDX-License-Identifier: MIT
// orderbridge serve: pipelines and actions by their schedules, until a signal comes. One line a run on
// stdout.
#include "jobs/serve.hpp"

#include <unistd.h>

#include <cstdio>

#include "base/error.hpp"
#include "base/language.hpp"
#include "base/log.hpp"
#include "cli/host.hpp"
#include "explain/job_state.hpp"
#include "jobs/action_job.hpp"
#include "jobs/lease_keeper.hpp"
#include "jobs/pipeline_job.hpp"

namespace orderbridge::cli {

namespace {

void say(const std::string& line) {
  std::fprintf(stdout, "%s %s\n", format_local(now()).c_str(), line.c_str());
  std::fflush(stdout);
}

void say_run(const journal::RunRecord& run, explain::Moves moves) {
  say(fmt::format("{} {} {:.1f} s: {}{}{}", run.pipeline, explain::outcome_name(run.outcome),
                  static_cast<double>(run.ended - run.started) / 1e6,
                  explain::counts_in_short(run.counts, moves), run.text.empty() ? "" : ": ",
                  run.text.substr(0, run.text.find('\n'))));
}

/// Runs one job; whatever happens in it is said and stays in it.
template <class Run>
jobs::Ended guarded(const std::string& id, Run run) {
  try {
    return run();
  } catch (const jobs::JobBusy& e) {
    log::info(id, e.what());
    return {true, {}};
  } catch (const std::exception& e) {
    log::error(id, e.what());
    say(id + " FAILED: " + e.what());
    return {};
  }
}

jobs::Schedule parsed(const std::string& schedule) {
  std::string reason;
  auto parsed = jobs::Schedule::parse(schedule, reason);
  if (!parsed) throw UserError(reason, Exit::kUsage);  // load() has checked it
  return *parsed;
}

std::vector<jobs::JobSpec> jobs_of(Host& host, const pipeline::Services& services) {
  std::vector<jobs::JobSpec> specs;
  for (const auto& pipeline : host.settings().pipelines) {
    if (pipeline.schedule.empty()) continue;
    specs.push_back({pipeline.id, parsed(pipeline.schedule), {pipeline.from, pipeline.to}, [&] {
                       return guarded(pipeline.id, [&]() -> jobs::Ended {
                         const auto report = jobs::run_job(services, pipeline);
                         say_run(report.record, explain::what_moves(services.settings, pipeline.id));
                         return {false, report.hanging};
                       });
                     }});
  }
  for (const auto& action : host.settings().actions) {
    if (action.schedule.empty()) continue;
    specs.push_back({action.id, parsed(action.schedule), {action.connection}, [&] {
                       return guarded(action.id, [&]() -> jobs::Ended {
                         const auto report = jobs::run_action(services, action);
                         say_run(report.record, explain::Moves::kActions);
                         if (!report.abandoned) return {};
                         return {false, {action.connection}};
                       });
                     }});
  }
  if (specs.empty())
    throw UserError(
        tr("no pipeline or action has a schedule; add schedule=\"every 5 minutes\", or use orderbridge run",
           "Keine Pipeline und keine Aktion hat einen Zeitplan; schedule=\"every 5 minutes\" ergänzen oder "
           "orderbridge run verwenden"),
        Exit::kUsage);
  return specs;
}

}  // namespace

int serve(const Options& options) {
  Host host(options);
  const auto services = host.services();
  // Loading foreign code is for one thread, before any run.
  for (const auto& connection : host.settings().connections) host.registry().connector(connection.connector);
  auto specs = jobs_of(host, services);
  for (const auto& spec : specs) say(tr("serving {}", "bedient {}", spec.id));
  jobs::Serve serve(host.journal(), std::move(specs), host.stop());
  serve.lift_halts();
  const bool hangs = serve.run();
  say(tr("stopped", "beendet"));
  if (hangs) _exit(static_cast<int>(Exit::kFailed));
  return static_cast<int>(Exit::kOk);
}

int pause(const Options& options) {
  Host host(options);
  for (const auto& name : options.names) {
    const bool known = host.settings().pipeline(name) || host.settings().action(name);
    if (!known) host.pipeline(name);  // says which there are
    const auto job = host.journal().change_job(name, [&](journal::Job& changed) {
      changed.paused = options.command == "pause";
      if (!changed.paused) changed.halted = changed.halted_text = "", changed.not_before = 0;
    });
    std::printf("%s\n", job.paused ? tr("'{}' is paused: serve does not start it",
                                        "'{}' ruht: serve startet sie nicht", name)
                                         .c_str()
                                   : tr("'{}' goes on", "'{}' läuft weiter", name).c_str());
  }
  return static_cast<int>(Exit::kOk);
}

}  // namespace orderbridge::cli
