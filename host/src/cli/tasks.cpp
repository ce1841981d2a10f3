// SPDX-License-Identifier: MIT
// orderbridge import, rewind, plan: runs with another task than the usual one. See pipeline/task.hpp.

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>

#include "base/counted.hpp"
#include "base/error.hpp"
#include "base/language.hpp"
#include "base/spoken_values.hpp"
#include "cli/ask.hpp"
#include "cli/host.hpp"
#include "cli/report.hpp"
#include "cli/terminal.hpp"
#include "jobs/pipeline_job.hpp"
#include "journal/plan_journal.hpp"
#include "platform/exit_guard.hpp"

namespace orderbridge::cli {

namespace {

using journal::Counts;

pipeline::RunReport run_plan(Host& host, const config::Pipeline& pipeline, pipeline::Task task) {
  task.plan = true;
  task.kind = "plan";
  const auto memory = journal::make_plan_journal(host.journal());
  const auto real = host.services();
  const pipeline::Services services{real.settings, real.registry, *memory, real.stop, real.hard};
  return jobs::run_job(services, pipeline, {}, task);
}

std::string planned_word(pipeline::CountOf count) {
  return count == &Counts::written        ? tr("would be staged", "würde übergeben")
         : count == &Counts::updated      ? tr("would be updated", "würde aktualisiert")
         : count == &Counts::duplicate    ? tr("is there already", "ist schon da")
         : count == &Counts::filtered     ? tr("would be kept out", "würde zurückgehalten")
         : count == &Counts::not_selected ? tr("is not selected", "ist nicht ausgewählt")
         : count == &Counts::not_ready    ? tr("is incomplete", "ist unvollständig")
         : count == &Counts::rejected     ? tr("would be rejected", "würde abgelehnt")
         : count == &Counts::gone         ? tr("is gone", "ist verschwunden")
                                          : tr("would fail", "würde scheitern");
}

/// "39 new, 0 changed, 0 known and unchanged, 16 not selected"
std::string counts_of(const Counts& c) {
  auto text = tr("{} new, {} changed, {} known and unchanged",
                 "{} neu, {} geändert, {} bekannt und unverändert", c.written, c.updated, c.unchanged);
  const auto add = [&](std::int64_t count, const std::string& word) {
    if (count != 0) text += fmt::format(", {} {}", count, word);
  };
  add(c.duplicate, tr("there already", "schon da"));
  add(c.filtered, tr("kept out by a rule", "von einer Regel zurückgehalten"));
  add(c.not_selected, tr("not selected", "nicht ausgewählt"));
  add(c.not_ready, tr("incomplete", "unvollständig"));
  add(c.rejected, tr("rejected", "abgelehnt"));
  add(c.gone, tr("gone", "verschwunden"));
  add(c.failed, tr("failing", "scheiternd"));
  return text;
}

void print_plan(const config::Pipeline& pipeline, const pipeline::RunReport& report, std::size_t limit) {
  const auto& c = report.record.counts;
  std::printf("%s\n", tr("Plan for '{}': {} looked at: {}. Nothing was written.",
                         "Plan für '{}': {} angesehen: {}. Es wurde nichts geschrieben.", pipeline.id,
                         orders(c.listed), counts_of(c))
                          .c_str());
  std::vector<TableRow> rows;
  for (const auto& planned : report.tally.planned) {
    if (planned.count == &Counts::not_selected && report.tally.planned.size() > limit) continue;
    if (rows.size() == limit) break;
    rows.push_back(
        {"id " + planned.id, planned.number, planned_word(planned.count),
         planned.reason.text + (planned.reason.place.empty() ? "" : " (" + planned.reason.place + ")")});
  }
  std::fputs(table(rows).c_str(), stdout);
  if (report.tally.planned.size() > rows.size())
    std::printf("  %s\n", tr("... and {} more (--limit)", "... und {} weitere (--limit)",
                             report.tally.planned.size() - rows.size())
                              .c_str());
  for (const auto& warning : report.warnings)
    std::printf("  %s\n", tr("Warning: {}", "Warnung: {}", warning).c_str());
  if (!report.failure.empty())
    std::printf("  %s\n", tr("Failed: {}", "Fehlgeschlagen: {}", report.failure).c_str());
  std::fflush(stdout);
}

/// The one pipeline that an order belongs to, and its id there.
std::pair<const config::Pipeline*, std::string> resolve(Host& host, const Options& options,
                                                        const std::string& order) {
  const config::Pipeline* named = options.pipeline.empty() ? nullptr : &host.pipeline(options.pipeline);
  std::vector<std::pair<const config::Pipeline*, std::string>> candidates;
  for (const auto& found : host.journal().find_everywhere(order)) {
    const auto* pipeline = host.settings().pipeline(found.stream.pipeline);
    const bool meant = pipeline && (named ? pipeline == named : pipeline->kind == OB_KIND_ORDER);
    if (meant) candidates.emplace_back(pipeline, found.row.id);
  }
  if (candidates.size() == 1) return candidates.front();
  // The id itself goes before orders that carry it as their number.
  for (const auto& candidate : candidates)
    if (named && candidate.second == order) return candidate;
  if (candidates.size() > 1) {
    std::string list;
    for (const auto& [pipeline, id] : candidates)
      list += fmt::format("\n  orderbridge import {} --pipeline {}", id, pipeline->id);
    throw UserError(
        tr("{} could mean several orders:{}", "{} kann mehrere Bestellungen meinen:{}", order, list),
        Exit::kUsage);
  }
  if (named) return {named, order};
  std::vector<const config::Pipeline*> all;
  for (const auto& p : host.settings().pipelines)
    if (p.kind == OB_KIND_ORDER) all.push_back(&p);
  if (all.size() == 1) return {all.front(), order};
  throw UserError(tr("no pipeline knows an order {}; name the pipeline with --pipeline",
                     "Keine Pipeline kennt eine Bestellung {}; die Pipeline mit --pipeline nennen", order),
                  Exit::kUsage);
}

std::optional<std::int64_t> id_number(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(number) : std::nullopt;
}

int finish(const pipeline::RunReport& report) {
  // An order that there is not was named by mistake.
  const auto exit = report.strangers.empty() ? exit_of(report) : std::max(exit_of(report), Exit::kUsage);
  if (report.abandoned) platform::end_process(static_cast<int>(exit));
  return static_cast<int>(exit);
}

/// "2026-11-01" or "1.11.2026" (local time), or an order id.
pipeline::From from_of(const std::string& given) {
  const auto text = date_of(given);
  int year = 0, month = 0, day = 0;
  pipeline::From from;
  const bool is_day =
      std::sscanf(text.c_str(), "%4d-%2d-%2d", &year, &month, &day) == 3 && text.size() == 10 &&
      std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                  std::chrono::day(static_cast<unsigned>(day)))
          .ok();
  if (is_day) {
    std::tm parts{};
    parts.tm_year = year - 1900, parts.tm_mon = month - 1, parts.tm_mday = day, parts.tm_isdst = -1;
    from.since = static_cast<Micros>(std::mktime(&parts)) * 1000000;
  } else if (const auto id = id_number(text)) {
    from.first_id = id;
  } else {
    throw UserError(
        tr("--from takes a day like 2026-11-01 or an order id, not '{}'",
           "--from nimmt einen Tag wie 2026-11-01 oder 1.11.2026, oder eine Bestell-Id, nicht '{}'", given),
        Exit::kUsage);
  }
  return from;
}

std::vector<journal::LedgerRow> rows_from(Host& host, const config::Pipeline& pipeline,
                                          const pipeline::From& from) {
  std::vector<journal::LedgerRow> rows;
  const auto stream = host.stream(pipeline);
  constexpr std::size_t kPage = 1000;
  for (auto page = host.journal().rows_since(stream, from.since, "", kPage); !page.empty();
       page = host.journal().rows_since(stream, from.since, page.back().id, kPage))
    for (const auto& row : page)
      if (!from.first_id || id_number(row.id).value_or(INT64_MAX) >= *from.first_id) rows.push_back(row);
  return rows;
}

pipeline::Task rewind_task(Host& host, const config::Pipeline& pipeline, const Options& options) {
  const auto from = from_of(options.from);
  pipeline::Task task;
  task.kind = "rewind";
  task.reread = task.from_start = true;
  if (options.any_state) {
    task.any_state = from;
    task.forced = true;  // what the ledger believes to stand in the sink may be gone from there, too
  }
  for (auto& row : rows_from(host, pipeline, from)) {
    // What the shop was told of by another pipeline is no longer in the state that the options select.
    const bool any_state = options.any_state || row.fate == journal::Fate::kWritten ||
                           host.journal().wish(pipeline.from, row.id, "state");
    (any_state ? task.keys : task.judged_keys).push_back(std::move(row.id));
  }
  return task;
}

/// What the plan says would be done, as a question.
bool agreed_to(const config::Pipeline& pipeline, const pipeline::RunReport& preview) {
  const auto& c = preview.record.counts;
  return agreed(tr("Rewind '{}': hand over {} new orders to '{}' and update {}?",
                   "'{}' neu ansehen: {} neue Bestellungen an '{}' übergeben und {} aktualisieren?",
                   pipeline.id, c.written, pipeline.to, c.updated));
}

}  // namespace

