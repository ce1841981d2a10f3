// SPDX-License-Identifier: MIT
// A connector's action as a job: opened, run, closed, with the lease that keeps others out, and a record of
// the run. Any thread.
#pragma once
#include "pipeline/connect.hpp"

namespace orderbridge::jobs {

struct ActionReport {
  journal::RunRecord record;
  std::vector<connectors::ActionResult> results;
  bool abandoned = false;
};

/// Throws JobBusy where another run of the action is under way.
ActionReport run_action(const pipeline::Services& services, const config::Action& action);

}  // namespace orderbridge::jobs
