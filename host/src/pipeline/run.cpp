// SPDX-License-Identifier: MIT
#include "pipeline/run.hpp"

#include <algorithm>
#include <set>
#include <thread>

#include "base/counted.hpp"
#include "base/language.hpp"
#include "base/log.hpp"
#include "pipeline/fetching.hpp"
#include "pipeline/readers.hpp"
#include "pipeline/rereading.hpp"
#include "pipeline/settle.hpp"
#include "pipeline/unresolved.hpp"

namespace orderbridge::pipeline {

using journal::RunOutcome;

namespace {

constexpr std::int64_t kManyFiltered = 20;
constexpr std::chrono::milliseconds kGather{200};  // see Handoff: what an order of a slow shop waits at most
constexpr Micros kHeldTooLong = 24 * 3600 * 1000000LL;

class Run {
 public:
  Run(const Services& services, const config::Pipeline& pipeline, const OnProgress& on_progress,
      const Task& task, const journal::Fence& fence)
      : services_(services), pipeline_(pipeline), on_progress_(on_progress), task_(task) {
    facts_.fence = fence;
  }

  RunReport execute() {
    report_.record.pipeline = pipeline_.id;
    report_.record.kind = task_.kind;
    report_.record.started = now();
    try {
      perform();
    } catch (const std::exception& e) {
      fail(OB_INTERNAL, e.what());
    }
    if (writer_) report_.tally = writer_->tally();
    try {
      if (report_.failure.empty()) look_back();
    } catch (const std::exception& e) {
      fail(OB_INTERNAL, e.what());
    }
    conclude();
    return std::move(report_);
  }

 private:
  void perform() {
    steps::StepChain steps(pipeline_.steps, services_.settings);
    gather_facts();
    const bool orders = pipeline_.kind == OB_KIND_ORDER;
    if (!open(pipeline_.from, orders ? OB_FETCH_ORDERS : OB_FETCH_STATUS, source_, source_stop_)) return;
    if (!open(pipeline_.to, orders ? OB_WRITE_ORDERS : OB_WRITE_STATUS, sink_instance_,
              services_.hard_stop()))
      return;
    facts_.looks_again = source_->can(OB_CAN_FETCH_KEYS);
    if (task_.any_state && !facts_.looks_again)
      return fail(
          OB_UNSUPPORTED,
          tr("the connector of '{}' gives out only the orders that its options select: select more of "
             "them there, then rewind without --any-state",
             "der Konnektor von '{}' gibt nur Bestellungen heraus, die seine Optionen auswählen: dort "
             "mehr auswählen, dann rewind ohne --any-state",
             pipeline_.from));
    sink_ = task_.plan ? make_plan_sink(sink_instance_) : make_sink(sink_instance_);
    stream_ = stream_of(services_, pipeline_);
    if (task_.from_start) forget_position();
    writer_ =
        std::make_unique<Writer>(services_.journal, stream_, facts_, *sink_, steps, second_look_, waiting_);
    Handoff::Limits limits;
    limits.gather = kGather;
    handoff_ = std::make_shared<Handoff>(limits);
    reader_ = std::make_shared<Reader>(services_.journal, stream_, facts_, handoff_, second_look_,
                                       services_.stop, progress_);
    if (!settle()) return;
    find_rereads();
    if (facts_.told && !task_.plan) {
      sender_ = std::make_unique<OutboxSender>(
          services_, pipeline_,
          readers_of(services_, pipeline_.from, report_.record.started, report_.warnings), facts_.run);
      // Where telling shows that somebody changed an order since it was read, the watch set reads it next.
      sender_->wait_for_old_wishes();
    }
    transfer();
    check_promises(steps);
  }

  void gather_facts() {
    facts_.run = report_.record.id =
        services_.journal.begin_run(pipeline_.id, report_.record.started, task_.kind);
    facts_.now = report_.record.started;
    facts_.generation = services_.settings.generation;
    facts_.kind = pipeline_.kind;
    facts_.source = pipeline_.from;
    facts_.sink = pipeline_.to;
    facts_.told = pipeline_.on_written;
    facts_.replaces = pipeline_.replaces;
    facts_.replaces_payment = pipeline_.replaces_payment;
    facts_.redelivery = pipeline_.redelivery;
    facts_.jitter = jitter();
    facts_.plan = task_.plan;
    facts_.skips_cancelled = task_.kind == "restage" || task_.any_state;
    facts_.asked = task_.asks();
    facts_.any_state = task_.any_state;
  }

  void forget_position() {
    journal::Changes changes;
    changes.stream = stream_;
    changes.run = facts_.run;
    changes.fence = facts_.fence;
    changes.position = journal::Position{};
    services_.journal.commit(changes);
  }

  bool open(const std::string& connection, std::uint32_t role,
            std::shared_ptr<connectors::Instance>& instance,
            std::shared_ptr<const connectors::StopSignal> stop) {
    Attempts attempts;
    attempts.call = [&](int&) {
      return connect(services_, connection, role, Opening::kOpen, instance, stop);
    };
    attempts.reopen = [] { return connectors::Outcome{}; };  // connect() begins anew anyway
    attempts.goes_on = [&] { return !services_.stop->requested(); };
    const auto outcome = redelivered(attempts, pipeline_.redelivery, waiting_);
    take_findings(connection, outcome);
    if (!outcome.ok()) fail_call(connection, outcome);
    return outcome.ok();
  }

