// SPDX-License-Identifier: MIT
// One run of one pipeline, from opening both ends to the run's record in the journal:
//   1 settle   orders in doubt since a crash are looked up in the sink
//   2 watch    pending, not ready, failed and unpaid orders are asked for by key
//   3 sweep    everything the source has to offer, from where the last sweep stood
// Fetching (one thread) and steps, writing, committing (the caller's thread) overlap; Handoff lies between
// them.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/connect.hpp"
#include "pipeline/reader.hpp"
#include "pipeline/writer.hpp"

namespace orderbridge::pipeline {

struct RunReport {
  journal::RunRecord record;
  Tally tally;
  std::vector<std::string> warnings;  // each makes the run a WARNING
  std::string failure;                // why it is FAILED; empty otherwise
  ob_status status = OB_OK;           // of the call that failed
  bool abandoned = false;             // a connector hangs: the process must end without clean-up
};

/// Called now and then from the calling thread while a run is under way.
using OnProgress = std::function<void(const Progress&)>;

/// Never throws for what a connector or the journal does: that is in the report.
RunReport run_pipeline(const Services& services, const config::Pipeline& pipeline,
                       const OnProgress& on_progress = {});

}  // namespace orderbridge::pipeline
