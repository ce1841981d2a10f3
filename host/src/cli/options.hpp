// SPDX-License-Identifier: MIT
// What the command line said. Filled by arguments.cpp, read by the commands. Plain values.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace orderbridge::cli {

struct Options {
  std::string command;                  // "run", "validate" ...
  std::string config;                   // --config; empty: the default places
  std::string log_level;                // --log-level; empty: the XML's
  std::vector<std::string> connectors;  // --connectors FOLDER: instead of the XML's folders
  std::vector<std::string> names;       // pipelines, connectors: what the command is about
  std::string output;                   // schema --output
  std::uint64_t limit = 10;             // tap --limit
  bool show_personal = false;           // tap --show-personal
  bool language_given = false;          // --language: wins over the XML's
  bool quiet = false;                   // run --quiet: no progress bar
};

/// Parses; returns true when a command is to be run, else `exit_code` is final (help, version, wrong usage).
/// Sets the process's language from --language or the environment before any text is made.
bool parse_arguments(int argc, const char* const* argv, Options& options, int& exit_code);

/// One function per command; the result is the process's exit code. They throw UserError.
int run(const Options& options);
int validate(const Options& options);
int connectors(const Options& options);
int describe(const Options& options);
int schema(const Options& options);
int check(const Options& options);
int tap(const Options& options);

}  // namespace orderbridge::cli
