// SPDX-License-Identifier: MIT
#include "cli/report.hpp"

#include <cstdio>
#include <map>

#include "base/counted.hpp"
#include "base/language.hpp"
#include "cli/terminal.hpp"
#include "explain/job_state.hpp"
#include "orderbridge/text.hpp"

namespace orderbridge::cli {

namespace {

constexpr std::size_t kMostShown = 40, kMostOfOneReason = 5;

void print(const std::string& text) {
  std::fputs(text.c_str(), stdout);
}

void add(std::vector<TableRow>& rows, std::int64_t count, const std::string& text, bool always = false) {
  if (count != 0 || always) rows.push_back({std::to_string(count), text});
}

void print_counts(const journal::Counts& c, bool status) {
  std::vector<TableRow> rows;
  add(rows, c.listed, tr("listed", "gelistet"), true);
  add(rows, c.written, status ? tr("told", "mitgeteilt") : tr("staged", "übergeben"), true);
  add(rows, c.updated, tr("updated", "aktualisiert"));
  add(rows, c.duplicate, tr("were there already", "waren schon da"));
  add(rows, c.unchanged, tr("known and unchanged", "bekannt und unverändert"));
  add(rows, c.filtered, tr("filtered", "ausgefiltert"));
  add(rows, c.not_selected, tr("not selected", "nicht ausgewählt"));
  add(rows, c.not_ready, tr("not ready", "noch unvollständig"));
  add(rows, c.rejected, tr("rejected", "abgelehnt"));
  add(rows, c.failed,
      tr("failed, tried again by the next run", "fehlgeschlagen, der nächste Lauf versucht es erneut"));
  add(rows, c.gone, tr("gone at the source", "in der Quelle verschwunden"));
  std::size_t widest = 0;
  for (const auto& row : rows) widest = std::max(widest, row[0].size());
  for (auto& row : rows) row[0].insert(0, widest - row[0].size(), ' ');
  print(table(rows));
}

/// One reason often stops many orders (a shop that went down): a few of them speak for all.
void print_orders(const std::vector<pipeline::Attention>& orders, std::int64_t total,
                  const std::string& title) {
  if (orders.empty()) return;
  print("  " + title + "\n");
  std::map<std::string, std::size_t> seen;
  for (const auto& a : orders) ++seen[a.reason.text];
  std::map<std::string, std::size_t> shown;
  std::vector<TableRow> rows;
  std::int64_t told = 0;
  for (const auto& a : orders) {
    if (rows.size() == kMostShown || shown[a.reason.text] == kMostOfOneReason) continue;
    ++told;
    const bool last = ++shown[a.reason.text] == kMostOfOneReason && seen[a.reason.text] > kMostOfOneReason;
    const auto rest = static_cast<std::int64_t>(seen[a.reason.text] - kMostOfOneReason);
    rows.push_back({"id " + a.id,
                    a.number.empty() ? tr("(no number)", "(ohne Nummer)") : cut_remote_text(a.number),
                    journal::fate_text(a.fate), a.reason.text});
    if (!last) continue;
    told += rest;
    rows.push_back({tr("and {} more", "und {} weitere", rest), "", "",
                    tr("for the same reason", "aus demselben Grund")});
  }
  print(table(rows, 4));
  if (total > told) print(tr("    ... and {} more\n", "    ... und {} weitere\n", total - told));
}

void print_attention(const pipeline::RunReport& report, bool status) {
  print_orders(report.tally.attention, report.tally.attention_total,
               status ? tr("Not told, and why:", "Nicht mitgeteilt, und warum:")
                      : tr("Not staged, and why:", "Nicht übergeben, und warum:"));
  print_orders(
      report.earlier, static_cast<std::int64_t>(report.earlier.size()),
      tr("Since earlier runs, and still so (orderbridge explain NUMBER says what can be done):",
         "Seit früheren Läufen, und noch immer so (orderbridge explain NUMMER sagt, was zu tun ist):"));
}

/// What the shop heard, where it is told at all.
void print_told(const pipeline::Told& told) {
  print(tr("  {} marked in the shop", "  {} im Shop markiert", told.confirmed));
  if (told.left.held > 0)
    print(tr(", {} wait for another pipeline", ", {} warten auf eine andere Pipeline", told.left.held));
  if (told.left.due + told.left.later > 0)
    print(tr(", {} still to be marked", ", {} noch zu markieren", told.left.due + told.left.later));
  print("\n");
}

}  // namespace

void print_report(const config::Pipeline& pipeline, const pipeline::RunReport& report) {
  const auto word = explain::outcome_text(report.record.outcome);
  print(fmt::format("{} ({}): {} -> {}: {}, {}\n", pipeline.title.empty() ? pipeline.id : pipeline.title,
                    pipeline.id, pipeline.from, pipeline.to, word,
                    seconds(report.record.ended - report.record.started)));
  const bool status = pipeline.kind == OB_KIND_STATUS;
  print_counts(report.record.counts, status);
  if (report.told) print_told(*report.told);
  print_attention(report, status);
  if (report.tally.warnings > 0) {
    print(tr("  {} on orders:\n", "  {} zu Bestellungen:\n", warnings(report.tally.warnings)));
    for (std::size_t i = 0; i < report.tally.warning_texts.size() && i < kMostShown / 2; ++i)
      print("    " + cut_remote_text(report.tally.warning_texts[i]) + "\n");
  }
  for (const auto& warning : report.warnings) print(tr("  Warning: {}\n", "  Warnung: {}\n", warning));
  if (!report.failure.empty()) print(tr("  Failed: {}\n", "  Fehlgeschlagen: {}\n", report.failure));
  std::fflush(stdout);
}

Exit exit_of(const pipeline::RunReport& report) {
  switch (report.record.outcome) {
    case journal::RunOutcome::kOk:
      return Exit::kOk;
    case journal::RunOutcome::kWarning:
      return Exit::kAttention;
    case journal::RunOutcome::kCancelled:
      return Exit::kCancelled;
    default:
      return report.status == OB_BAD_CONFIG ? Exit::kUsage : Exit::kFailed;
  }
}

}  // namespace orderbridge::cli