int plan(const Options& options) {
  Host host(options);
  const auto& pipeline = host.pipeline(options.names.front());
  const auto report = run_plan(host, pipeline, {});
  print_plan(pipeline, report, options.limit);
  return finish(report);
}

int import_order(const Options& options) {
  Host host(options);
  const auto [pipeline, id] = resolve(host, options, options.names.front());
  pipeline::Task task;
  task.kind = "import";
  task.keys = {id};
  task.forced = true;
  if (options.dry_run) {
    const auto report = run_plan(host, *pipeline, task);
    print_plan(*pipeline, report, options.limit);
    return finish(report);
  }
  const auto report = jobs::run_job(host.services(), *pipeline, {}, task);
  print_report(*pipeline, report);
  return finish(report);
}

int rewind(const Options& options) {
  Host host(options);
  const auto& pipeline = host.pipeline(options.names.front());
  from_of(options.from);  // a day that is none is said before anything is asked
  if (!options.dry_run && !options.yes)
    require_terminal(tr("rewind looks at many orders anew", "rewind sieht viele Bestellungen neu an"));
  const auto task = rewind_task(host, pipeline, options);
  const auto preview = run_plan(host, pipeline, task);
  print_plan(pipeline, preview, options.limit);
  if (options.dry_run || !preview.failure.empty()) return finish(preview);
  if (!options.yes && !agreed_to(pipeline, preview)) return static_cast<int>(Exit::kCancelled);
  const auto report = jobs::run_job(host.services(), pipeline, {}, task);
  print_report(pipeline, report);
  return finish(report);
}

}  // namespace orderbridge::cli
