// SPDX-License-Identifier: MIT
// orderbridge view CONNECTION [VIEW [KEY]]: the tables that a connector shows of the other side.

#include <cstdio>

#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/load.hpp"
#include "cli/offers.hpp"
#include "cli/stop.hpp"
#include "cli/view_json.hpp"
#include "cli/view_text.hpp"
#include "journal/sqlite_journal.hpp"
#include "orderbridge/views.h"
#include "pipeline/connect.hpp"
#include "platform/exit_guard.hpp"

namespace orderbridge::cli {

namespace {

using connectors::Query;
using connectors::QueryResult;

/// What the words ask for, held against what the view can do.
Query query_of(const Options& options, const description::ViewInfo& view) {
  Query query;
  query.view = view.id;
  if (!options.names.empty()) {
    if (!view.has_key())
      throw UserError(tr("view '{}' has no details", "Sicht '{}' hat keine Details", view.id), Exit::kUsage);
    if (!options.filters.empty() || !options.sort.empty() || options.offset > 0)
      throw UserError(
          tr("--filter, --sort and --offset are for tables, not for the detail of a row",
             "--filter, --sort und --offset gelten für Tabellen, nicht für das Detail einer Zeile"),
          Exit::kUsage);
    query.key = options.names[0];
    return query;
  }
  for (const auto& filter : options.filters) {
    query.filters.push_back(name_and_value("--filter", filter));
    column_of(view, query.filters.back().first, OB_COLUMN_FILTER);
  }
  const auto colon = options.sort.find(':');
  query.sort = options.sort.substr(0, colon);
  if (!query.sort.empty()) column_of(view, query.sort, OB_COLUMN_SORTABLE);
  const auto direction = colon == std::string::npos ? "asc" : options.sort.substr(colon + 1);
  if (direction != "asc" && direction != "desc")
    throw UserError(tr("--sort {}: write COLUMN or COLUMN:desc",
                       "--sort {}: COLUMN oder COLUMN:desc schreiben", options.sort),
                    Exit::kUsage);
  query.descending = direction == "desc";
  // A minus sign makes a number beyond all tables of it.
  if (constexpr std::uint64_t kFarthest = 1000000000000;
      options.offset > kFarthest || options.rows > kFarthest)
    throw UserError(tr("--limit and --offset are numbers from 0 on", "--limit und --offset sind Zahlen ab 0"),
                    Exit::kUsage);
  query.offset = options.offset;
  query.limit = options.rows;
  return query;
}

Exit exit_of(const connectors::Outcome& outcome) {
  if (outcome.ok()) {
    for (const auto& finding : outcome.findings)
      if (finding.level >= OB_FINDING_WARNING) return Exit::kAttention;
    return Exit::kOk;
  }
  return outcome.status == OB_CANCELLED    ? Exit::kCancelled
         : outcome.status == OB_BAD_CONFIG ? Exit::kUsage
                                           : Exit::kFailed;
}

void print_findings(const connectors::Outcome& outcome) {
  for (const auto& finding : outcome.findings)
    if (finding.level >= OB_FINDING_WARNING)
      std::fprintf(stderr, "%s\n", tr("warning: {}", "Warnung: {}", finding.text).c_str());
}

Exit print(const Options& options, const Offer& offer, const description::ViewInfo& view, const Query& query,
           const QueryResult& result) {
  if (!query.key) {
    const auto text = options.json ? table_json(offer, view, query, result) : table_text(view, query, result);
    std::fputs(text.c_str(), stdout);
    return Exit::kOk;
  }
  if (options.json)
    std::fputs(detail_json(offer, view, query, result).c_str(), stdout);
  else if (!result.rows.empty())
    std::fputs(detail_text(view, result).c_str(), stdout);
  if (!result.rows.empty()) return Exit::kOk;
  std::fprintf(
      stderr, "%s\n",
      tr("view '{}' has no row '{}'", "Sicht '{}' hat keine Zeile '{}'", view.id, *query.key).c_str());
  return Exit::kAttention;
}

}  // namespace

int show_view(const Options& options) {
  const auto loaded = load(options);
  const auto offer = offer_of(loaded, options.connection);
  if (options.target.empty()) {
    std::fputs((options.json ? offer_json(offer) : offer_text(offer)).c_str(), stdout);
    return static_cast<int>(Exit::kOk);
  }
  const auto& view = view_of(offer, options.target);
  const auto query = query_of(options, view);
  const auto journal = journal::open_sqlite_journal(loaded.settings.host.journal_file);
  const pipeline::Services services{loaded.settings, *loaded.registry, *journal, stop_on_signals().soft};
  std::shared_ptr<connectors::Instance> instance;
  auto outcome =
      pipeline::connect(services, offer.connection.id, offer.info.roles, pipeline::Opening::kOpen, instance);
  QueryResult result;
  if (outcome.ok()) outcome = instance->query(query, result);
  auto exit = exit_of(outcome);
  if (outcome.ok()) exit = std::max(exit, print(options, offer, view, query, result));
  print_findings(outcome);
  if (!outcome.ok())
    std::fprintf(stderr, "orderbridge: %s\n",
                 pipeline::describe_failure(loaded.settings, offer.connection.id, outcome).c_str());
  std::fflush(stdout);
  if (outcome.abandoned) platform::end_process(static_cast<int>(exit));
  return static_cast<int>(exit);
}

}  // namespace orderbridge::cli
