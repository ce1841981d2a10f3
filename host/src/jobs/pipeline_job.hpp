// SPDX-License-Identifier: MIT
// A run of a pipeline as a job: with the lease that keeps others out, and what it means for later runs. Used
// by run, serve and all commands that change something. Any thread.
#pragma once
#include <optional>

#include "journal/lease.hpp"
#include "pipeline/run.hpp"

namespace orderbridge::jobs {

/// Throws JobBusy where another run of the pipeline is under way. A run that loses its lease is stopped. A
/// run that works lets a halted pipeline go on; one of the schedule that credentials or options stopped halts
/// it (jobs/after_run.hpp). `taken`: the lease that the schedule has taken already; it is given back.
pipeline::RunReport run_job(const pipeline::Services& services, const config::Pipeline& pipeline,
                            const pipeline::OnProgress& on_progress = {}, const pipeline::Task& task = {},
                            std::optional<journal::Lease> taken = {});

}  // namespace orderbridge::jobs
