// SPDX-License-Identifier: MIT
// What most commands need: checked settings, connectors, the journal, stop signals; and how they name
// pipelines. One per process.
#pragma once
#include <memory>

#include "cli/load.hpp"
#include "cli/stop.hpp"
#include "journal/journal.hpp"
#include "pipeline/connect.hpp"

namespace orderbridge::cli {

class Host {
 public:
  /// Throws UserError.
  explicit Host(const Options& options);

  const config::Settings& settings() const noexcept { return loaded_.settings; }
  journal::Journal& journal() noexcept { return *journal_; }
  connectors::Registry& registry() noexcept { return *loaded_.registry; }
  pipeline::Services services();
  /// Throws UserError naming those that exist.
  const config::Pipeline& pipeline(const std::string& id) const;
  /// The ledger of a pipeline.
  journal::StreamId stream(const config::Pipeline& pipeline);
  std::shared_ptr<const connectors::StopSignal> stop() const noexcept { return stops_.soft; }

 private:
  Loaded loaded_;
  std::unique_ptr<journal::Journal> journal_;
  Stops stops_;
};

}  // namespace orderbridge::cli
