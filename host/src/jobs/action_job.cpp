// SPDX-License-Identifier: MIT
#include "jobs/action_job.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "base/language.hpp"
#include "config/config.hpp"
#include "jobs/after_run.hpp"
#include "jobs/reading_first.hpp"

namespace orderbridge::jobs {

using journal::RunOutcome;

namespace {

constexpr std::size_t kMostTexts = 10;

void count(journal::Counts& counts, std::int32_t outcome) {
  ++counts.listed;
  ++(outcome == OB_UPDATED                              ? counts.updated
     : outcome == OB_WRITTEN || outcome == OB_CONFIRMED ? counts.written
     : outcome == OB_DUPLICATE                          ? counts.duplicate
     : outcome == OB_SKIPPED                            ? counts.filtered
     : outcome == OB_WRITE_RETRY                        ? counts.failed
                                                        : counts.rejected);
}

/// Each reason once: what was rejected, and what the connector wants people to know.
std::string reasons(const ActionReport& report) {
  std::vector<std::string> texts;
  const auto add = [&](const std::string& text) {
    if (texts.size() < kMostTexts && !text.empty() &&
        std::find(texts.begin(), texts.end(), text) == texts.end())
      texts.push_back(text);
  };
  for (const auto& result : report.results)
    if (result.outcome >= OB_WRITE_RETRY && result.outcome != OB_CONFIRMED) add(result.text);
  for (const auto& finding : report.findings)
    if (finding.level >= OB_FINDING_WARNING) add(finding.text);
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : "\n") + text;
  return all;
}

bool needs_attention(const ActionReport& report) {
  return report.record.counts.failed + report.record.counts.rejected > 0 ||
         std::any_of(report.findings.begin(), report.findings.end(),
                     [](const auto& f) { return f.level >= OB_FINDING_WARNING; });
}

/// One call of the action, from its beginning in the journal to its end there.
class ActionRun {
 public:
  ActionRun(const pipeline::Services& services, const std::string& job, const char* kind,
            journal::Fence fence)
      : services_(services), fence_(std::move(fence)) {
    auto& record = report_.record;
    record.pipeline = job;
    record.kind = kind;
    record.started = now();
    record.id = services.journal.begin_run(job, record.started, kind);
  }

  /// `lease`: may be null; hears of the action's progress.
  ActionReport run(const ByHand& wanted, const std::shared_ptr<connectors::StopSignal>& stop,
                   LeaseKeeper* lease) {
    const auto* connection = services_.settings.connection(wanted.connection);
    const auto* info = connection ? services_.registry.find(connection->connector) : nullptr;
    std::shared_ptr<connectors::Instance> instance;
    auto outcome = pipeline::connect(services_, wanted.connection, info ? info->roles : 0,
                                     pipeline::Opening::kOpen, instance, stop);
    if (outcome.ok()) {
      if (lease)
        instance->on_progress([lease](std::uint64_t, std::uint64_t, std::string_view) { lease->progress(); });
      const auto* action = info->action(wanted.action);
      outcome = action && action->reads_first()
                    ? run_on_what_is_read(*instance, wanted, lease)
                    : instance->run_action(wanted.action, wanted.keys, wanted.parameters, report_.results);
      instance->on_progress({});  // a call that was given up may still go on; the lease does not
    }
    finish(wanted, outcome, stop->requested());
    return std::move(report_);
  }

  ActionReport fail(const std::string& why) {
    report_.status = OB_BAD_CONFIG;
    report_.failure = why;
    report_.record.outcome = RunOutcome::kFailed;
    end();
    return std::move(report_);
  }

 private:
  /// First what it would change, then these orders from their shop, then the action on them. What it leaves,
  /// it has said the first time.
  connectors::Outcome run_on_what_is_read(connectors::Instance& instance, const ByHand& wanted,
                                          LeaseKeeper* lease) {
    std::vector<connectors::ActionResult> asked;
    auto outcome = instance.run_action(wanted.action, wanted.keys, wanted.parameters, asked, true);
    const auto ids = would_change(asked);
    if (!outcome.ok() || ids.empty()) {  // what it leaves, it has said
      report_.results = std::move(asked);
      return outcome;
    }
    const auto read = read_from_shop(services_, wanted.connection, ids, [lease] {
      if (lease) lease->progress();
    });
    auto keys = judge_read(asked, read, !wanted.keys.empty());
    if (keys.empty()) return outcome;
    std::vector<connectors::ActionResult> done;
    outcome = instance.run_action(wanted.action, std::move(keys), wanted.parameters, done);
    std::move(done.begin(), done.end(), std::back_inserter(report_.results));
    return outcome;
  }

  static bool changes(const connectors::ActionResult& result) {
    return result.outcome == OB_WRITTEN || result.outcome == OB_UPDATED;
  }
  static std::vector<std::string> would_change(const std::vector<connectors::ActionResult>& asked) {
    std::vector<std::string> ids;
    for (const auto& result : asked)
      if (changes(result)) ids.push_back(result.remote_id);
    return ids;
  }

