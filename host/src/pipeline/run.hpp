// SPDX-License-Identifier: MIT
// One run of one pipeline, from opening both ends to the run's record in the journal:
//   1 settle   orders in doubt since a crash are looked up in the sink
//   2 watch    pending, not ready, failed and unpaid orders are asked for by key
//   3 sweep    everything the source has to offer, from where the last sweep stood
//   4 again    what failed is read anew after its back-off, as far as the run's patience reaches
//   5 tell     the shop hears what was written, beside all this and to the end
// Fetching (one thread), telling (one thread) and steps, writing, committing (the caller's thread) overlap.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/connect.hpp"
#include "pipeline/outbox_sender.hpp"
#include "pipeline/reader.hpp"
#include "pipeline/task.hpp"
#include "pipeline/writer.hpp"

namespace orderbridge::pipeline {

struct RunReport {
  journal::RunRecord record;
  Tally tally;
  std::vector<Attention> earlier;     // orders that earlier runs left to a person, and still stand so
  std::vector<Stranger> strangers;    // orders that were named, and of which nothing is known
  std::vector<std::string> warnings;  // each makes the run a WARNING
  std::string failure;                // why it is FAILED; empty otherwise
  ob_status status = OB_OK;           // of the call that failed
  std::int64_t retry_after_ms = 0;    // the other side asked for this much patience
  std::optional<Told> told;           // of pipelines that tell the shop
  bool abandoned = false;             // a connector hangs: the process must end without clean-up
  std::vector<std::string> hanging;   // the connections that do
};

/// Called now and then from the calling thread while a run is under way.
using OnProgress = std::function<void(const Progress&)>;

/// Never throws for what a connector or the journal does: that is in the report. `fence`: of the lease that
/// the caller holds for this pipeline; it is shown with each commit.
RunReport run_pipeline(const Services& services, const config::Pipeline& pipeline,
                       const OnProgress& on_progress = {}, const Task& task = {},
                       const journal::Fence& fence = {});

}  // namespace orderbridge::pipeline