  bool settle() {
    const auto settled = settle_doubts(services_.journal, stream_, facts_, *sink_, waiting_, *second_look_);
    progress_->listed += settled.written + static_cast<std::int64_t>(settled.unanswered.size());
    for (const auto& row : settled.unanswered) writer_->count_in_doubt(row);
    for (std::int64_t i = 0; i < settled.written; ++i) writer_->count_settled();
    take_findings(pipeline_.to, settled.outcome);
    if (!settled.outcome.ok()) fail_call(pipeline_.to, settled.outcome);
    return settled.outcome.ok();
  }

  void find_rereads() {
    const bool by_itself = task_.kind == "run" || task_.plan;
    if (by_itself && task_.sweeps() && facts_.kind == OB_KIND_ORDER && facts_.looks_again)
      rereads_ = due_for_rereading(services_.journal, stream_, facts_, *sink_);
  }

  /// Fetching on a thread of its own, writing here, until the source is through or one side fails.
  void transfer() {
    connectors::Outcome fetched;
    std::thread fetcher([&] {
      try {
        Fetching fetching({services_, pipeline_, task_, stream_, report_.record.started, facts_.run, *source_,
                           reader_, handoff_, second_look_, source_stop_, rereads_});
        fetched = fetching.run();
      } catch (const std::exception& e) {  // the journal, not the connector
        fetched.status = OB_INTERNAL;
        fetched.text = e.what();
      }
      handoff_->finish();
    });
    try {
      while (auto batch = handoff_->take()) {
        if (services_.stop->requested()) break;  // what is not committed is listed again by the next run
        if (!write(batch)) break;
      }
    } catch (const std::exception& e) {
      fail(OB_INTERNAL, e.what());
    }
    handoff_->abort();
    source_stop_->request();  // a source that waits for its shop need not wait it out
    fetcher.join();
    if (sender_) take_told(sender_->finish());
    take_findings(pipeline_.from, fetched);
    take_strangers();
    if (const auto why = reader_->failure(); !why.empty()) fail(OB_INTERNAL, why);
    if (fetched.ok()) return;
    reader_->forget_unanswered();
    if (report_.failure.empty()) fail_call(pipeline_.from, fetched);
  }

  void take_strangers() {
    report_.strangers = reader_->strangers();
    for (const auto& stranger : report_.strangers)
      report_.warnings.push_back(tr("order {}: {}. Nothing was recorded of it",
                                    "Bestellung {}: {}. Es wurde nichts zu ihr vermerkt", stranger.id,
                                    stranger.text));
  }

  bool write(std::shared_ptr<Batch>& batch) {
    auto outcome = writer_->process(batch);
    progress_->done += static_cast<std::int64_t>(batch->entries.size());
    if (on_progress_) on_progress_(*progress_);
    if (sender_) sender_->wake();
    take_findings(pipeline_.to, outcome);
    if (!outcome.ok()) {
      fail_call(pipeline_.to, outcome);
      return false;
    }
    handoff_->settle(*batch);
    handoff_->recycle(std::move(batch));
    return true;
  }

  void take_told(Told told) {
    if (told.abandoned) report_.hanging.push_back(pipeline_.from);
    report_.abandoned |= told.abandoned;
    if (const auto open = told.left.due + told.left.later; !told.failure.empty())
      // First of all: `status` shows it as the reason why orders are not told.
      report_.warnings.insert(
          report_.warnings.begin(),
          open == 0 ? tr("the shop could not be told: {}", "Der Shop konnte nicht unterrichtet werden: {}",
                         told.failure)
                    : tr("the shop could not be told of {}; the next run tries again: {}",
                         "Der Shop konnte von {} nicht unterrichtet werden; der nächste Lauf versucht es "
                         "erneut: {}",
                         orders(open), told.failure));
    if (const auto other = told.conflicts + told.refused; other > 0)
      report_.warnings.push_back(tr("{} could not be marked in the shop: {}",
                                    "Im Shop nicht zu markieren: {}: {}", orders(other),
                                    join(told.attention, 5)));
    if (told.refused > 0)
      report_.warnings.push_back(tr(
          "what the shop refused is not told again by itself. Once the cause is mended: orderbridge tell {}",
          "Was der Shop ablehnte, wird nicht von selbst noch einmal gemeldet. Ist die Ursache behoben: "
          "orderbridge tell {}",
          pipeline_.from));
    if (told.left.held > 0 && told.left.oldest_held < now() - kHeldTooLong)
      report_.warnings.push_back(tr(
          "not marked in the shop yet, because another pipeline that reads it has not judged them: {}, the "
          "oldest since {}",
          "im Shop noch nicht markiert, weil eine andere Pipeline, die ihn liest, nicht über sie entschieden "
          "hat: {}, die älteste seit {}",
          orders(told.left.held), format_local(told.left.oldest_held)));
    report_.told = std::move(told);
  }

