// SPDX-License-Identifier: MIT
// From the command line to checked settings, the same way for every command: read the XML's host part, look
// at the connectors' folders, check the rest against what was found there. Findings go to stderr, all at
// once.
#pragma once
#include <memory>

#include "cli/options.hpp"
#include "config/settings.hpp"
#include "connectors/registry.hpp"

namespace orderbridge::cli {

struct Loaded {
  config::Settings settings;
  std::unique_ptr<connectors::Registry> registry;
  std::size_t warnings = 0;  // findings that do not stop a run
};

/// Throws UserError (exit code 2) where the configuration has errors; they have been printed then.
Loaded load(const Options& options);

/// Connectors only, for commands that work without an XML file.
std::unique_ptr<connectors::Registry> load_connectors(const Options& options);

}  // namespace orderbridge::cli
