// SPDX-License-Identifier: MIT
#include "pipeline/run.hpp"

#include <algorithm>
#include <thread>

#include "base/language.hpp"
#include "base/log.hpp"

namespace orderbridge::pipeline {

using journal::RunOutcome;

namespace {

constexpr std::size_t kKeysPerCall = 100;
constexpr std::int64_t kManyFiltered = 20;

class Run {
 public:
  Run(const Services& services, const config::Pipeline& pipeline, const OnProgress& on_progress)
      : services_(services),
        pipeline_(pipeline),
        on_progress_(on_progress),
        progress_(std::make_shared<Progress>()) {}

  RunReport execute() {
    report_.record.pipeline = pipeline_.id;
    report_.record.started = now();
    try {
      perform();
    } catch (const std::exception& e) {
      fail(OB_INTERNAL, e.what());
    }
    conclude();
    return std::move(report_);
  }

 private:
  void perform() {
    steps::Pipeline steps(pipeline_.steps, services_.settings);
    facts_.run = report_.record.id = services_.journal.begin_run(pipeline_.id, report_.record.started);
    facts_.now = report_.record.started;
    facts_.generation = services_.settings.generation;
    facts_.kind = pipeline_.kind;
    const bool orders = pipeline_.kind == OB_KIND_ORDER;
    if (!open(pipeline_.from, orders ? OB_FETCH_ORDERS : OB_FETCH_STATUS, source_, source_stop_)) return;
    if (!open(pipeline_.to, orders ? OB_WRITE_ORDERS : OB_WRITE_STATUS, sink_)) return;
    stream_ = services_.journal.stream(pipeline_.id, services_.journal.source_identity(pipeline_.from));
    writer_ = std::make_unique<Writer>(services_.journal, stream_, facts_, sink_, steps);
    handoff_ = std::make_shared<Handoff>(Handoff::Limits{});
    reader_ =
        std::make_shared<Reader>(services_.journal, stream_, facts_, handoff_, services_.stop, progress_);
    if (!settle()) return;
    transfer();
    check_promises(steps);
  }

  bool open(const std::string& connection, std::uint32_t role,
            std::shared_ptr<connectors::Instance>& instance,
            std::shared_ptr<const connectors::StopSignal> stop = nullptr) {
    auto outcome = connect(services_, connection, role, Opening::kOpen, instance, std::move(stop));
    take_findings(connection, outcome);
    if (!outcome.ok()) fail_call(connection, outcome);
    return outcome.ok();
  }

  /// Orders in doubt: the sink knows whether it has them.
  bool settle() {
    for (std::string after;;) {
      auto rows = services_.journal.watch_set(stream_, after, kKeysPerCall);
      if (rows.empty()) return true;
      after = rows.back().id;
      std::erase_if(rows,
                    [](const auto& row) { return row.fate != journal::Fate::kPending || !row.in_doubt; });
      if (!rows.empty() && !settle(rows)) return false;
    }
  }

  bool settle(std::vector<journal::LedgerRow>& rows) {
    std::vector<connectors::Found> found(rows.size());
    if (sink_->can(OB_CAN_LOOKUP)) {
      std::vector<std::string> ids;
      for (const auto& row : rows) ids.push_back(row.id);
      auto outcome = sink_->lookup(pipeline_.kind, ids, found);
      if (!outcome.ok()) return fail_call(pipeline_.to, outcome), false;
    }
    journal::Changes changes;
    changes.stream = stream_;
    changes.run = facts_.run;
    changes.time = facts_.now;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      auto& row = rows[i];
      row.in_doubt = false;
      if (found[i].answered && found[i].state != OB_FOUND_ABSENT && !is_other(row, found[i])) {
        row.fate = journal::Fate::kWritten;
        row.fate_since = row.last_seen = facts_.now;
        row.last_run = facts_.run;
        row.remote_id = found[i].remote_id;
        row.reason = {"settled",
                      tr("found in the sink after an interrupted run",
                         "nach unterbrochenem Lauf in der Senke gefunden"),
                      ""};
        row.hint = 0;             // compared with the shop again, by its content
        row.payment_open = true;  // not known: asked by key until the shop says it is paid
        ++changes.counts.written;
        ++progress_->listed;
        writer_->count_settled();
      }
      changes.rows.push_back(row);
    }
    services_.journal.commit(changes);
    return true;
  }

