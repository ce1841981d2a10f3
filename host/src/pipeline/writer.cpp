// SPDX-License-Identifier: MIT
#include "pipeline/writer.hpp"

#include "base/language.hpp"
#include "orderbridge/text.hpp"

namespace orderbridge::pipeline {

using journal::Changes;

namespace {

constexpr std::size_t kMostWarningTexts = 50;

/// Keeps what the sink reports. Called on the connector's thread while the writer waits.
class Collector final : public connectors::WriteHandler {
 public:
  explicit Collector(std::size_t count) : results(count), warnings(count) {}
  void report(std::size_t index, const ob_result& r) noexcept override {
    try {
      results[index] = {true,
                        r.outcome,
                        copy(r.remote_id),
                        copy(r.code),
                        cut_remote_text(view(r.text), 1000),
                        copy(r.found),
                        r.retry_after_ms};
    } catch (...) {
      results[index].reported = false;
    }
  }
  void warn(std::size_t index, const ob_warning& w) noexcept override {
    try {
      warnings[index].push_back(cut_remote_text(view(w.text), 500));
    } catch (...) {
    }
  }
  std::vector<SinkResult> results;
  std::vector<std::vector<std::string>> warnings;
};

}  // namespace

struct Writer::Going {
  Entry* entry;
  records::Versions versions;
  journal::LedgerRow pending;
};

Writer::Writer(journal::Journal& journal, journal::StreamId stream, RunFacts facts,
               std::shared_ptr<connectors::Instance> sink, steps::Pipeline& steps)
    : journal_(journal), stream_(stream), facts_(std::move(facts)), sink_(std::move(sink)), steps_(steps) {}

void Writer::record(Decision decision, Changes& changes) {
  tally_.counts.*decision.count += 1;
  changes.counts.*decision.count += 1;
  if (decision.attention) {
    ++tally_.attention_total;
    if (tally_.attention.size() < kMostAttention)
      tally_.attention.push_back(
          {decision.row.id, decision.row.number, decision.row.fate, decision.row.reason});
  }
  if (decision.touch_only)
    changes.touched.push_back(std::move(decision.row.id));
  else
    changes.rows.push_back(std::move(decision.row));
}

void Writer::count_settled() {
  ++tally_.counts.written;
}

void Writer::note_warnings(const Entry& entry) {
  if (entry.record->kind != OB_KIND_ORDER) return;
  const auto& order = reinterpret_cast<const ob_order&>(*entry.record);
  for (std::size_t i = 0; i < order.warning_count; ++i) {
    ++tally_.warnings;
    if (tally_.warning_texts.size() < kMostWarningTexts)
      tally_.warning_texts.push_back(copy(order.number) + ": " + copy(order.warnings[i]->text));
  }
}

void Writer::decide(Entry& entry, Batch& batch, Changes& changes, std::vector<Going>& going) {
  if (entry.kind == Entry::Kind::kUnchanged) return record(on_unchanged(entry, facts_), changes);
  if (entry.kind == Entry::Kind::kNote) return record(on_note(entry, facts_), changes);

  auto versions = records::versions_of(*entry.record);
  const auto* order =
      entry.record->kind == OB_KIND_ORDER ? reinterpret_cast<const ob_order*>(entry.record) : nullptr;
  if (entry.known && order && is_other_order(*entry.known, copy(order->number), order->ordered_at))
    return record(on_other_order(entry, facts_), changes);
  if (is_same_content(entry, versions)) return record(on_same_content(entry, facts_), changes);

  const auto verdict = steps_.apply(*entry.record, batch.arena);
  if (verdict.kind != steps::Verdict::Kind::kPass) {
    if (verdict.kind == steps::Verdict::Kind::kFiltered)
      ++tally_.filtered_by[verdict.place.file + ":" + std::to_string(verdict.place.line)];
    return record(on_verdict(entry, versions, verdict, facts_), changes);
  }
  ++tally_.passed_steps;
  note_warnings(entry);
  entry.record->content_version = batch.arena.keep(versions.content);
  entry.record->payment_version = batch.arena.keep(versions.payment);
  auto pending = pending_row(entry, versions, facts_);
  going.push_back({&entry, std::move(versions), std::move(pending)});
}

/// The first durable moment: new orders are in doubt from here until the sink's report is stored.
void Writer::store_pending(std::vector<Going>& going) {
  Changes pending;
  pending.stream = stream_;
  pending.run = facts_.run;
  pending.time = facts_.now;
  pending.rows.reserve(going.size());
  const auto is_new = [](const Going& g) { return g.pending.fate == journal::Fate::kPending; };
  std::vector<Going*> lent;
  for (auto& g : going)
    if (is_new(g)) {
      lent.push_back(&g);
      pending.rows.push_back(std::move(g.pending));
    }
  journal_.commit(pending);
  for (std::size_t i = 0; i < lent.size(); ++i) lent[i]->pending = std::move(pending.rows[i]);
}

connectors::Outcome Writer::deliver(std::vector<Going>& going, const std::shared_ptr<Batch>& batch,
                                    Changes& changes) {
  std::vector<const ob_record*> records;
  records.reserve(going.size());
  for (const auto& g : going) records.push_back(g.entry->record);
  auto results = std::make_shared<Collector>(going.size());
  auto outcome = sink_->write(going.front().entry->record->kind, std::move(records), batch, results);
  for (std::size_t i = 0; i < going.size(); ++i) {
    auto& g = going[i];
    for (const auto& text : results->warnings[i]) {
      ++tally_.warnings;
      if (tally_.warning_texts.size() < kMostWarningTexts)
        tally_.warning_texts.push_back(g.pending.number + ": " + text);
    }
    record(on_result(*g.entry, std::move(g.pending), g.versions, results->results[i], facts_), changes);
  }
  return outcome;
}

connectors::Outcome Writer::process(const std::shared_ptr<Batch>& batch) {
  Changes changes;
  changes.stream = stream_;
  changes.run = facts_.run;
  changes.time = facts_.now;
  std::vector<Going> going;
  going.reserve(batch->entries.size());
  changes.rows.reserve(batch->entries.size());
  for (auto& entry : batch->entries) decide(entry, *batch, changes, going);

  connectors::Outcome outcome;
  if (!going.empty()) {
    store_pending(going);
    outcome = deliver(going, batch, changes);
  }
  if (outcome.ok()) changes.position = batch->position;
  journal_.commit(changes);
  return outcome;
}

}  // namespace orderbridge::pipeline
