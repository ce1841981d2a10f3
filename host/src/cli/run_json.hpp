// SPDX-License-Identifier: MIT
// A run for programs, the same in every command that names one.
#pragma once
#include <nlohmann/json.hpp>

#include "explain/job_state.hpp"

namespace orderbridge::cli {

/// Times are UTC; "reason" is there where the run has something to say.
inline nlohmann::ordered_json run_json(const journal::RunRecord& run) {
  nlohmann::ordered_json json{{"id", run.id},
                              {"job", run.pipeline},
                              {"kind", run.kind},
                              {"outcome", explain::outcome_name(run.outcome)},
                              {"started", format_utc(run.started)}};
  if (run.ended != 0) json["ended"] = format_utc(run.ended);
  json["listed"] = run.counts.listed;
  json["written"] = run.counts.written;
  for (const auto& [name, count] : explain::counts_by_name(run.counts)) json["counts"][name] = count;
  if (!run.text.empty()) json["reason"] = run.text;
  return json;
}

}  // namespace orderbridge::cli
