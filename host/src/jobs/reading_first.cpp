// SPDX-License-Identifier: MIT
#include "jobs/reading_first.hpp"

#include <algorithm>

#include "base/language.hpp"
#include "jobs/lease_keeper.hpp"
#include "jobs/pipeline_job.hpp"
#include "pipeline/redelivery.hpp"
#include "pipeline/transitions.hpp"

namespace orderbridge::jobs {

namespace {

constexpr std::int64_t kWaitForImportMs = 60'000;
/// A person waits for the action: a shop that is down is not tried for as long as an import tries it.
constexpr std::int64_t kPatienceMs = 10'000;

/// Empty: the run went through; else why not.
std::string read_through(const pipeline::Services& services, config::Pipeline pipeline,
                         const pipeline::Task& task, const std::function<void()>& on_progress) {
  auto& patience = pipeline.redelivery.maximum_redelivery_time_ms;
  patience = std::min(patience, kPatienceMs);
  pipeline::Waiting waiting(kWaitForImportMs, services.stop);
  for (;;) {
    try {
      const auto report = run_job(
          services, pipeline, [&](const pipeline::Progress&) { on_progress(); }, task);
      const auto outcome = report.record.outcome;
      const bool went = outcome == journal::RunOutcome::kOk || outcome == journal::RunOutcome::kWarning;
      if (went) return {};
      return report.failure.empty() ? tr("the run was stopped", "der Lauf wurde angehalten") : report.failure;
    } catch (const JobBusy& e) {
      on_progress();
      if (!waiting.wait(200)) return e.what();
    }
  }
}

}  // namespace

Reread read_from_shop(const pipeline::Services& services, const std::string& connection,
                      const std::vector<std::string>& ids, const std::function<void()>& on_progress) {
  Reread reread;
  auto& journal = services.journal;
  for (const auto& pipeline : services.settings.pipelines) {
    if (pipeline.kind != OB_KIND_ORDER || pipeline.to != connection) continue;
    const auto stream = journal.stream(pipeline.id, journal.source_identity(pipeline.from));
    pipeline::Task task;
    task.kind = "read-first";
    task.reread = true;
    const auto begun = now();
    for (const auto& id : ids)
      if (const auto row = journal.find(stream, id); row && row->fate == journal::Fate::kWritten)
        task.keys.push_back(id);
    if (task.keys.empty()) continue;
    const auto why = read_through(services, pipeline, task, on_progress);
    for (const auto& id : task.keys) {
      const auto row = journal.find(stream, id);
      const bool read = why.empty() && row && !row->in_doubt && row->last_seen >= begun;
      if (row && row->reason.code == pipeline::kDeleted)
        reread.gone.insert(id);
      else if (!read)
        reread.failed[id] =
            why.empty() ? tr("the shop gave no readable answer", "der Shop gab keine lesbare Antwort") : why;
    }
  }
  return reread;
}

}  // namespace orderbridge::jobs
