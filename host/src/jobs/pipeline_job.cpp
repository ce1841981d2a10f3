// SPDX-License-Identifier: MIT
#include "jobs/pipeline_job.hpp"

#include "base/log.hpp"
#include "jobs/lease_keeper.hpp"
#include "pipeline/redelivery.hpp"

namespace orderbridge::jobs {

namespace {

constexpr std::int64_t kWaitForShopMs = 60'000;

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

/// Status pipelines and the marks of order pipelines write to the same shop: one after the other, so that
/// none replaces what the other has just read. Marks that find it taken wait for the next run; a status run
/// waits here.
std::unique_ptr<LeaseKeeper> take_shop(const pipeline::Services& services, const config::Pipeline& pipeline,
                                       const std::function<void()>& lost) {
  if (pipeline.kind != OB_KIND_STATUS) return nullptr;
  pipeline::Waiting waiting(kWaitForShopMs, services.stop);
  for (;;) {
    try {
      return std::make_unique<LeaseKeeper>(services.journal, "tell " + pipeline.to, lost);
    } catch (const JobBusy&) {
      if (!waiting.wait(200)) throw;
    }
  }
}

}  // namespace

pipeline::RunReport run_job(const pipeline::Services& services, const config::Pipeline& pipeline,
                            const pipeline::OnProgress& on_progress, const pipeline::Task& task) {
  if (task.plan) return pipeline::run_pipeline(services, pipeline, on_progress, task);
  const auto stop = std::make_shared<connectors::StopSignal>(services.stop);
  const auto hard = std::make_shared<connectors::StopSignal>(services.hard_stop());
  // Who lost the lease must not go on writing either: another run is at the same orders.
  const auto lost = [stop, hard] {
    stop->request();
    hard->request();
  };
  LeaseKeeper lease(services.journal, pipeline.id, lost);
  const auto shop = take_shop(services, pipeline, lost);
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