  /// The keys to run it on. `named`: a person who names an order decides, also where the shop says nothing of
  /// it.
  std::vector<std::string> judge_read(std::vector<connectors::ActionResult>& asked, const Reread& read,
                                      bool named) {
    std::vector<std::string> keys;
    for (auto& result : asked) {
      const auto why = changes(result) ? in_the_way(result.remote_id, read) : std::string();
      if (!changes(result) || (!why.empty() && !named)) {
        if (!why.empty()) result = {result.key, "", why, OB_SKIPPED};
        report_.results.push_back(std::move(result));
        continue;
      }
      if (!why.empty())
        report_.findings.push_back({OB_FINDING_WARNING, "read-first", result.key + ": " + why});
      keys.push_back(std::move(result.key));
    }
    for (const auto& [id, why] : read.failed)
      if (!named) {
        report_.findings.push_back(
            {OB_FINDING_WARNING, "read-first",
             tr("orders could not be read from their shop and wait for the next run: {}",
                "Bestellungen ließen sich nicht aus ihrem Shop lesen und warten auf den nächsten Lauf: {}",
                why)});
        break;
      }
    return keys;
  }

  static std::string in_the_way(const std::string& id, const Reread& read) {
    if (read.gone.count(id) > 0)
      return tr("is not in the shop any more (deleted or aborted there)",
                "steht nicht mehr im Shop (dort gelöscht oder abgebrochen)");
    const auto failed = read.failed.find(id);
    if (failed == read.failed.end()) return {};
    return tr("could not be read from its shop: {}", "ließ sich nicht aus ihrem Shop lesen: {}",
              failed->second);
  }

  void finish(const ByHand& wanted, connectors::Outcome& outcome, bool stopped) {
    for (const auto& result : report_.results) count(report_.record.counts, result.outcome);
    std::move(outcome.findings.begin(), outcome.findings.end(), std::back_inserter(report_.findings));
    if (const auto silent = unanswered(wanted.keys); silent > 0 && outcome.ok())
      report_.findings.push_back(
          {OB_FINDING_WARNING, "unanswered",
           tr("the connector reported nothing of {} of {} rows; look what became of them",
              "Der Konnektor meldete zu {} von {} Zeilen nichts; nachsehen, was aus ihnen wurde", silent,
              wanted.keys.size())});
    report_.status = outcome.status;
    report_.abandoned = outcome.abandoned;
    report_.retry_after_ms = outcome.retry_after_ms;
    if (outcome.ok())
      report_.record.outcome = needs_attention(report_) ? RunOutcome::kWarning : RunOutcome::kOk;
    else if (outcome.status == OB_CANCELLED && stopped)
      report_.record.outcome = RunOutcome::kCancelled;
    else
      report_.record.outcome = RunOutcome::kFailed;
    if (report_.record.outcome == RunOutcome::kFailed)
      report_.failure = pipeline::describe_failure(services_.settings, wanted.connection, outcome);
    end();
  }

  std::size_t unanswered(const std::vector<std::string>& keys) const {
    std::set<std::string> told;
    for (const auto& result : report_.results) told.insert(result.key);
    return static_cast<std::size_t>(
        std::count_if(keys.begin(), keys.end(), [&](const auto& key) { return told.count(key) == 0; }));
  }

  void end() {
    auto& record = report_.record;
    record.ended = now();
    record.text = report_.failure.empty() ? reasons(report_) : report_.failure;
    journal::Changes changes;
    changes.run = record.id;
    changes.fence = fence_;
    changes.counts = record.counts;
    services_.journal.commit(changes);
    services_.journal.end_run(record);
  }

  const pipeline::Services& services_;
  const journal::Fence fence_;
  ActionReport report_;
};

/// By hand nothing halts the schedule, whose parameters are others; a success lets it go on.
void remember(journal::Journal& journal, const ActionReport& report, bool may_halt) {
  const bool worked = journal::worked(report.record.outcome);
  if (!worked && !may_halt) return;
  const RunEnd end{worked, report.abandoned, report.status, report.retry_after_ms, report.record.text};
  journal.change_job(report.record.pipeline,
                     [&](journal::Job& job) { after_run(job, end, report.record.ended); });
}

}  // namespace

const config::Action* configured_action(const config::Settings& settings, const std::string& connection,
                                        const std::string& action) {
  for (const auto& candidate : settings.actions)
    if (candidate.connection == connection && candidate.run == action) return &candidate;
  return nullptr;
}

ActionReport run_action(const pipeline::Services& services, const config::Action& action,
                        LeaseKeeper::Times times, std::optional<journal::Lease> taken) {
  const auto stop = std::make_shared<connectors::StopSignal>(services.stop);
  LeaseKeeper lease(
      services.journal, action.id, [stop] { stop->request(); }, times, std::move(taken));
  ActionRun run(services, action.id, "action", lease.fence());
  std::vector<config::Finding> findings;
  const auto resolved = config::resolve_secrets(action, findings);
  auto report = config::has_errors(findings)
                    ? run.fail(config::to_text(findings.front()))
                    : run.run({action.connection, action.run, {}, resolved.parameters}, stop, &lease);
  remember(services.journal, report, true);
  return report;
}

ActionReport run_action_by_hand(const pipeline::Services& services, const ByHand& wanted) {
  const auto stop = std::make_shared<connectors::StopSignal>(services.stop);
  const auto* configured = configured_action(services.settings, wanted.connection, wanted.action);
  std::optional<LeaseKeeper> lease;
  if (configured) lease.emplace(services.journal, configured->id, [stop] { stop->request(); });
  const auto job = configured ? configured->id : wanted.connection + "/" + wanted.action;
  auto report = ActionRun(services, job, "by-hand", lease ? lease->fence() : journal::Fence{})
                    .run(wanted, stop, lease ? &*lease : nullptr);
  if (configured) remember(services.journal, report, false);
  return report;
}

}  // namespace orderbridge::jobs
