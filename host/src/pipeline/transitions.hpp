// SPDX-License-Identifier: MIT
// The ledger's transitions (docs/ledger.md), as pure functions: what a listed row, a note, a step's verdict
// or a sink's result makes of an order's fate. No I/O, no clock: everything comes in. The one place where
// fates are decided.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "connectors/instance.hpp"
#include "journal/ledger_row.hpp"
#include "journal/run_record.hpp"
#include "pipeline/entry.hpp"
#include "pipeline/task.hpp"
#include "records/version.hpp"
#include "steps/steps.hpp"

namespace orderbridge::pipeline {

/// The reason's code of orders that a lookup found in the sink after a crash, until they were compared with
/// the shop.
inline constexpr const char* kSettled = "settled";
/// Of orders that were cancelled in the shop after they were staged; the sink was told.
inline constexpr const char* kCancelled = "cancelled-in-shop";
/// Of those of them that are open in the shop again; the sink was told, and had nothing to say.
inline constexpr const char* kOpenAgain = "open-in-shop";
/// Of orders that were deleted, or aborted, in the shop after they were staged.
inline constexpr const char* kDeleted = "deleted-in-shop";
/// Of those of them that are there again.
inline constexpr const char* kBack = "back-in-shop";
/// Of orders whose id the shop used again for another one: rejected, only a person may decide otherwise.
inline constexpr const char* kIdReused = "id-reused";
/// Of orders that a person moved out of the selection before they were staged.
inline constexpr const char* kLeft = "left-selection";

/// What is the same for all decisions of one run.
struct RunFacts {
  std::int64_t run = 0;
  Micros now = 0;                         // of the batch in hand
  std::string generation;                 // of the configuration
  std::uint32_t kind = 1;                 // OB_KIND_*: what the pipeline carries
  std::string source, sink;               // the connections
  std::optional<config::OnWritten> told;  // what the source is told of written orders
  // States of the shop that status updates may overwrite whatever was told last: by the configuration.
  std::vector<std::string> replaces, replaces_payment;
  config::RedeliveryPolicy redelivery;
  double jitter = 0.5;
  journal::Fence fence;
  bool plan = false;              // nothing is really written
  bool skips_cancelled = false;   // what is cancelled in the shop by now is not staged again
  bool asked = false;             // a person named the orders: what is not staged is said, known or not
  std::optional<From> any_state;  // orders from here on are handed on although they are not selected
  bool looks_again = false;       // orders can be asked for by key, so this run may look at one a second time
};

/// A row to store, and which of the run's counts the order ends in.
struct Decision {
  journal::LedgerRow row;
  std::int64_t journal::Counts::*count = nullptr;
  bool touch_only = false;  // nothing changed but "seen again"
  bool attention = false;   // a person should hear of it now: new rejection, failure, difference
  const char* letter =
      nullptr;  // the stage, where a dead letter is opened or renewed; else an open one is closed
  bool keeps_letter = false;  // no letter is opened, an open one stays
};

/// When a staged order whose list row stays as it is is read again; 0: not any more. `since`: when it was
/// staged.
Micros reread_at(Micros now, Micros since);

/// Is the detail wanted? False: known, nothing to do.
bool is_wanted(const journal::LedgerRow* known, const ListedRow& row, const std::string& generation);

/// Same id, but number or order time differ from what stands in the sink.
bool is_other_order(const journal::LedgerRow& known, const std::string& number, Micros ordered_at);

Decision on_unchanged(const Entry& entry, const RunFacts& facts);
Decision on_note(const Entry& entry, const RunFacts& facts);
/// The record equals what is in the sink already.
bool is_same_content(const Entry& entry, const records::Versions& versions);
Decision on_same_content(const Entry& entry, const RunFacts& facts);
Decision on_other_order(const Entry& entry, const RunFacts& facts);
Decision on_verdict(const Entry& entry, const records::Versions& versions, const steps::Verdict& verdict,
                    const RunFacts& facts);

/// The row to store before the sink is called: pending and in doubt until the sink's report is in.
journal::LedgerRow pending_row(const Entry& entry, const records::Versions& versions, const RunFacts& facts);

/// An order in doubt after a crash, and what the sink says of it: written, or to be asked for again.
journal::LedgerRow on_looked_up(journal::LedgerRow row, const connectors::Found& found,
                                const RunFacts& facts);

/// What the sink reported, as owned values.
struct SinkResult {
  bool reported = false;
  std::int32_t outcome = 0;  // OB_WRITTEN ...
  std::string remote_id, code, text, found;
  std::int64_t retry_after_ms = 0;
  std::uint64_t hint = 0;  // of the list row as it is now
  std::uint32_t kept = 0;  // CONFLICT of a status update: OB_KEPT_*
};
Decision on_result(const Entry& entry, journal::LedgerRow pending, const records::Versions& versions,
                   const SinkResult& result, const RunFacts& facts);

/// A record that a person edited is in the sink, and the shop's order is another by now: reported, not
/// written.
bool is_edited_and_changed(const Entry& entry, const records::Versions& versions);
/// A record that a person edited is in the sink, and the shop's order is still the one that was edited: only
/// its payment can differ.
bool is_edited_and_paid(const Entry& entry, const records::Versions& versions);
Decision on_edited_and_changed(const Entry& entry, const records::Versions& versions, const RunFacts& facts);

}  // namespace orderbridge::pipeline
