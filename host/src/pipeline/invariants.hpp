// SPDX-License-Identifier: MIT
// What docs/ledger.md promises of every change of an order's row, checked in all builds before it is stored.
// The rules in transitions.cpp are meant to keep these promises; here they are said a second time, from the
// other end: not what happens, but what must never happen. Any thread.
#pragma once
#include <stdexcept>

#include "pipeline/transitions.hpp"

namespace orderbridge::pipeline {

/// A rule of the ledger was about to be broken: a fault of ours, never of an admin or a shop. The run that
/// meets it ends as failed (OB_INTERNAL), and nothing of its batch is stored.
class InvariantBroken : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Holds a decision against what the ledger had of the order; `before` is null for an order that is new.
/// Throws InvariantBroken, which names the promise and both rows by id and fate.
void hold_to_promises(const journal::LedgerRow* before, const Decision& decision, const RunFacts& facts);

/// The same for rows that are stored without a decision: on their way to the sink, or looked up there.
void hold_to_promises(const journal::LedgerRow* before, const journal::LedgerRow& after,
                      const RunFacts& facts);

}  // namespace orderbridge::pipeline
