// SPDX-License-Identifier: MIT
#include "jobs/action_job.hpp"

#include "jobs/lease_keeper.hpp"

namespace orderbridge::jobs {

using journal::RunOutcome;

namespace {

void count(journal::Counts& counts, std::int32_t outcome) {
  ++counts.listed;
  ++(outcome == OB_UPDATED                              ? counts.updated
     : outcome == OB_WRITTEN || outcome == OB_CONFIRMED ? counts.written
     : outcome == OB_DUPLICATE                          ? counts.duplicate
     : outcome == OB_SKIPPED                            ? counts.filtered
     : outcome == OB_WRITE_RETRY                        ? counts.failed
                                                        : counts.rejected);
}

}  // namespace

ActionReport run_action(const pipeline::Services& services, const config::Action& action) {
  const auto stop = std::make_shared<connectors::StopSignal>(services.stop);
  LeaseKeeper lease(services.journal, action.id, [stop] { stop->request(); });
  ActionReport report;
  auto& record = report.record;
  record.pipeline = action.id;
  record.kind = "action";
  record.started = now();
  record.id = services.journal.begin_run(action.id, record.started, record.kind);

  const auto* connection = services.settings.connection(action.connection);
  const auto* info = connection ? services.registry.find(connection->connector) : nullptr;
  std::shared_ptr<connectors::Instance> instance;
  auto outcome = pipeline::connect(services, action.connection, info ? info->roles : 0,
                                   pipeline::Opening::kOpen, instance, stop);
  if (outcome.ok()) outcome = instance->run_action(action.run, {}, action.parameters, report.results);
  report.abandoned = outcome.abandoned;
  for (const auto& result : report.results) count(record.counts, result.outcome);
  record.ended = now();
  record.outcome = outcome.ok()                                          ? RunOutcome::kOk
                   : outcome.status == OB_CANCELLED && stop->requested() ? RunOutcome::kCancelled
                                                                         : RunOutcome::kFailed;
  if (record.outcome == RunOutcome::kFailed)
    record.text = pipeline::describe_failure(services.settings, action.connection, outcome);
  services.journal.commit([&] {
    journal::Changes changes;
    changes.run = record.id;
    changes.fence = lease.fence();
    changes.counts = record.counts;
    return changes;
  }());
  services.journal.end_run(record);
  if (outcome.status == OB_BAD_AUTH || outcome.status == OB_BAD_CONFIG || outcome.abandoned) {
    services.journal.change_job(action.id, [&](journal::Job& job) {
      job.halted = outcome.abandoned ? "stalled" : outcome.status == OB_BAD_AUTH ? "bad-auth" : "bad-config";
      job.halted_text = record.text;
    });
  }
  return report;
}

}  // namespace orderbridge::jobs