  static bool is_other(const journal::LedgerRow& row, const connectors::Found& found) {
    auto written = row;
    written.fate = journal::Fate::kWritten;
    return is_other_order(written, found.number, found.ordered_at);
  }

  /// Fetching on a thread of its own, writing here, until the source is through or one side fails.
  void transfer() {
    connectors::Outcome fetched;
    std::thread fetcher([&] {
      try {
        fetched = fetch_all();
      } catch (const std::exception& e) {  // the journal, not the connector
        fetched.status = OB_INTERNAL;
        fetched.text = e.what();
      }
      handoff_->finish();
    });
    try {
      while (auto batch = handoff_->take()) {
        if (services_.stop->requested()) break;  // what is not committed is listed again by the next run
        auto outcome = writer_->process(batch);
        progress_->done += static_cast<std::int64_t>(batch->entries.size());
        if (on_progress_) on_progress_(*progress_);
        take_findings(pipeline_.to, outcome);
        if (!outcome.ok()) {
          fail_call(pipeline_.to, outcome);
          break;
        }
        handoff_->settle(*batch);
        handoff_->recycle(std::move(batch));
      }
    } catch (const std::exception& e) {
      fail(OB_INTERNAL, e.what());
    }
    handoff_->abort();
    source_stop_->request();  // a source that waits for its shop need not wait it out
    fetcher.join();
    take_findings(pipeline_.from, fetched);
    if (const auto why = reader_->failure(); !why.empty()) fail(OB_INTERNAL, why);
    if (!fetched.ok() && report_.failure.empty()) fail_call(pipeline_.from, fetched);
  }

  connectors::Outcome fetch_all() {
    connectors::Outcome outcome = source_->can(OB_CAN_FETCH_KEYS) ? fetch_watch_set() : connectors::Outcome{};
    // Orders that cannot be read by key right now must not keep the new ones away.
    if (!outcome.ok() && outcome.status != OB_RETRY) return outcome;
    const auto position = services_.journal.position(stream_);
    auto swept = source_->fetch(pipeline_.kind, position.cursor, position.bookmark, reader_);
    if (swept.ok() && !outcome.ok()) std::swap(swept, outcome);
    swept.findings.insert(swept.findings.begin(), outcome.findings.begin(), outcome.findings.end());
    return swept;
  }

  /// The outcome keeps the findings of the calls before.
  connectors::Outcome fetch_by_key(std::vector<std::string> ids, std::uint32_t flags,
                                   connectors::Outcome before) {
    if (ids.empty()) return before;
    auto outcome = source_->fetch_keys(pipeline_.kind, std::move(ids), reader_, flags);
    outcome.findings.insert(outcome.findings.begin(), before.findings.begin(), before.findings.end());
    return outcome;
  }

  connectors::Outcome fetch_watch_set() {
    connectors::Outcome outcome;
    for (std::string after; outcome.ok();) {
      const auto rows = services_.journal.watch_set(stream_, after, kKeysPerCall);
      if (rows.empty()) break;
      after = rows.back().id;
      // What stands in the sink is asked for in whatever state it is now; the rest must still be wanted.
      std::vector<std::string> held, open;
      for (const auto& row : rows) (row.fate == journal::Fate::kWritten ? held : open).push_back(row.id);
      outcome = fetch_by_key(std::move(open), 0, std::move(outcome));
      if (outcome.ok()) outcome = fetch_by_key(std::move(held), OB_KEYS_ANY_STATE, std::move(outcome));
    }
    return outcome;
  }

