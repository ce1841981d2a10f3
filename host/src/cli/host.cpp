// SPDX-License-Identifier: MIT
#include "cli/host.hpp"

#include "base/error.hpp"
#include "base/language.hpp"
#include "journal/sqlite_journal.hpp"

namespace orderbridge::cli {

Host::Host(const Options& options)
    : loaded_(load(options)),
      journal_(journal::open_sqlite_journal(loaded_.settings.host.journal_file)),
      stops_(stop_on_signals(std::chrono::milliseconds(options.drain_ms))) {
  journal_->end_dead_runs(now());  // nobody is shown a run of a process that is no more as under way
}

pipeline::Services Host::services() {
  return {loaded_.settings, *loaded_.registry, *journal_, stops_.soft, stops_.hard};
}

const config::Pipeline& Host::pipeline(const std::string& id) const {
  if (const auto* found = loaded_.settings.pipeline(id)) return *found;
  std::string known;
  for (const auto& p : loaded_.settings.pipelines) known += (known.empty() ? "" : ", ") + p.id;
  throw UserError(tr("there is no pipeline '{}'; there is: {}", "Es gibt keine Pipeline '{}'; es gibt: {}",
                     id, known.empty() ? "-" : known),
                  Exit::kUsage);
}

journal::StreamId Host::stream(const config::Pipeline& pipeline) {
  return journal_->stream(pipeline.id, journal_->source_identity(pipeline.from));
}

}  // namespace orderbridge::cli
