// SPDX-License-Identifier: MIT
// orderbridge serve: pipelines and actions by their schedules, until a signal comes. One line a run on
// stdout.
#include "jobs/serve.hpp"

#include <cstdio>

#include "base/error.hpp"
#include "base/language.hpp"
#include "base/log.hpp"
#include "cli/host.hpp"
#include "explain/job_state.hpp"
#include "explain/serves.hpp"
#include "jobs/action_job.hpp"
#include "jobs/lease_keeper.hpp"
#include "jobs/pipeline_job.hpp"
#include "platform/exit_guard.hpp"

namespace orderbridge::cli {

namespace {

void say(const std::string& line) {
  std::fprintf(stdout, "%s %s\n", format_local(now()).c_str(), line.c_str());
  std::fflush(stdout);
}

void say_run(const journal::RunRecord& run, explain::Moves moves) {
  say(fmt::format("{} {} {:.1f} s: {}{}{}", run.pipeline, explain::outcome_text(run.outcome),
                  static_cast<double>(run.ended - run.started) / 1e6,
                  explain::counts_in_short(run.counts, moves), run.text.empty() ? "" : ": ",
                  run.text.substr(0, run.text.find('\n'))));
}

/// Runs one job; whatever happens in it is said and stays in it.
template <class Run>
jobs::Ended guarded(Host& host, const std::string& id, const jobs::Turn& turn, Run run) {
  try {
    return run();
  } catch (const jobs::JobBusy& e) {  // its shop is being told of other things: due again at once
    log::info(id, e.what());
    host.journal().change_job(id, [&](journal::Job& job) { job.next = turn.planned; });
  } catch (const std::exception& e) {
    log::error(id, e.what());
    say(id + " FAILED: " + e.what());
  }
  return {};
}

schedule::Schedule parsed(const std::string& schedule) {
  std::string reason;
  auto parsed = schedule::Schedule::parse(schedule, reason);
  if (!parsed) throw UserError(reason, Exit::kUsage);  // load() has checked it
  return *parsed;
}

std::vector<jobs::JobSpec> jobs_of(Host& host, const pipeline::Services& services) {
  std::vector<jobs::JobSpec> specs;
  for (const auto& pipeline : host.settings().pipelines) {
    if (pipeline.schedule.empty()) continue;
    specs.push_back({pipeline.id,
                     parsed(pipeline.schedule),
                     pipeline.schedule,
                     {pipeline.from, pipeline.to},
                     [&](const jobs::Turn& turn) {
                       return guarded(host, pipeline.id, turn, [&]() -> jobs::Ended {
                         const auto report = jobs::run_job(services, pipeline, {}, {}, turn.lease);
                         say_run(report.record, explain::what_moves(services.settings, pipeline.id));
                         return {report.hanging};
                       });
                     }});
  }
  for (const auto& action : host.settings().actions) {
    if (action.schedule.empty()) continue;
    specs.push_back({action.id,
                     parsed(action.schedule),
                     action.schedule,
                     {action.connection},
                     [&](const jobs::Turn& turn) {
                       return guarded(host, action.id, turn, [&]() -> jobs::Ended {
                         const auto report = jobs::run_action(services, action, {}, turn.lease);
                         say_run(report.record, explain::Moves::kActions);
                         if (!report.abandoned) return {};
                         return {{action.connection}};
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

Exit exit_of(jobs::Serve::End end) {
  switch (end) {
    case jobs::Serve::End::kStopped:
      return Exit::kOk;
    case jobs::Serve::End::kSomeHalted:
      return Exit::kAttention;
    default:
      return Exit::kFailed;
  }
}

/// A second serve is no fault: each planned time is run by one of them. But it is seldom meant.
void say_others(Host& host) {
  for (const auto& other : explain::serves_of(host.journal(), host.settings().host, now()))
    say(tr("another serve lives on this journal: {}", "auf diesem Journal läuft schon serve: {}",
           explain::name_of(other.server)));
}

}  // namespace

int serve(const Options& options) {
  Host host(options);
  const auto services = host.services();
  // Loading foreign code is for one thread, before any run.
  for (const auto& connection : host.settings().connections) host.registry().connector(connection.connector);
  auto specs = jobs_of(host, services);
  say_others(host);
  for (const auto& spec : specs) say(tr("serving {} ({})", "bedient {} ({})", spec.id, spec.text));
  jobs::Serve serve(host.journal(), std::move(specs), host.stop(),
                    explain::this_server(host.settings().host));
  serve.lift_halts();
  const auto end = serve.run();
  if (end == jobs::Serve::End::kAllHalted)
    say(tr("stopped; all jobs are halted: orderbridge status says why",
           "beendet; alle Aufgaben sind angehalten: orderbridge status sagt warum"));
  else
    say(tr("stopped", "beendet"));
  const auto code = static_cast<int>(exit_of(end));
  if (end == jobs::Serve::End::kHangs) platform::end_process(code);
  return code;
}

}  // namespace orderbridge::cli
