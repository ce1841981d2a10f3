// SPDX-License-Identifier: MIT
// Outbox: what a shop must be told of an order, as a desired state, not as a queue of messages. One wish per
// (connection, order, field); a newer revision replaces an older one. Wishes are made by Journal::commit()
// together with the fate they follow from; Outbox reads them and stores what became of them. Any thread.
// Errors are JournalError.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "journal/event.hpp"
#include "journal/lease.hpp"
#include "journal/standing.hpp"

namespace orderbridge::journal {

/// Stored as these numbers.
enum class WishState : int {
  kOpen = 0,       // to be told, now or later
  kConfirmed = 1,  // the shop was read back and shows it
  kConflict = 2,   // a state of a person stood there: left alone, reported once
  kRefused = 3,    // the shop can never take it, e.g. the order is gone or the state unknown
  kReopened = 4,   // confirmed once, then a person put the order back: reported once, left alone
};

struct Wish {
  std::string connection, order;  // the shop's connection and order id
  std::string field = "state";
  std::string number;       // of the order, for display
  std::string desired;      // canonical: "in_process"
  std::string may_replace;  // the shop's own states it may overwrite, separated by one blank
  std::int64_t revision = 1;
  WishState state = WishState::kOpen;
  int attempts = 0;
  Micros next_try = 0;             // open: not before
  std::string found;               // the shop's own state when it was last looked at
  std::string text;                // why it is not confirmed, for people
  Micros made = 0, settled = 0;    // settled: when it left kOpen
  std::int64_t settled_after = 0;  // the newest run id of the journal at that moment: a listing by a later
                                   // run was made after it, whatever the clocks say
  // Not stored with the wish, but what telling showed of the order itself:
  bool changed_meanwhile = false;  // somebody changed it since it was read: it is to be read again
  std::uint64_t listed = 0,
                shown = 0;  // its list row's hash when it was read, and once it had been told; 0: unknown
  bool told = false;        // `desired` was told and shown just now, as `found`: it stands there
};

struct WishCounts {
  std::int64_t due = 0;    // open, may be told now
  std::int64_t later = 0;  // open, waits for its next try
  std::int64_t held = 0;   // open, waits for another pipeline that reads the same connection
  std::int64_t confirmed = 0, conflict = 0, refused = 0, reopened = 0;
  Micros oldest_held = 0;  // when the oldest that is held was made; 0: none
  Micros next = 0;         // the earliest next try of those that wait for it; 0: none
};

class Outbox {
 public:
  virtual ~Outbox() = default;

  /// Open wishes of this connection whose time has come, oldest first, at most `limit`. Each stream in
  /// `readers` (all pipelines that read the connection) must hold a final fate for the order: written,
  /// filtered, rejected, gone, superseded, or not selected in a state that the wish may not replace. A next
  /// try more than a day ahead counts as come: a clock was set back.
  virtual std::vector<Wish> due_wishes(const std::string& connection,
                                       const std::vector<std::int64_t>& readers, Micros now,
                                       std::size_t limit) = 0;
  virtual WishCounts wish_counts(const std::string& connection, const std::vector<std::int64_t>& readers,
                                 Micros now) = 0;
  virtual std::optional<Wish> wish(const std::string& connection, const std::string& order,
                                   const std::string& field) = 0;
  /// Wishes in this state, newest first.
  virtual std::vector<Wish> wishes(const std::string& connection, WishState state, std::size_t limit) = 0;
  /// Stores state, attempts, next_try, found, text, settled (and sets settled_after) of each wish whose
  /// revision is still the one given; the others have been replaced meanwhile and are left. Where the order
  /// was changed meanwhile, written rows that did not read it since are in doubt from here on; else what the
  /// list shows of it now is no news. What was told stands there from now on. Events in the same transaction.
  /// Throws LeaseLost where the fence is stale.
  virtual void settle_wishes(const std::vector<Wish>& wishes, const std::vector<Event>& events,
                             const Fence& fence) = 0;
  /// nullopt: nothing is known of this order.
  virtual std::optional<Standing> standing(const std::string& connection, const std::string& order) = 0;
};

}  // namespace orderbridge::journal
