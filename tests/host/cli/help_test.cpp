// SPDX-License-Identifier: MIT
// The command line's texts: each help fits a screen, German help is German, and wrong usage is answered with
// what to do.
#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "support/program.hpp"

using Catch::Contains;
using host_test::Arguments;
using host_test::run_host;

namespace {

const std::vector<std::string> kCommands{"",         "run",    "serve", "pause",      "resume",   "import",
                                         "rewind",   "status", "runs",  "explain",    "plan",     "verify",
                                         "validate", "check",  "tap",   "connectors", "describe", "schema",
                                         "view",     "action", "tell"};

std::string help(const std::string& command, const std::string& language) {
  Arguments arguments{"--language", language};
  if (!command.empty()) arguments.push_back(command);
  arguments.push_back("--help");
  const auto ended = run_host(arguments);
  INFO(ended.err);
  CHECK(ended.code == 0);
  CHECK(ended.err.empty());
  return ended.out;
}

std::size_t width(const std::string& line) {
  return static_cast<std::size_t>(std::count_if(
      line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

}  // namespace

TEST_CASE("each help fits a screen, in both languages") {
  for (const auto& command : kCommands)
    for (const auto* language : {"en", "de"}) {
      const auto text = help(command, language);
      INFO(command << " " << language << "\n" << text);
      std::istringstream in(text);
      int lines = 0;
      for (std::string line; std::getline(in, line); ++lines) {
        INFO(line);
        CHECK(width(line) <= 110);
      }
      CHECK(lines > 5);
      CHECK(lines <= (command.empty() ? 36 : 25));  // the first one lists all commands
    }
}

TEST_CASE("German help is German, English help is English") {
  for (const auto& command : kCommands) {
    const auto german = help(command, "de"), english = help(command, "en");
    INFO(german);
    CHECK_THAT(german, Contains("Aufruf") && Contains("Optionen") && Contains("Diese Hilfe zeigen"));
    for (const auto* word : {"Usage", "Options", "OPTIONS", "Subcommand", "SUBCOMMAND", "Positionals",
                             "REQUIRED", "Show", "this help", "message", "exit", "FILE", "FOLDER", "Print"})
      CHECK_THAT(german, !Contains(word));
    CHECK_THAT(english, Contains("Usage") && Contains("Show this help") && !Contains("Hilfe"));
  }
  CHECK_THAT(help("", "de"), Contains("Bestellungen") && Contains("130 abgebrochen"));
}

TEST_CASE("the main help names every command") {
  const auto text = help("", "en");
  for (const auto& command : kCommands) CHECK_THAT(text, Contains(command));
}

TEST_CASE("the version") {
  const auto ended = run_host({"--version"});
  CHECK(ended.code == 0);
  CHECK_THAT(ended.out, Catch::StartsWith("orderbridge "));
}

TEST_CASE("wrong usage: exit code 2 and a text that helps") {
  const auto failure = [](const Arguments& arguments) {
    const auto ended = run_host(arguments);
    CHECK(ended.code == 2);
    CHECK(ended.out.empty());
    return ended.err;
  };
  CHECK_THAT(failure({"rnu"}), Contains("'rnu'") && Contains("--help"));
  CHECK_THAT(failure({"--language", "de", "rnu"}), Contains("keinen Befehl 'rnu'"));
  CHECK_FALSE(failure({}).empty());
  CHECK_THAT(failure({"run", "--no-such-option"}), Contains("no-such-option"));
  CHECK_THAT(failure({"tap"}), Contains("PIPELINE"));
  CHECK_THAT(failure({"describe"}), Contains("CONNECTOR"));
  CHECK_THAT(failure({"--config", "/nowhere/shop.xml", "run"}), Contains("/nowhere/shop.xml"));
  CHECK_THAT(failure({"run"}), Contains("--config FILE"));
  CHECK_THAT(failure({"--language", "de", "validate"}), Contains("--config DATEI"));
}
