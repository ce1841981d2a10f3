// SPDX-License-Identifier: MIT
// orderbridge runs, run show: what the jobs did.
#include <cstdio>

#include "base/counted.hpp"
#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/host.hpp"
#include "cli/run_json.hpp"
#include "cli/terminal.hpp"

namespace orderbridge::cli {

namespace {

/// Of a run that was killed nobody knows how long it lived.
std::string duration(const journal::RunRecord& run) {
  if (run.ended == 0 || run.outcome == journal::RunOutcome::kCrashed) return "-";
  return seconds(run.ended - run.started);
}

}  // namespace

int runs(const Options& options) {
  Host host(options);
  const auto all = host.journal().runs(options.names.empty() ? "" : options.names.front(), options.limit);
  if (options.json) {
    auto json = nlohmann::ordered_json::array();
    for (const auto& run : all) json.push_back(run_json(run));
    std::printf("%s\n", json.dump(2).c_str());
    return static_cast<int>(Exit::kOk);
  }
  std::vector<TableRow> rows{{tr("run", "Lauf"), tr("job", "Aufgabe"), tr("kind", "Art"),
                              tr("started", "Beginn"), tr("took", "Dauer"), tr("outcome", "Ergebnis"),
                              tr("orders", "Bestellungen"), tr("reason", "Grund")}};
  for (const auto& run : all)
    rows.push_back({std::to_string(run.id), run.pipeline, explain::kind_text(run.kind),
                    format_local(run.started), duration(run), explain::outcome_text(run.outcome),
                    explain::counts_in_short(run.counts, explain::what_moves(host.settings(), run.pipeline)),
                    explain::first_line(run.text)});
  std::fputs(table(rows, 0).c_str(), stdout);
  return static_cast<int>(Exit::kOk);
}

int show_run(const Options& options) {
  Host host(options);
  const auto run = host.journal().run(options.number);
  if (!run)
    throw UserError(tr("there is no run {}; orderbridge runs lists them",
                       "Es gibt keinen Lauf {}; orderbridge runs nennt alle", options.number),
                    Exit::kUsage);
  std::printf("%s\n", tr("Run {} of '{}' ({}): {}, {} from {}", "Lauf {} von '{}' ({}): {}, {} ab {}",
                         run->id, run->pipeline, explain::kind_text(run->kind),
                         explain::outcome_text(run->outcome), duration(*run), format_local(run->started))
                          .c_str());
  const auto& c = run->counts;
  const std::pair<std::int64_t, std::string> counts[]{
      {c.written, explain::word_for_written(explain::what_moves(host.settings(), run->pipeline))},
      {c.updated, tr("updated", "aktualisiert")},
      {c.duplicate, tr("there already", "schon da")},
      {c.unchanged, tr("known and unchanged", "bekannt und unverändert")},
      {c.filtered, tr("filtered", "ausgefiltert")},
      {c.not_selected, tr("not selected", "nicht ausgewählt")},
      {c.not_ready, tr("not ready", "noch unvollständig")},
      {c.rejected, tr("rejected", "abgelehnt")},
      {c.failed, tr("failed", "fehlgeschlagen")},
      {c.gone, tr("gone", "verschwunden")}};
  std::vector<TableRow> rows;
  for (const auto& [count, word] : counts)
    if (count != 0) rows.push_back({std::to_string(count), word});
  rows.push_back(
      {std::to_string(c.sum()), tr("together, of {} listed", "zusammen, von {} gelisteten", c.listed)});
  std::fputs(table(rows).c_str(), stdout);
  if (!run->text.empty()) std::printf("%s\n", run->text.c_str());
  return static_cast<int>(Exit::kOk);
}

}  // namespace orderbridge::cli
