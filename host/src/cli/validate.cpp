// SPDX-License-Identifier: MIT
// orderbridge validate: findings have been printed by load(); here is the good news.
#include <cstdio>

#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/load.hpp"

namespace orderbridge::cli {

int validate(const Options& options) {
  const auto loaded = load(options);
  const auto& s = loaded.settings;
  std::printf("%s\n",
              tr("{}: correct: {} connections, {} pipelines, {} actions, {} warning(s)",
                 "{}: korrekt: {} Verbindungen, {} Pipelines, {} Aktionen, {} Warnung(en)", s.host.file,
                 s.connections.size(), s.pipelines.size(), s.actions.size(), loaded.warnings)
                  .c_str());
  return static_cast<int>(Exit::kOk);
}

}  // namespace orderbridge::cli
