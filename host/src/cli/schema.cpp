// SPDX-License-Identifier: MIT
// orderbridge schema: the XML schema of the configuration with the connectors found, for editors.
#include <cstdio>
#include <fstream>

#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/load.hpp"
#include "config/config.hpp"

namespace orderbridge::cli {

int schema(const Options& options) {
  const auto text = config::schema(load_connectors(options)->connectors());
  if (options.output.empty()) {
    std::fputs(text.c_str(), stdout);
    return static_cast<int>(Exit::kOk);
  }
  std::ofstream out(options.output, std::ios::trunc);
  if (!(out << text) || !out.flush())
    throw UserError(tr("{} cannot be written", "{} lässt sich nicht schreiben", options.output));
  return static_cast<int>(Exit::kOk);
}

}  // namespace orderbridge::cli
