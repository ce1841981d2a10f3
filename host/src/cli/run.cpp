// SPDX-License-Identifier: MIT
// orderbridge run [PIPELINE...]: one run each, a progress line, a summary, and an exit code that says what
// happened.

#include <cstdio>

#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/load.hpp"
#include "cli/report.hpp"
#include "cli/stop.hpp"
#include "cli/terminal.hpp"
#include "jobs/pipeline_job.hpp"
#include "journal/sqlite_journal.hpp"
#include "platform/exit_guard.hpp"

namespace orderbridge::cli {

namespace {

std::vector<const config::Pipeline*> chosen(const Options& options, const config::Settings& settings) {
  std::vector<const config::Pipeline*> pipelines;
  for (const auto& name : options.names) {
    const auto* pipeline = settings.pipeline(name);
    if (!pipeline) {
      std::string known;
      for (const auto& p : settings.pipelines) known += (known.empty() ? "" : ", ") + p.id;
      throw UserError(tr("there is no pipeline '{}'; there is: {}",
                         "Es gibt keine Pipeline '{}'; es gibt: {}", name, known),
                      Exit::kUsage);
    }
    pipelines.push_back(pipeline);
  }
  if (options.names.empty())
    for (const auto& pipeline : settings.pipelines) pipelines.push_back(&pipeline);
  if (pipelines.empty())
    throw UserError(tr("the configuration has no pipelines", "Die Konfiguration enthält keine Pipelines"),
                    Exit::kUsage);
  return pipelines;
}

}  // namespace

int run(const Options& options) {
  auto loaded = load(options);
  const auto pipelines = chosen(options, loaded.settings);
  const auto journal = journal::open_sqlite_journal(loaded.settings.host.journal_file);
  journal->end_dead_runs(now());
  const auto stops = stop_on_signals(std::chrono::milliseconds(options.drain_ms));
  const pipeline::Services services{loaded.settings, *loaded.registry, *journal, stops.soft, stops.hard};
  auto worst = Exit::kOk;
  bool abandoned = false;
  for (const auto* pipeline : pipelines) {
    if (services.stop->requested()) break;
    pipeline::RunReport report;
    {
      ProgressLine line(!options.quiet);
      report = jobs::run_job(services, *pipeline, [&](const pipeline::Progress& p) {
        line.show(tr("{}: {} listed, {} done", "{}: {} gelistet, {} erledigt", pipeline->id, p.listed.load(),
                     p.done.load()));
      });
    }
    print_report(*pipeline, report);
    abandoned |= report.abandoned;
    worst = std::max(worst, exit_of(report));
  }
  if (abandoned)
    platform::end_process(static_cast<int>(
        worst));  // a connector's thread still runs: no destructor may pull anything from under it
  return static_cast<int>(worst);
}

}  // namespace orderbridge::cli
