// SPDX-License-Identifier: MIT
// orderbridge validate: findings have been printed by load(); here is the good news.
#include <cstdio>

#include "base/counted.hpp"
#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/load.hpp"

namespace orderbridge::cli {

int validate(const Options& options) {
  const auto loaded = load(options);
  const auto& s = loaded.settings;
  std::printf(
      "%s\n",
      tr("{}: correct: {}, {}, {}, {}", "{}: korrekt: {}, {}, {}, {}", s.host.file,
         counted(s.connections.size(), "connection", "connections", "Verbindung", "Verbindungen"),
         counted(s.pipelines.size(), "pipeline", "pipelines", "Pipeline", "Pipelines"),
         counted(s.actions.size(), "action", "actions", "Aktion", "Aktionen"), warnings(loaded.warnings))
          .c_str());
  return static_cast<int>(Exit::kOk);
}

}  // namespace orderbridge::cli