  void check_promises(const steps::StepChain& steps) {
    if (!report_.failure.empty() || services_.stop->requested()) return;
    if (const auto lost = handoff_->take_unanswered(); !lost.empty())
      report_.warnings.push_back(tr("the source listed {} and then said nothing more of it: {}",
                                    "Die Quelle listete {} und sagte dann nichts mehr dazu: {}",
                                    orders(lost.size()), join(lost, 20)));
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
    check_ledger();
  }

  /// What earlier runs left to a person needs attention as long as it is so, however often a run goes by.
  void look_back() {
    if (!task_.sweeps() || stream_ == 0 || services_.stop->requested()) return;
    std::set<std::string> said;
    for (const auto& order : report_.tally.attention) said.insert(order.id);
    for (auto& order : unresolved(services_.journal, stream_, pipeline_.id))
      if (said.count(order.id) == 0) report_.earlier.push_back(std::move(order));
  }

  /// After a run that went through, no order is on its way any more.
  void check_ledger() {
    const auto rows = services_.journal.rows_with_fate(stream_, journal::Fate::kPending, "", 21);
    if (rows.empty() || task_.plan || !task_.sweeps()) return;
    std::vector<std::string> ids;
    for (const auto& row : rows) ids.push_back(row.id);
    report_.warnings.push_back(tr("the ledger does not add up, orders are still on their way: {}",
                                  "Das Hauptbuch geht nicht auf, Bestellungen sind noch unterwegs: {}",
                                  join(ids, 20)));
  }

  static std::string join(const std::vector<std::string>& items, std::size_t most) {
    std::string text;
    for (std::size_t i = 0; i < std::min(items.size(), most); ++i) text += (i ? ", " : "") + items[i];
    return items.size() > most ? text + ", ..." : text;
  }

  void take_findings(const std::string& connection, const connectors::Outcome& outcome) {
    report_.abandoned |= outcome.abandoned;
    if (outcome.abandoned) report_.hanging.push_back(connection);
    for (const auto& finding : outcome.findings)
      if (finding.level >= OB_FINDING_WARNING) report_.warnings.push_back(connection + ": " + finding.text);
  }

  void fail_call(const std::string& connection, const connectors::Outcome& outcome) {
    if (!outcome.remote_text.empty()) log::debug(connection, outcome.remote_text);
    if (outcome.status == OB_CANCELLED && services_.stop->requested()) return;
    report_.retry_after_ms = std::max(report_.retry_after_ms, outcome.retry_after_ms);
    fail(outcome.status, describe_failure(services_.settings, connection, outcome));
  }

  void fail(ob_status status, const std::string& why) {
    if (!report_.failure.empty()) return;
    report_.status = status;
    report_.failure = why;
  }

  void conclude() {
    report_.tally.counts.listed = progress_->listed;
    auto& record = report_.record;
    record.counts = report_.tally.counts;
    record.ended = now();
    const bool stopped = services_.stop->requested();
    if (report_.failure.empty() && !stopped && !record.counts.adds_up())
      report_.warnings.push_back(tr("the run does not add up: {} listed, {} accounted for",
                                    "Der Lauf geht nicht auf: {} gelistet, {} nachgewiesen",
                                    record.counts.listed, record.counts.sum()));
    const auto attention = report_.tally.attention_total + static_cast<std::int64_t>(report_.earlier.size());
    if (attention == 1 && report_.failure.empty())
      report_.warnings.push_back(tr("1 order needs attention", "1 Bestellung braucht Aufmerksamkeit"));
    else if (attention > 0 && report_.failure.empty())
      report_.warnings.push_back(
          tr("{} orders need attention", "{} Bestellungen brauchen Aufmerksamkeit", attention));
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
  const Task& task_;
  std::shared_ptr<Progress> progress_ = std::make_shared<Progress>();
  std::shared_ptr<connectors::StopSignal> source_stop_ =
      std::make_shared<connectors::StopSignal>(services_.stop);
  std::shared_ptr<SecondLook> second_look_ = std::make_shared<SecondLook>();
  Waiting waiting_{pipeline_.redelivery.maximum_redelivery_time_ms, services_.stop};  // of the writing side
  RunReport report_;
  RunFacts facts_;
  journal::StreamId stream_ = 0;
  std::vector<std::string> rereads_;
  std::shared_ptr<connectors::Instance> source_, sink_instance_;
  std::unique_ptr<Sink> sink_;
  std::shared_ptr<Handoff> handoff_;
  std::shared_ptr<Reader> reader_;
  std::unique_ptr<Writer> writer_;
  std::unique_ptr<OutboxSender> sender_;
};

}  // namespace

RunReport run_pipeline(const Services& services, const config::Pipeline& pipeline,
                       const OnProgress& on_progress, const Task& task, const journal::Fence& fence) {
  return Run(services, pipeline, on_progress, task, fence).execute();
}

}  // namespace orderbridge::pipeline