  void check_promises(const steps::Pipeline& steps) {
    if (!report_.failure.empty() || services_.stop->requested()) return;
    if (const auto lost = handoff_->unanswered(); !lost.empty())
      report_.warnings.push_back(tr("the source listed {} orders and then said nothing more of them: {}",
                                    "Die Quelle listete {} Bestellungen und sagte dann nichts mehr dazu: {}",
                                    lost.size(), join(lost, 20)));
    const auto& tally = writer_->tally();
    if (!steps.empty() && tally.passed_steps == 0 && tally.counts.filtered >= kManyFiltered) {
      const auto most = std::max_element(tally.filtered_by.begin(), tally.filtered_by.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
      report_.warnings.push_back(
          tr("the steps refused all {} orders of this run, most of them in {}: check the expression",
             "Die Schritte wiesen alle {} Bestellungen dieses Laufs ab, "
             "die meisten in {}: Ausdruck prüfen",
             tally.counts.filtered, most == tally.filtered_by.end() ? "?" : most->first));
    }
  }

  static std::string join(const std::vector<std::string>& items, std::size_t most) {
    std::string text;
    for (std::size_t i = 0; i < std::min(items.size(), most); ++i) text += (i ? ", " : "") + items[i];
    return items.size() > most ? text + ", ..." : text;
  }

  void take_findings(const std::string& connection, const connectors::Outcome& outcome) {
    report_.abandoned |= outcome.abandoned;
    for (const auto& finding : outcome.findings)
      if (finding.level >= OB_FINDING_WARNING) report_.warnings.push_back(connection + ": " + finding.text);
  }

  void fail_call(const std::string& connection, const connectors::Outcome& outcome) {
    if (!outcome.remote_text.empty()) log::debug(connection, outcome.remote_text);
    if (outcome.status == OB_CANCELLED && services_.stop->requested()) return;
    fail(outcome.status, describe_failure(services_.settings, connection, outcome));
  }

  void fail(ob_status status, const std::string& why) {
    if (!report_.failure.empty()) return;
    report_.status = status;
    report_.failure = why;
  }

  void conclude() {
    if (writer_) report_.tally = writer_->tally();
    report_.tally.counts.listed = progress_->listed;
    auto& record = report_.record;
    record.counts = report_.tally.counts;
    record.ended = now();
    const bool stopped = services_.stop->requested();
    if (report_.failure.empty() && !stopped && !record.counts.adds_up())
      report_.warnings.push_back(tr("the run does not add up: {} listed, {} accounted for",
                                    "Der Lauf geht nicht auf: {} gelistet, {} nachgewiesen",
                                    record.counts.listed, record.counts.sum()));
    if (report_.tally.attention_total > 0 && report_.failure.empty())
      report_.warnings.push_back(tr("{} orders need attention", "{} Bestellungen brauchen Aufmerksamkeit",
                                    report_.tally.attention_total));
    record.outcome = !report_.failure.empty()    ? RunOutcome::kFailed
                     : stopped                   ? RunOutcome::kCancelled
                     : !report_.warnings.empty() ? RunOutcome::kWarning
                                                 : RunOutcome::kOk;
    record.text = report_.failure;
    for (const auto& warning : report_.warnings) record.text += (record.text.empty() ? "" : "\n") + warning;
    if (record.id == 0) return;
    try {
      services_.journal.end_run(record);
    } catch (const std::exception& e) {
      fail(OB_INTERNAL, e.what());
      record.outcome = RunOutcome::kFailed;
    }
  }

  const Services& services_;
  const config::Pipeline& pipeline_;
  const OnProgress& on_progress_;
  std::shared_ptr<Progress> progress_;
  std::shared_ptr<connectors::StopSignal> source_stop_ =
      std::make_shared<connectors::StopSignal>(services_.stop);
  RunReport report_;
  RunFacts facts_;
  journal::StreamId stream_ = 0;
  std::shared_ptr<connectors::Instance> source_, sink_;
  std::shared_ptr<Handoff> handoff_;
  std::shared_ptr<Reader> reader_;
  std::unique_ptr<Writer> writer_;
};

}  // namespace

RunReport run_pipeline(const Services& services, const config::Pipeline& pipeline,
                       const OnProgress& on_progress) {
  return Run(services, pipeline, on_progress).execute();
}

}  // namespace orderbridge::pipeline
