// SPDX-License-Identifier: MIT
#include "pipeline/invariants.hpp"

#include "base/language.hpp"
#include "pipeline/redelivery.hpp"

namespace orderbridge::pipeline {

using journal::Counts;
using journal::Fate;
using journal::LedgerRow;

namespace {

std::string name_of(const LedgerRow* row) {
  if (!row) return "new";
  return std::string(journal::fate_name(row->fate)) + (row->in_doubt ? ", in doubt" : "");
}

/// One change of one row, and what it may not be.
class Change {
 public:
  Change(const LedgerRow* before, const LedgerRow& after, const RunFacts& facts)
      : before_(before), after_(after), facts_(facts) {}

  void promise(bool kept, const char* rule) const {
    if (kept) return;
    throw InvariantBroken(
        tr("internal error: order {} ({} -> {}) would break a promise of the ledger: {}. Nothing of this "
           "batch was "
           "stored; please report it",
           "interner Fehler: Bestellung {} ({} -> {}) bräche eine Zusage des Hauptbuchs: {}. Von diesem "
           "Stapel wurde nichts gespeichert; bitte melden",
           after_.id, name_of(before_), name_of(&after_), rule));
  }

  void check_row() const {
    if (const auto* fault = fault_of(after_)) promise(false, fault);
    promise(!before_ || before_->id == after_.id, "a row stays its order's");
    promise(is(Fate::kFailed) || is(Fate::kPending) || is(Fate::kSuperseded) || after_.attempts == 0,
            "only failures have attempts");
    promise(!before_ || before_->first_seen == 0 || before_->first_seen == after_.first_seen,
            "first seen is once");
    check_written_stays();
    check_superseded_stays();
  }

  bool is(Fate fate) const noexcept { return after_.fate == fate; }
  bool was(Fate fate) const noexcept { return before_ && before_->fate == fate; }

 private:
  /// An order in the sink is never forgotten; a status update has no such ground (docs/ledger.md).
  void check_written_stays() const {
    if (facts_.kind != OB_KIND_ORDER || !was(Fate::kWritten) || is(Fate::kWritten)) return;
    promise(is(Fate::kRejected) && after_.reason.code == kIdReused, "written stays written");
  }

  void check_superseded_stays() const {
    if (was(Fate::kSuperseded)) promise(is(Fate::kSuperseded), "what a person gave up stays so");
  }

  const LedgerRow* before_;
  const LedgerRow& after_;
  const RunFacts& facts_;
};

/// Which fates an order may have that is counted so.
bool fits(std::int64_t Counts::*count, const Change& change) {
  if (count == &Counts::written || count == &Counts::updated || count == &Counts::duplicate)
    return change.is(Fate::kWritten);
  if (count == &Counts::filtered) return change.is(Fate::kFiltered) || change.was(Fate::kWritten);
  if (count == &Counts::not_selected) return change.is(Fate::kNotSelected);
  if (count == &Counts::not_ready) return change.is(Fate::kNotReady);
  if (count == &Counts::gone) return change.is(Fate::kGone);
  if (count == &Counts::rejected) return change.is(Fate::kRejected) || change.was(Fate::kWritten);
  if (count == &Counts::failed)
    return !change.is(Fate::kNotSelected) && !change.is(Fate::kNotReady) && !change.is(Fate::kFiltered) &&
           !change.is(Fate::kGone);
  return true;  // unchanged
}

bool needs_letter(const LedgerRow& row, const RunFacts& facts) {
  return row.fate == Fate::kRejected ||
         (row.fate == Fate::kFailed && is_exhausted(row.attempts, facts.redelivery));
}

}  // namespace

void hold_to_promises(const LedgerRow* before, const Decision& decision, const RunFacts& facts) {
  const Change change(before, decision.row, facts);
  change.check_row();
  change.promise(decision.count != nullptr, "an order ends in exactly one count");
  change.promise(fits(decision.count, change), "the count says what the fate says");
  if (decision.touch_only) {
    change.promise(before && before->fate == decision.row.fate && !decision.letter,
                   "seen again changes no fate");
    return;
  }
  const bool is_new = !before || before->fate != decision.row.fate;
  if (is_new && needs_letter(decision.row, facts))
    change.promise(decision.letter != nullptr, "what cannot go on by itself has a dead letter");
  if (decision.count == &Counts::unchanged && before)
    change.promise(before->fate == decision.row.fate, "unchanged keeps the fate");
}

void hold_to_promises(const LedgerRow* before, const LedgerRow& after, const RunFacts& facts) {
  Change(before, after, facts).check_row();
}

}  // namespace orderbridge::pipeline
