// SPDX-License-Identifier: MIT
// What a run came to, for people at a terminal, and the exit code it stands for. Used by all commands that
// run a pipeline.
#pragma once
#include "base/error.hpp"
#include "config/settings.hpp"
#include "pipeline/run.hpp"

namespace orderbridge::cli {

/// On stdout.
void print_report(const config::Pipeline& pipeline, const pipeline::RunReport& report);
Exit exit_of(const pipeline::RunReport& report);

}  // namespace orderbridge::cli
