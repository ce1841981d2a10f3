// SPDX-License-Identifier: MIT
// orderbridge action CONNECTION ACTION [KEY...]: does what people do at the other side, row by row or at
// large.

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/language.hpp"
#include "base/suggest.hpp"
#include "cli/ask.hpp"
#include "cli/load.hpp"
#include "cli/offers.hpp"
#include "cli/stop.hpp"
#include "cli/terminal.hpp"
#include "config/model.hpp"
#include "config/parameters.hpp"
#include "explain/job_state.hpp"
#include "jobs/action_job.hpp"
#include "journal/sqlite_journal.hpp"
#include "platform/exit_guard.hpp"

namespace orderbridge::cli {

namespace {

using Json = nlohmann::ordered_json;
using description::ActionInfo;

/// Throws UserError with all that is wrong.
std::vector<config::OptionValue> parameters_of(const Options& options, const ActionInfo& action) {
  std::vector<config::GivenParameter> given;
  for (const auto& set : options.sets) {
    auto [name, value] = name_and_value("--set", set);
    given.push_back({std::move(name), std::move(value), 0});
  }
  std::vector<config::ParameterProblem> problems;
  auto values = config::read_parameters(action, given, std::filesystem::current_path().string(),
                                        config::Notation::kCommandLine, problems);
  std::string text;
  for (const auto& problem : problems)
    text += (text.empty() ? "" : "\n  ") + problem.text + (problem.fix.empty() ? "" : "; " + problem.fix);
  if (!text.empty()) throw UserError(text, Exit::kUsage);
  return values;
}

std::vector<std::string> keys_of(const Options& options, const ActionInfo& action) {
  const auto& keys = options.names;
  if (!keys.empty() && action.view.empty())
    throw UserError(tr("action '{}' works on no rows; leave out {}",
                       "Aktion '{}' gilt keinen Zeilen; {} weglassen", action.id, joined(keys)),
                    Exit::kUsage);
  if (keys.size() > 1 && !action.many())
    throw UserError(
        tr("action '{}' takes one row at a time", "Aktion '{}' nimmt nur eine Zeile auf einmal", action.id),
        Exit::kUsage);
  return keys;
}

/// Without keys an action on rows takes all that it can: that is many, and asked about.
bool takes_all(const ActionInfo& action, const std::vector<std::string>& keys) {
  return keys.empty() && !action.view.empty();
}

/// "20002, 20005 and 3 more", from the rows that the keys name.
std::string named(const std::vector<std::string>& keys) {
  constexpr std::size_t kMostNamed = 8;
  if (keys.size() <= kMostNamed) return joined(keys);
  const std::vector<std::string> first(keys.begin(), keys.begin() + kMostNamed);
  return tr("{} and {} more", "{} und {} weitere", joined(first), keys.size() - kMostNamed);
}

/// The keys of the rows that a view shows right now, for the question only.
std::vector<std::string> keys_now(const pipeline::Services& services, const Offer& offer,
                                  const ActionInfo& action) {
  const auto* view = offer.info.view(action.view);
  std::vector<std::string> keys;
  if (!view) return keys;
  std::size_t key = 0;
  while (key < view->columns.size() && !view->columns[key].key()) ++key;
  std::shared_ptr<connectors::Instance> instance;
  if (!pipeline::connect(services, offer.connection.id, offer.info.roles, pipeline::Opening::kOpen, instance)
           .ok())
    return keys;
  connectors::Query query;
  query.view = view->id;
  connectors::QueryResult result;
  if (!instance->query(query, result).ok()) return keys;
  for (const auto& row : result.rows)
    if (key < row.size() && row[key]) keys.push_back(*row[key]);
  return keys;
}

std::string why_it_asks(const ActionInfo& action, const std::vector<std::string>& keys) {
  return takes_all(action, keys) ? tr("action '{}' without rows takes all that can be",
                                      "Aktion '{}' ohne Zeilen nimmt alle, bei denen "
                                      "es geht,",
                                      action.id)
                                 : tr("action '{}' changes something", "Aktion '{}' ändert etwas", action.id);
}

/// True where a person agreed.
bool may_run(const pipeline::Services& services, const Offer& offer, const ActionInfo& action,
             const std::vector<std::string>& keys) {
  const auto& text = config::in_language(action.title);
  const auto& title = text.empty() ? action.id : text;
  std::string rows = keys.empty() ? tr("no row named", "ohne genannte Zeilen") : named(keys);
  if (takes_all(action, keys)) {
    const auto all = keys_now(services, offer, action);
    rows = all.empty() ? tr("all rows that can be", "alle Zeilen, bei denen es geht")
                       : tr("of {} rows all that can be ({})", "von {} Zeilen alle, bei denen es geht ({})",
                            all.size(), named(all));
  }
  return agreed(tr("{} in '{}', {}?", "{} in '{}', {}?", title, offer.connection.id, rows));
}

/// The name for programs and the word for people of an OB_WRITTEN ... OB_CONFLICT; 0: none was reported.
const char* outcome_name(std::int32_t outcome) {
  static constexpr std::array<const char*, 10> kNames{"unanswered",  "written", "updated",  "duplicate",
                                                      "skipped",     "retry",   "rejected", "confirmed",
                                                      "unconfirmed", "conflict"};
  return kNames[static_cast<std::size_t>(outcome)];
}
std::string outcome_word(std::int32_t outcome) {
  switch (outcome) {
    case OB_WRITTEN:
      return tr("done", "erledigt");
    case OB_UPDATED:
      return tr("changed", "geändert");
    case OB_DUPLICATE:
      return tr("was so already", "war schon so");
    case OB_SKIPPED:
      return tr("left", "ausgelassen");
    case OB_WRITE_RETRY:
      return tr("failed, try again", "fehlgeschlagen, erneut versuchen");
    case OB_WRITE_REJECTED:
      return tr("rejected", "abgelehnt");
    case OB_CONFIRMED:
      return tr("confirmed", "bestätigt");
    case OB_UNCONFIRMED:
      return tr("unconfirmed", "unbestätigt");
    case OB_CONFLICT:
      return tr("conflict", "Konflikt");
    default:
      return tr("no answer", "keine Antwort");
  }
}

/// What was reported, and a line for each key of which nothing was.
std::vector<connectors::ActionResult> complete(const jobs::ActionReport& report,
                                               const std::vector<std::string>& keys) {
  auto all = report.results;
  for (const auto& key : keys)
    if (std::none_of(report.results.begin(), report.results.end(),
                     [&](const auto& r) { return r.key == key; }))
      all.push_back({key, "", tr("the connector reported nothing", "Der Konnektor meldete nichts"), 0});
  return all;
}

void print_text(const jobs::ActionReport& report, const std::vector<connectors::ActionResult>& results) {
  std::vector<TableRow> rows;
  for (const auto& r : results) rows.push_back({r.key, outcome_word(r.outcome), r.remote_id, r.text});
  std::fputs(table(rows, 0).c_str(), stdout);
  std::printf("%s%s\n", explain::outcome_text(report.record.outcome).c_str(),
              tr(" (run {})", " (Lauf {})", report.record.id).c_str());
}

void print_json(const ActionInfo& action, const Offer& offer, const jobs::ActionReport& report,
                const std::vector<connectors::ActionResult>& results) {
  Json all = Json::array(), findings = Json::array();
  for (const auto& r : results)
    all.push_back(
        {{"key", r.key}, {"outcome", outcome_name(r.outcome)}, {"remoteId", r.remote_id}, {"text", r.text}});
  for (const auto& f : report.findings) findings.push_back({{"code", f.code}, {"text", f.text}});
  const Json json{{"connection", offer.connection.id},
                  {"action", action.id},
                  {"run", report.record.id},
                  {"outcome", explain::outcome_name(report.record.outcome)},
                  {"results", std::move(all)},
                  {"findings", std::move(findings)},
                  {"failure", report.failure.empty() ? Json(nullptr) : Json(report.failure)}};
  std::printf("%s\n", json.dump(2, ' ', false, Json::error_handler_t::replace).c_str());
}

Exit exit_of(const jobs::ActionReport& report, const std::vector<connectors::ActionResult>& results,
             const std::vector<std::string>& keys) {
  switch (report.record.outcome) {
    case journal::RunOutcome::kOk: {
      // A row that a person named and that was left is not what they wanted.
      const bool left = !keys.empty() && std::any_of(results.begin(), results.end(),
                                                     [](const auto& r) { return r.outcome == OB_SKIPPED; });
      return left ? Exit::kAttention : Exit::kOk;
    }
    case journal::RunOutcome::kWarning:
      return Exit::kAttention;
    case journal::RunOutcome::kCancelled:
      return Exit::kCancelled;
    default:
      return report.status == OB_BAD_CONFIG ? Exit::kUsage : Exit::kFailed;
  }
}

}  // namespace

int run_action(const Options& options) {
  const auto loaded = load(options);
  const auto offer = offer_of(loaded, options.connection);
  const auto& action = action_of(offer, options.target);
  const auto keys = keys_of(options, action);
  auto parameters = parameters_of(options, action);
  const bool asks = action.changes() || takes_all(action, keys);
  if (asks && !options.yes) require_terminal(why_it_asks(action, keys));
  const auto journal = journal::open_sqlite_journal(loaded.settings.host.journal_file);
  const pipeline::Services services{loaded.settings, *loaded.registry, *journal, stop_on_signals().soft};
  if (asks && !options.yes && !may_run(services, offer, action, keys))
    return static_cast<int>(Exit::kCancelled);
  const auto report =
      jobs::run_action_by_hand(services, {offer.connection.id, action.id, keys, std::move(parameters)});
  const auto results = complete(report, keys);
  if (options.json)
    print_json(action, offer, report, results);
  else
    print_text(report, results);
  for (const auto& finding : report.findings)
    if (finding.level >= OB_FINDING_WARNING)
      std::fprintf(stderr, "%s\n", tr("warning: {}", "Warnung: {}", finding.text).c_str());
  if (!report.failure.empty()) std::fprintf(stderr, "orderbridge: %s\n", report.failure.c_str());
  const auto exit = exit_of(report, results, keys);
  std::fflush(stdout);
  if (report.abandoned) platform::end_process(static_cast<int>(exit));
  return static_cast<int>(exit);
}

}  // namespace orderbridge::cli
