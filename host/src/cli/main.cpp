// SPDX-License-Identifier: MIT
#include <cstdio>
#include <cstring>
#include <map>

#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/options.hpp"
#include "connectors/probe.hpp"

namespace {

/// "orderbridge --probe FILE [--language de]": the child of connectors/probe.cpp; not for people.
bool is_probe(int argc, char** argv) {
  return argc >= 3 && std::strcmp(argv[1], "--probe") == 0;
}

int probe_main(int argc, char** argv) {
  if (argc >= 5) orderbridge::set_language(orderbridge::parse_language(argv[4]));
  return orderbridge::connectors::probe_child(argv[2]);
}

}  // namespace

int main(int argc, char** argv) {
  using namespace orderbridge;
  if (is_probe(argc, argv)) return probe_main(argc, argv);
  static const std::map<std::string, int (*)(const cli::Options&)> commands{{"run", cli::run},
                                                                            {"validate", cli::validate},
                                                                            {"connectors", cli::connectors},
                                                                            {"describe", cli::describe},
                                                                            {"schema", cli::schema},
                                                                            {"check", cli::check},
                                                                            {"tap", cli::tap}};
  try {
    cli::Options options;
    int exit_code = 0;
    if (!cli::parse_arguments(argc, argv, options, exit_code)) return exit_code;
    return commands.at(options.command)(options);
  } catch (const UserError& e) {
    std::fprintf(stderr, "orderbridge: %s\n", e.what());
    return static_cast<int>(e.exit());
  } catch (const std::exception& e) {
    std::fprintf(stderr, "orderbridge: %s\n",
                 tr("internal error: {}", "interner Fehler: {}", e.what()).c_str());
    return static_cast<int>(Exit::kInternal);
  }
}
