// SPDX-License-Identifier: MIT
// Writer: takes a batch through steps, sink and journal. Two durable moments per batch: pending rows before
// the sink is called; fates, wishes, dead letters, history and position after it reported. One thread.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "journal/journal.hpp"
#include "pipeline/entry.hpp"
#include "pipeline/redelivery.hpp"
#include "pipeline/second_look.hpp"
#include "pipeline/sink.hpp"
#include "pipeline/telling.hpp"
#include "pipeline/transitions.hpp"
#include "steps/steps.hpp"

namespace orderbridge::pipeline {

/// An order that a person should hear of after the run.
struct Attention {
  std::string id, number;
  journal::Fate fate = journal::Fate::kRejected;
  journal::Reason reason;
};

/// What a plan would do with an order.
struct Planned {
  std::string id, number;
  CountOf count = nullptr;
  journal::Reason reason;
};

/// What the writer gathered over the run.
struct Tally {
  journal::Counts counts;
  std::vector<Attention> attention;  // at most kMostAttention
  std::int64_t attention_total = 0;
  std::int64_t warnings = 0;                        // warnings on records, from source or sink
  std::vector<std::string> warning_texts;           // the first few, with the order's number
  std::map<std::string, std::int64_t> filtered_by;  // place of the rule -> how many
  std::int64_t passed_steps = 0;
  std::int64_t letters = 0;      // dead letters opened or renewed
  std::vector<Planned> planned;  // of a plan: all but the unchanged, at most kMostAttention
};
inline constexpr std::size_t kMostAttention = 1000;

class Writer {
 public:
  /// `sink`, `steps` and `waiting` outlive the writer.
  Writer(journal::Journal& journal, journal::StreamId stream, RunFacts facts, Sink& sink,
         steps::StepChain& steps, std::shared_ptr<SecondLook> second_look, Waiting& waiting);

  /// The outcome is the sink's, after redeliveries; on failure what was reported is kept, the rest stays
  /// pending. Throws JournalError.
  connectors::Outcome process(const std::shared_ptr<Batch>& batch);

  const Tally& tally() const noexcept { return tally_; }
  /// Counts an order that was settled outside a batch (in doubt after a crash, found in the sink).
  void count_settled();
  /// Counts one that the sink was asked about and did not answer for.
  void count_in_doubt(const journal::LedgerRow& row);

 private:
  struct Going;  // an entry on its way to the sink
  void decide(Entry& entry, Batch& batch, journal::Changes& changes, std::vector<Going>& going);
  void record(Entry& entry, Decision decision, journal::Changes& changes,
              const std::string& content_version = {});
  void take_edit(Entry& entry, Batch& batch, records::Versions& versions);
  bool is_skipped(const Entry& entry) const;
  bool disappoints(const Decision& decision) const;
  journal::Reason reason_of(const Entry& entry, const Decision& decision) const;
  void take_note(const Entry& entry, const Decision& decision);
  void remember(const Entry& entry, const Decision& decision, journal::Changes& changes,
                const std::string& content_version);
  void look_again(const Entry& entry, const Decision& decision);
  void overtake(const Entry& entry, const ob_status_update& update, const SinkResult& result);
  void reopened(const Entry& entry, bool written_again);
  void store_pending(std::vector<Going>& going);
  connectors::Outcome deliver(std::vector<Going>& going, const std::shared_ptr<Batch>& batch,
                              journal::Changes& changes);
  void note_warnings(const Entry& entry);
  journal::Changes changes() const;

  journal::Journal& journal_;
  const journal::StreamId stream_;
  RunFacts facts_;
  Sink& sink_;
  steps::StepChain& steps_;
  std::shared_ptr<SecondLook> second_look_;
  Waiting& waiting_;
  const Telling telling_;
  std::vector<journal::Wish> overtaken_;  // by this batch's status updates
  Tally tally_;
};

}  // namespace orderbridge::pipeline
