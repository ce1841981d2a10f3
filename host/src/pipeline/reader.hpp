// SPDX-License-Identifier: MIT
// Reader: what a source's fetch() talks to. Asks the ledger whether a listed order is wanted, copies emitted
// records into the open batch, keeps notes and checkpoints in the order they came. Called from the
// connector's threads.
#pragma once
#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "connectors/instance.hpp"
#include "journal/journal.hpp"
#include "pipeline/handoff.hpp"
#include "pipeline/second_look.hpp"
#include "pipeline/transitions.hpp"

namespace orderbridge::pipeline {

/// Live counters for a progress bar; any thread.
struct Progress {
  std::atomic<std::int64_t> listed{0}, done{0};
};

/// An order that a person named and of which there is nothing to record: the source does not know it, or does
/// not give it out.
struct Stranger {
  std::string id, text;
};

class Reader final : public connectors::FetchHandler {
 public:
  Reader(journal::Journal& journal, journal::StreamId stream, RunFacts facts,
         std::shared_ptr<Handoff> handoff, std::shared_ptr<SecondLook> second_look,
         std::shared_ptr<const connectors::StopSignal> stop, std::shared_ptr<Progress> progress);

  std::int32_t want(const ob_listed& row) noexcept override;
  ob_status emit(const ob_record& record, const ob_listed* row) noexcept override;
  ob_status note(const ob_note& note) noexcept override;
  ob_status checkpoint(std::string_view cursor, std::string_view bookmark) noexcept override;

  /// From now on every order goes to the sink, whatever the ledger knows of it: a person asked for it.
  void force() noexcept { forced_ = true; }
  /// From now on only these orders count; the rest of what the source lists is passed over without a trace,
  /// its checkpoints too. For sources that cannot be asked by key. Empty: all count again.
  void only(const std::vector<std::string>& ids);
  /// Of those, the ones that the source did not list.
  std::vector<std::string> not_met() const;
  void add_stranger(Stranger stranger);
  std::vector<Stranger> strangers() const;
  /// From now on every order is read whole, even where its list row did not change; or no longer.
  void reread(bool whole) noexcept { reread_ = whole; }
  /// Orders that failed before are left to the asking by key.
  void postpone_failed(bool yes) noexcept { postpones_failed_ = yes; }
  /// A record that a person edited, in the place of one from the source. `edited_from`: the content version
  /// of what was edited. Throws records::BadRecord.
  void hand_in(const ob_record& record, const std::string& edited_from);
  /// After a fetch that failed: what it did not get to counts as not listed, and may be listed again.
  void forget_unanswered();

  /// Empty, or why the ledger could not be asked (set once, then every callback answers "stop").
  std::string failure() const;
  std::int64_t listed() const noexcept { return progress_->listed.load(); }

 private:
  template <class Fn>
  ob_status guarded(Fn fn) noexcept;
  bool passes_over(const std::string& id);
  bool is_stranger(const Entry& entry, const ob_note& note) const;
  bool already_handled(Entry& entry);
  bool is_postponed(const Entry& entry) const;
  std::optional<journal::Wish> wish_for(const Entry& entry);
  bool claim(Entry& entry);
  void look_closer(Entry& entry, const ob_note& note);

  journal::Journal& journal_;
  const journal::StreamId stream_;
  const RunFacts facts_;
  std::shared_ptr<Handoff> handoff_;
  std::shared_ptr<SecondLook> second_look_;
  std::shared_ptr<const connectors::StopSignal> stop_;
  std::shared_ptr<Progress> progress_;
  mutable std::mutex only_mutex_;
  std::map<std::string, bool> only_;  // id -> the source listed it
  std::vector<Stranger> strangers_;
  mutable std::mutex failure_mutex_;
  std::string failure_;
  std::atomic<bool> failed_{false}, forced_{false}, reread_{false}, postpones_failed_{false},
      only_some_{false};
};

}  // namespace orderbridge::pipeline
