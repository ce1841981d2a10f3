// SPDX-License-Identifier: MIT
#include "cli/load.hpp"

#include <cstdio>
#include <filesystem>

#include "base/clock.hpp"
#include "base/counted.hpp"
#include "base/error.hpp"
#include "base/language.hpp"
#include "base/log.hpp"
#include "config/config.hpp"
#include "orderbridge/text.hpp"

namespace orderbridge::cli {

namespace {

namespace fs = std::filesystem;

std::string config_file(const Options& options) {
  if (!options.config.empty()) return options.config;
  for (const char* place : {"orderbridge.xml", "/etc/orderbridge/orderbridge.xml"})
    if (fs::exists(place)) return place;
  throw UserError(tr("there is no ./orderbridge.xml and no /etc/orderbridge/orderbridge.xml; name the file "
                     "with --config FILE",
                     "Es gibt weder ./orderbridge.xml noch /etc/orderbridge/orderbridge.xml; die Datei mit "
                     "--config DATEI nennen"),
                  Exit::kUsage);
}

/// Beside the build's or the installation's own executable.
std::vector<std::string> default_folders() {
  std::error_code error;
  const auto program = fs::read_symlink("/proc/self/exe", error);
  if (!error)
    for (const auto* place : {"../connectors", "../lib/orderbridge/connectors"})
      if (const auto folder = (program.parent_path() / place).lexically_normal(); fs::is_directory(folder))
        return {folder.string()};
  return {"/usr/lib/orderbridge/connectors"};
}

std::vector<std::string> absolute(const std::vector<std::string>& folders) {
  std::vector<std::string> all;
  for (const auto& folder : folders) all.push_back(fs::absolute(folder).lexically_normal().string());
  return all;
}

std::unique_ptr<connectors::Registry> scan(std::vector<std::string> folders, const std::string& cache_file) {
  connectors::Registry::Settings settings;
  settings.folders = std::move(folders);
  settings.cache_file = cache_file;
  auto registry = std::make_unique<connectors::Registry>(settings);
  registry->scan();
  return registry;
}

/// Prints all findings; how many are errors.
std::size_t print(const std::vector<config::Finding>& findings) {
  std::size_t errors = 0;
  for (const auto& finding : findings) {
    std::fprintf(stderr, "%s\n", config::to_text(finding).c_str());
    errors += finding.level == config::Finding::kError ? 1 : 0;
  }
  return errors;
}

/// Schedules by the clock and the days of orders would be UTC's, without a word.
void warn_of_time_zone(const std::string& file, std::vector<config::Finding>& findings) {
  const auto zone = unknown_time_zone();
  if (!zone) return;
  findings.push_back(
      {config::Finding::kWarning, file, 0,
       tr("the time zone '{}' (environment variable TZ) is not known on this machine: local "
          "times are UTC, in schedules, too",
          "Die Zeitzone '{}' (Umgebungsvariable TZ) ist auf diesem Rechner unbekannt: Ortszeiten "
          "sind UTC, auch in Zeitplänen",
          cut_remote_text(*zone)),
       tr("write it as in Europe/Berlin, or install tzdata",
          "Schreibweise wie Europe/Berlin, oder tzdata installieren")});
}

[[noreturn]] void give_up(const std::string& file, std::size_t errors) {
  throw UserError(tr("{}: {}; nothing was done", "{}: {}; es wurde nichts getan", file,
                     counted(errors, "error", "errors", "Fehler", "Fehler")),
                  Exit::kUsage);
}

}  // namespace

Loaded load(const Options& options) {
  const std::string file = config_file(options);
  std::vector<config::Finding> findings;
  const auto document = config::parse_file(file, findings);
  if (!document) give_up(file, print(findings));
  auto host = config::host_settings(*document, findings);
  if (!options.language_given && !host.language.empty()) set_language(parse_language(host.language));
  log::set_level(log::parse_level(options.log_level.empty() ? host.log_level : options.log_level));
  if (!options.connectors.empty()) host.connector_folders = absolute(options.connectors);
  if (host.connector_folders.empty()) host.connector_folders = default_folders();

  Loaded loaded;
  const auto state_dir = fs::path(host.journal_file).parent_path();
  loaded.registry = scan(host.connector_folders,
                         fs::is_directory(state_dir) ? (state_dir / "connectors.cache").string() : "");
  for (const auto& bad : loaded.registry->quarantined())
    findings.push_back({config::Finding::kWarning, file, 0, bad.reason, ""});
  warn_of_time_zone(file, findings);
  loaded.settings = config::settings(*document, host, loaded.registry->connectors(), findings);
  const auto errors = print(findings);
  if (errors > 0) give_up(file, errors);
  loaded.warnings = findings.size();
  return loaded;
}

std::unique_ptr<connectors::Registry> load_connectors(const Options& options) {
  if (!options.connectors.empty()) return scan(absolute(options.connectors), "");
  if (options.config.empty() && !fs::exists("orderbridge.xml")) return scan(default_folders(), "");
  const std::string file = config_file(options);
  std::vector<config::Finding> findings;
  const auto document = config::parse_file(file, findings);
  if (!document) give_up(file, print(findings));
  const auto host = config::host_settings(*document, findings);
  return scan(host.connector_folders.empty() ? default_folders() : host.connector_folders, "");
}

}  // namespace orderbridge::cli
