// SPDX-License-Identifier: MIT
// What the command line said. Filled by arguments.cpp, read by the commands. Plain values.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace orderbridge::cli {

struct Options {
  std::string command;                   // "run", "validate" ...
  std::string config;                    // --config; empty: the default places
  std::string log_level;                 // --log-level; empty: the XML's
  std::vector<std::string> connectors;   // --connectors FOLDER: instead of the XML's folders
  std::vector<std::string> names;        // pipelines, connectors, keys: what the command is about
  std::string output;                    // schema --output
  std::uint64_t limit = 10;              // tap --limit
  bool show_personal = false;            // tap --show-personal
  bool language_given = false;           // --language: wins over the XML's
  bool quiet = false;                    // run --quiet: no progress bar
  std::int64_t drain_ms = 20000;         // run, serve --drain: what is under way may take after a signal
  std::string pipeline;                  // --pipeline: where a command could mean several
  bool dry_run = false;                  // import, rewind --dry-run
  std::string from;                      // rewind --from
  std::string file, export_file;         // dead-letters edit --file, --export
  std::string reason;                    // dead-letters drop --reason
  std::vector<std::int64_t> ids;         // dead-letters retry, drop
  std::int64_t number = 0;               // run show, dead-letters show, edit
  bool all = false;                      // dead-letters list/retry --all, verify --restage without ids
  bool original = false;                 // dead-letters show --original: before a person edited it
  bool json = false;                     // status, view, action --json
  bool restage = false, accept = false;  // verify --restage, --accept
  std::string connection, target;        // view, action: CONNECTION, VIEW or ACTION
  std::vector<std::string> filters;      // view --filter COLUMN=TEXT
  std::string sort;                      // view --sort COLUMN[:desc]
  std::uint64_t offset = 0, rows = 20;   // view --offset, --limit; 0 rows: all
  std::vector<std::string> sets;         // action --set NAME=VALUE
  bool yes = false;                      // action, rewind --yes
  bool any_state = false;                // rewind --any-state
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
int serve(const Options& options);
int pause(const Options& options);  // and resume
int status(const Options& options);
int runs(const Options& options);
int show_run(const Options& options);
int explain_order(const Options& options);
int import_order(const Options& options);
int rewind(const Options& options);
int plan(const Options& options);
int verify(const Options& options);
int tell(const Options& options);
int list_letters(const Options& options);
int show_letter(const Options& options);
int edit_letter(const Options& options);
int retry_letters(const Options& options);
int drop_letters(const Options& options);
int show_view(const Options& options);
int run_action(const Options& options);

}  // namespace orderbridge::cli
