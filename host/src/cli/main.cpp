// SPDX-License-Identifier: MIT
#include <cstdio>
#include <cstring>
#include <map>

#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/harmless.hpp"
#include "cli/options.hpp"
#include "connectors/probe.hpp"
#include "platform/exit_guard.hpp"

namespace {

/// "orderbridge --probe FILE [--language de]": the child of connectors/probe.cpp; not for people.
bool is_probe(int argc, char** argv) {
  return argc >= 3 && std::strcmp(argv[1], "--probe") == 0;
}

int probe_main(int argc, char** argv) {
  if (argc >= 5) orderbridge::set_language(orderbridge::parse_language(argv[4]));
  return orderbridge::connectors::probe_child(argv[2]);
}

int run_command(int argc, char** argv) {
  using namespace orderbridge;
  static const std::map<std::string, int (*)(const cli::Options&)> commands{
      {"run", cli::run},
      {"run show", cli::show_run},
      {"serve", cli::serve},
      {"pause", cli::pause},
      {"resume", cli::pause},
      {"status", cli::status},
      {"runs", cli::runs},
      {"explain", cli::explain_order},
      {"import", cli::import_order},
      {"plan", cli::plan},
      {"rewind", cli::rewind},
      {"verify", cli::verify},
      {"tell", cli::tell},
      {"dead-letters list", cli::list_letters},
      {"dead-letters show", cli::show_letter},
      {"dead-letters edit", cli::edit_letter},
      {"dead-letters retry", cli::retry_letters},
      {"dead-letters drop", cli::drop_letters},
      {"view", cli::show_view},
      {"action", cli::run_action},
      {"validate", cli::validate},
      {"check", cli::check},
      {"tap", cli::tap},
      {"connectors", cli::connectors},
      {"describe", cli::describe},
      {"schema", cli::schema}};
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

}  // namespace

int main(int argc, char** argv) {
  if (is_probe(argc, argv)) return probe_main(argc, argv);
  orderbridge::cli::make_output_harmless();
  orderbridge::platform::guard_exit();
  const int code = run_command(argc, argv);
  orderbridge::platform::exit_is_ours();
  return code;
}
