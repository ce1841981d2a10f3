// SPDX-License-Identifier: MIT
#include "jobs/pipeline_job.hpp"

#include "base/log.hpp"
#include "jobs/after_run.hpp"
#include "jobs/lease_keeper.hpp"
#include "pipeline/redelivery.hpp"

namespace orderbridge::jobs {

namespace {

constexpr std::int64_t kWaitForShopMs = 60'000;

RunEnd end_of(const pipeline::RunReport& report) {
  return {journal::worked(report.record.outcome), report.abandoned, report.status, report.retry_after_ms,
          report.failure};
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
                            const pipeline::OnProgress& on_progress, const pipeline::Task& task,
                            std::optional<journal::Lease> taken) {
  if (task.plan) return pipeline::run_pipeline(services, pipeline, on_progress, task);
  const auto stop = std::make_shared<connectors::StopSignal>(services.stop);
  const auto hard = std::make_shared<connectors::StopSignal>(services.hard_stop());
  // Who lost the lease must not go on writing either: another run is at the same orders.
  const auto lost = [stop, hard] {
    stop->request();
    hard->request();
  };
  const bool by_schedule = taken.has_value();
  LeaseKeeper lease(services.journal, pipeline.id, lost, {}, std::move(taken));
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
  // A run by hand halts nothing: it may have had other credentials, and a person reads how it ended.
  if (!by_schedule && !journal::worked(report.record.outcome)) return report;
  try {
    services.journal.change_job(
        pipeline.id, [&](journal::Job& job) { after_run(job, end_of(report), report.record.ended); });
  } catch (const std::exception& e) {  // the run itself is told of anyway
    log::warn(pipeline.id, e.what());
  }
  return report;
}

}  // namespace orderbridge::jobs
