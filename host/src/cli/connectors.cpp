// SPDX-License-Identifier: MIT
// orderbridge connectors: what can be used, and what was refused and why.
#include <cstdio>

#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/load.hpp"
#include "cli/terminal.hpp"
#include "orderbridge/connector_abi.h"

namespace orderbridge::cli {

namespace {

std::string roles_text(std::uint32_t roles) {
  std::string text;
  const auto add = [&](std::uint32_t role, const std::string& name) {
    if (roles & role) text += (text.empty() ? "" : ", ") + name;
  };
  add(OB_FETCH_ORDERS, tr("reads orders", "liest Bestellungen"));
  add(OB_WRITE_ORDERS, tr("writes orders", "schreibt Bestellungen"));
  add(OB_FETCH_STATUS, tr("reads statuses", "liest Status"));
  add(OB_WRITE_STATUS, tr("writes statuses", "schreibt Status"));
  return text;
}

}  // namespace

int connectors(const Options& options) {
  const auto registry = load_connectors(options);
  std::vector<TableRow> rows;
  for (const auto& library : registry->libraries())
    for (const auto& c : library.connectors)
      rows.push_back({c.id, c.version,
                      language() == Language::kGerman && !c.title.de.empty() ? c.title.de : c.title.en,
                      roles_text(c.roles), library.file});
  std::fputs(table(rows, 0).c_str(), stdout);
  for (const auto& bad : registry->quarantined())
    std::fprintf(stdout, "%s\n", tr("refused: {}", "abgelehnt: {}", bad.reason).c_str());
  if (rows.empty() && registry->quarantined().empty())
    std::fprintf(stdout, "%s\n",
                 tr("no connector libraries found", "keine Konnektor-Bibliotheken gefunden").c_str());
  return static_cast<int>(registry->quarantined().empty() ? Exit::kOk : Exit::kAttention);
}

}  // namespace orderbridge::cli
