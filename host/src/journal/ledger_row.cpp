// SPDX-License-Identifier: MIT
#include "journal/ledger_row.hpp"

#include "base/language.hpp"

namespace orderbridge::journal {

const char* fate_name(Fate fate) noexcept {
  switch (fate) {
    case Fate::kNotSelected:
      return "not_selected";
    case Fate::kNotReady:
      return "not_ready";
    case Fate::kFiltered:
      return "filtered";
    case Fate::kPending:
      return "pending";
    case Fate::kWritten:
      return "written";
    case Fate::kFailed:
      return "failed";
    case Fate::kRejected:
      return "rejected";
    case Fate::kGone:
      return "gone";
    case Fate::kSuperseded:
      return "superseded";
  }
  return "unknown";
}

std::string fate_text(Fate fate) {
  switch (fate) {
    case Fate::kNotSelected:
      return tr("not selected", "nicht ausgewählt");
    case Fate::kNotReady:
      return tr("not ready", "noch unvollständig");
    case Fate::kFiltered:
      return tr("filtered", "ausgefiltert");
    case Fate::kPending:
      return tr("on its way", "unterwegs");
    case Fate::kWritten:
      return tr("staged", "übergeben");
    case Fate::kFailed:
      return tr("failed", "fehlgeschlagen");
    case Fate::kRejected:
      return tr("rejected", "abgelehnt");
    case Fate::kGone:
      return tr("gone", "verschwunden");
    case Fate::kSuperseded:
      return tr("superseded", "ersetzt");
  }
  return fate_name(fate);
}

const char* fault_of(const LedgerRow& row) noexcept {
  if (row.id.empty()) return "a row has an id";
  if (row.fate < Fate::kNotSelected || row.fate > Fate::kSuperseded) return "there are nine fates";
  if (!row.in_doubt) return nullptr;
  if (row.fate != Fate::kPending && row.fate != Fate::kWritten)
    return "only what is on its way or written is in doubt";
  if (row.fate == Fate::kWritten && row.hint != 0) return "what is in doubt is asked for again (hint 0)";
  return nullptr;
}

}  // namespace orderbridge::journal
