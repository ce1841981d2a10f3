// SPDX-License-Identifier: MIT
// One order, one row, one fate: what the ledger keeps. docs/ledger.md has the table of fates and transitions.
#pragma once
#include <cstdint>
#include <string>

#include "base/clock.hpp"

namespace orderbridge::journal {

/// Stored as these numbers: never renumber.
enum class Fate : int {
  kNotSelected = 1,
  kNotReady = 2,
  kFiltered = 3,
  kPending = 4,
  kWritten = 5,
  kFailed = 6,
  kRejected = 7,
  kGone = 8,
  kSuperseded = 9,
};

/// Why a fate is what it is: a stable code, a sentence, and the rule in the XML if a rule decided
/// ("shop.xml:14").
struct Reason {
  std::string code, text, place;
};

struct LedgerRow {
  std::string id;
  std::string number;  // fingerprint, with ordered_at
  Micros ordered_at = INT64_MIN;
  std::uint64_t hint = 0;  // hash of the list row
  std::string content_version, payment_version;
  std::string state, payment_state;  // the shop's own ids, last seen
  Fate fate = Fate::kPending;
  Reason reason;
  std::string remote_id;
  std::string generation;  // of the configuration that decided
  Micros first_seen = 0, last_seen = 0;
  Micros fate_since = 0;  // when it got its fate; a grace time counts from here
  Micros next_check = 0;  // failed, not_ready: not before; written: read again then, 0: not for that reason
  std::int64_t last_run = 0;
  int attempts = 0;
  bool in_doubt = false;      // pending: it may be in the sink already; written: its newest version may not
  bool payment_open = false;  // written: looked at again by key until it is paid
  std::string
      edited_from;  // a person edited the record before it was written: the shop's content version then
};

/// What is wrong with a row as it stands, whatever became of it before; null: nothing. Held before a row is
/// stored and after it is read (docs/ledger.md).
const char* fault_of(const LedgerRow& row) noexcept;

/// English words for logs and files; people see fate_text().
const char* fate_name(Fate fate) noexcept;
std::string fate_text(Fate fate);

}  // namespace orderbridge::journal
