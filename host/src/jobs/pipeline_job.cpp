// SPDX-License-Identifier: MIT
#include "jobs/pipeline_job.hpp"

#include "base/log.hpp"
#include "jobs/lease_keeper.hpp"

namespace orderbridge::jobs {

namespace {

/// Why the job must not run by itself any more; empty: it may.
std::string halt_of(const pipeline::RunReport& report) {
  if (report.abandoned) return "stalled";
  if (report.status == OB_BAD_AUTH) return "bad-auth";
  return report.status == OB_BAD_CONFIG ? "bad-config" : "";
}

/// What a scheduler must know of how a run ended.
void remember(journal::Journal& journal, const std::string& name, const pipeline::RunReport& report) {
  const bool worked = report.record.outcome == journal::RunOutcome::kOk ||
                      report.record.outcome == journal::RunOutcome::kWarning;
  const auto halt = halt_of(report);
  journal.change_job(name, [&](journal::Job& job) {
    if (worked) job.halted = job.halted_text = "";
    if (!halt.empty()) job.halted = halt, job.halted_text = report.failure;
    job.not_before = report.retry_after_ms > 0 ? now() + report.retry_after_ms * 1000 : 0;
  });
}

}  // namespace

pipeline::RunReport run_job(const pipeline::Services& services, const config::Pipeline& pipeline,
                            const pipeline::OnProgress& on_progress, const pipeline::Task& task) {
  if (task.plan) return pipeline::run_pipeline(services, pipeline, on_progress, task);
  const auto stop = std::make_shared<connectors::StopSignal>(services.stop);
  const auto hard = std::make_shared<connectors::StopSignal>(services.hard_stop());
  // Who lost the lease must not go on writing either: another run is at the same orders.
  LeaseKeeper lease(services.journal, pipeline.id, [stop, hard] {
    stop->request();
    hard->request();
  });
  auto guarded = services;
  guarded.stop = stop;
  guarded.hard = hard;
  auto report = pipeline::run_pipeline(
      guarded, pipeline,
      [&](const pipeline::Progress& progress) {
        lease.progress();
        if (on_progress) on_progress(progress);
      },
      task, lease.fence());
  try {
    remember(services.journal, pipeline.id, report);
  } catch (const std::exception& e) {  // the run itself is told of anyway
    log::warn(pipeline.id, e.what());
  }
  return report;
}

}  // namespace orderbridge::jobs
