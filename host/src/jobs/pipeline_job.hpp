// SPDX-License-Identifier: MIT
// A run of a pipeline as a job: with the lease that keeps others out, and what it means for later runs. Used
// by run, serve and all commands that change something. Any thread.
#pragma once
#include "pipeline/run.hpp"

namespace orderbridge::jobs {

/// Throws JobBusy where another run of the pipeline is under way. A run that loses its lease is stopped. A
/// run that works lets a halted pipeline go on; one that credentials or options stopped halts it.
pipeline::RunReport run_job(const pipeline::Services& services, const config::Pipeline& pipeline,
                            const pipeline::OnProgress& on_progress = {}, const pipeline::Task& task = {});

}  // namespace orderbridge::jobs
