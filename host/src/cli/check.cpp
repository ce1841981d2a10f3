// SPDX-License-Identifier: MIT
// orderbridge check: opens every connection as its pipelines would and says what works and what is missing.

#include <cstdio>

#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/load.hpp"
#include "cli/stop.hpp"
#include "cli/terminal.hpp"
#include "journal/sqlite_journal.hpp"
#include "pipeline/connect.hpp"
#include "platform/exit_guard.hpp"
#include "platform/files.hpp"

namespace orderbridge::cli {

namespace {

/// What the pipelines use this connection for; a connection nobody uses is opened for all it can do.
std::uint32_t roles_of(const config::Settings& settings, const config::Connection& connection,
                       const description::ConnectorInfo* info) {
  std::uint32_t roles = 0;
  for (const auto& p : settings.pipelines) {
    const bool orders = p.kind == OB_KIND_ORDER;
    if (p.from == connection.id) roles |= orders ? OB_FETCH_ORDERS : OB_FETCH_STATUS;
    if (p.to == connection.id) roles |= orders ? OB_WRITE_ORDERS : OB_WRITE_STATUS;
  }
  return roles != 0 ? roles : info ? info->roles : 0;
}

const char* mark(std::int32_t level) {
  return level >= OB_FINDING_ERROR     ? "FAIL"
         : level == OB_FINDING_WARNING ? "WARN"
         : level == OB_FINDING_OK      ? "ok"
                                       : "info";
}

/// Dead letters hold whole orders.
void check_journal(const std::string& file, Exit& worst) {
  if (!platform::is_open_to_others(file)) return;
  std::printf("journal\n");
  std::fputs(
      table({{"WARN",
              tr("{0} holds personal data, and every user of this machine may open it: chmod o= '{0}'",
                 "{0} enthält personenbezogene Daten, und jeder Benutzer dieses Rechners darf sie öffnen: "
                 "chmod o= '{0}'",
                 file)}})
          .c_str(),
      stdout);
  worst = std::max(worst, Exit::kAttention);
}

}  // namespace

int check(const Options& options) {
  auto loaded = load(options);
  const auto journal = journal::make_null_journal();  // a check leaves no trace
  const pipeline::Services services{loaded.settings, *loaded.registry, *journal, stop_on_signals().soft};
  auto worst = Exit::kOk;
  bool abandoned = false;
  for (const auto& connection : loaded.settings.connections) {
    std::shared_ptr<connectors::Instance> instance;
    auto outcome =
        pipeline::connect(services, connection.id,
                          roles_of(loaded.settings, connection, loaded.registry->find(connection.connector)),
                          pipeline::Opening::kOpen, instance);
    auto findings = std::move(outcome.findings);
    if (outcome.ok()) {
      outcome = instance->check();
      findings.insert(findings.end(), outcome.findings.begin(), outcome.findings.end());
    }
    std::printf("%s (%s)\n", connection.id.c_str(), connection.connector.c_str());
    std::vector<TableRow> rows;
    for (const auto& f : findings) {
      rows.push_back({mark(f.level), f.text});
      if (f.level >= OB_FINDING_ERROR)
        worst = std::max(worst, Exit::kFailed);
      else if (f.level == OB_FINDING_WARNING)
        worst = std::max(worst, Exit::kAttention);
    }
    if (!outcome.ok()) {
      rows.push_back({"FAIL", pipeline::describe_failure(loaded.settings, connection.id, outcome)});
      worst = std::max(worst, outcome.status == OB_BAD_CONFIG ? Exit::kUsage : Exit::kFailed);
    } else if (rows.empty()) {
      rows.push_back({"ok", tr("opened", "geöffnet")});
    }
    std::fputs(table(rows).c_str(), stdout);
    abandoned |= outcome.abandoned;
  }
  check_journal(loaded.settings.host.journal_file, worst);
  std::fflush(stdout);
  if (abandoned) platform::end_process(static_cast<int>(worst));
  return static_cast<int>(worst);
}

}  // namespace orderbridge::cli
