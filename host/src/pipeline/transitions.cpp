// SPDX-License-Identifier: MIT
#include "pipeline/transitions.hpp"

#include <algorithm>

#include "base/language.hpp"
#include "orderbridge/text.hpp"
#include "pipeline/redelivery.hpp"

namespace orderbridge::pipeline {

using journal::Counts;
using journal::Fate;
using journal::LedgerRow;

namespace {

/// The row as it goes on: the known one or a new one, seen now, with what the list showed.
LedgerRow seen(const Entry& entry, const RunFacts& facts) {
  LedgerRow row;
  if (entry.known) row = *entry.known;
  row.id = entry.id;
  if (row.first_seen == 0) row.first_seen = facts.now;
  row.last_run = facts.run;
  const bool gone = entry.kind == Entry::Kind::kNote && entry.note.outcome == OB_NOTE_GONE;
  if (entry.row.there || !gone) row.last_seen = facts.now;
  if (!entry.row.there) return row;
  // What was found in the sink after a crash stays as it was read before it, until it is compared with the
  // shop.
  if (row.reason.code == kSettled && entry.kind != Entry::Kind::kRecord) return row;
  // While an update is in doubt the old hint (0) stays, so that the order is asked for until it is settled.
  if (row.fate != Fate::kWritten || !row.in_doubt) row.hint = entry.row.hint;
  row.state = entry.row.state;
  row.payment_state = entry.row.payment_state;
  return row;
}

void take_fingerprint(LedgerRow& row, const Entry& entry) {
  if (entry.row.there) {
    row.number = entry.row.number;
    row.ordered_at = entry.row.ordered_at;
  }
  if (const auto* order = order_of(entry)) {
    row.number = copy(order->number);
    row.ordered_at = order->ordered_at;
  }
}

void set_fate(LedgerRow& row, Fate fate, journal::Reason reason, const RunFacts& facts) {
  if (row.fate != fate || row.fate_since == 0) row.fate_since = facts.now;
  row.fate = fate;
  row.reason = std::move(reason);
  row.generation = facts.generation;
  row.in_doubt = false;
  if (fate != Fate::kFailed) row.attempts = 0;
}

/// Rejected because the sink holds another order under this id: only a person may decide otherwise.
bool is_reused_id(const LedgerRow& known) {
  return known.fate == Fate::kRejected && known.reason.code == kIdReused;
}

/// What stands in the sink stays there, whatever the shop says of the order later.
bool keeps_fate(const Entry& entry) {
  return known_as(entry, Fate::kWritten) || known_as(entry, Fate::kSuperseded) ||
         (entry.known && is_reused_id(*entry.known));
}

void set_failed(LedgerRow& row, const std::string& code, const std::string& text, std::int64_t retry_after_ms,
                const RunFacts& facts) {
  const int attempts = row.attempts + 1;
  set_fate(row, Fate::kFailed, {code, text, ""}, facts);
  row.attempts = attempts;
  row.next_check = facts.now + back_off_ms(attempts, retry_after_ms, facts.redelivery, facts.jitter) * 1000;
}

/// Failed so often that a person should see it; it is tried further all the same.
const char* letter_of_failed(const LedgerRow& row, const char* stage, const RunFacts& facts) {
  return row.fate == Fate::kFailed && is_exhausted(row.attempts, facts.redelivery) ? stage : nullptr;
}

/// A written order whose newer version may not have arrived: watched, by key, until it is settled.
void doubt_update(LedgerRow& row) {
  row.hint = 0;
  row.in_doubt = row.fate == Fate::kWritten;
}

void settle_update(LedgerRow& row, const Entry& entry) {
  row.in_doubt = false;
  if (entry.row.there) row.hint = entry.row.hint;
}

/// On its way to the sink when it was last looked at: no run may let go of it without a word.
bool was_under_way(const Entry& entry) {
  return known_as(entry, Fate::kPending) || known_as(entry, Fate::kFailed) ||
         known_as(entry, Fate::kRejected);
}

bool is_cancelled(const Entry& entry) {
  const auto* order = order_of(entry);
  return order && view(order->state) == "cancelled";
}

/// Cancelled in the shop, or no longer: the sink has not heard of it yet.
bool is_cancellation_new(const Entry& entry) {
  return known_as(entry, Fate::kWritten) && is_cancelled(entry) != (entry.known->reason.code == kCancelled);
}

/// The ERP has it as cancelled, too, and has nothing else to say: mostly it was the ERP that told the shop.
bool is_cancelled_everywhere(const Entry& entry, const SinkResult& result) {
  return is_cancelled(entry) && result.found == "cancelled" && result.text.empty();
}

/// Known as cancelled in the shop, and open there by now.
bool is_open_again(const Entry& entry) {
  const auto* order = order_of(entry);
  return order && present(order->state) && !is_cancelled(entry) && is_cancellation_new(entry);
}

std::string joined(const std::string& text, const std::string& more) {
  return text.empty() || more.empty() ? text + more : text + "; " + more;
}

/// Sinks that know of cancellations say themselves what this one means there.
void say_cancelled(Decision& d, const Entry& entry, const SinkResult& result) {
  const bool is_new = !known_as(entry, Fate::kWritten) || is_cancellation_new(entry);
  if (result.found == "cancelled" || result.code == kCancelled || (!is_new && !result.text.empty())) {
    d.row.reason.code = kCancelled;
    return;
  }
  if (!is_new) {
    d.row.reason = entry.known->reason;
    return;
  }
  d.row.reason = {
      kCancelled,
      joined(tr("cancelled in the shop after it was staged; it stays staged: cancel it in the ERP if it is "
                "not wanted",
                "im Shop storniert, nachdem sie übergeben war; sie bleibt übergeben: in der "
                "Warenwirtschaft stornieren, falls sie nicht gewollt ist"),
             result.text),
      ""};
}

void say_open_again(Decision& d, const SinkResult& result) {
  if (result.code == kOpenAgain) return;
  d.row.reason = {kOpenAgain,
                  joined(tr("open again in the shop after it was cancelled: see whether the ERP has it as "
                            "cancelled",
                            "im Shop wieder offen, nachdem sie storniert war: nachsehen, ob die "
                            "Warenwirtschaft sie als storniert führt"),
                         result.text),
                  ""};
}

/// A corrected time zone in the shop moves all order times by quarters of an hour; that makes no other
/// orders.
bool is_zone_shift(Micros a, Micros b) {
  constexpr Micros kQuarter = 15 * 60 * 1000000LL, kMost = 26 * 4 * kQuarter;
  const Micros difference = a > b ? a - b : b - a;
  return difference % kQuarter == 0 && difference <= kMost;
}

/// Payment states that may still become "paid" without the order changing otherwise: an invoice is paid, a
/// declined payment repeated. A payment plugin writes that by plain SQL, so that no list shows it.
bool is_payment_open(const Entry& entry) {
  const auto* order = order_of(entry);
  if (!order) return false;
  const auto state = view(order->payment_state);
  return !state.empty() && state != "paid" && state != "refunded";
}

journal::Reason reason_of(const NoteText& note) {
  return {note.code, note.text, ""};
}

/// A person moved an order out of the selection before it was staged: said once, its letter stays open.
Decision leave_selection(Decision d, const NoteText& note, const RunFacts& facts) {
  const std::string before = d.row.reason.text;
  set_fate(d.row, Fate::kNotSelected,
           {kLeft,
            tr("no longer selected before it was staged ({}); before that: {}. To stage it all the same: "
               "orderbridge import {}",
               "nicht mehr ausgewählt, bevor sie übergeben war ({}); davor: {}. Dennoch übergeben: "
               "orderbridge import {}",
               note.text, before.empty() ? tr("on its way", "unterwegs") : before, d.row.id),
            ""},
           facts);
  d.attention = d.keeps_letter = true;
  return d;
}

}  // namespace

bool is_other_order(const LedgerRow& known, const std::string& number, Micros ordered_at) {
  if (is_reused_id(known) || known.fate == Fate::kSuperseded) return true;
  if (known.fate != Fate::kWritten) return false;
  const bool both_numbers = !known.number.empty() && !number.empty();
  if (both_numbers && known.number != number) return true;
  if (known.ordered_at == INT64_MIN || ordered_at == INT64_MIN || known.ordered_at == ordered_at)
    return false;
  return !both_numbers || !is_zone_shift(known.ordered_at, ordered_at);
}

bool is_wanted(const LedgerRow* known, const ListedRow& row, const std::string& generation) {
  if (!known) return true;
  const bool same_row = row.hint != 0 && row.hint == known->hint;
  switch (known->fate) {
    case Fate::kWritten:
      return !same_row;
    case Fate::kFiltered:
    case Fate::kRejected:
      return !is_reused_id(*known) && (!same_row || known->generation != generation);
    case Fate::kSuperseded:
      return false;
    case Fate::kNotSelected:
    case Fate::kNotReady:
    case Fate::kPending:
    case Fate::kFailed:
    case Fate::kGone:
      return true;
  }
  return true;
}

namespace {

constexpr Micros kHour = 3600 * 1000000LL, kDay = 24 * kHour, kReadAgainFor = 60 * kDay;

bool is_back(const Entry& entry) {
  return entry.known && entry.known->reason.code == kDeleted;
}

/// Not there when it was last asked for, and there by now.
void say_back(Decision& d) {
  d.touch_only = false;
  d.attention = true;
  d.row.reason = {kBack,
                  tr("in the shop again after it had been deleted there",
                     "wieder im Shop, nachdem sie dort gelöscht war"),
                  ""};
}

/// The order was read whole.
void plan_rereading(LedgerRow& row, const RunFacts& facts) {
  const bool may = row.fate == Fate::kWritten && facts.kind == OB_KIND_ORDER && facts.looks_again;
  row.next_check = may ? reread_at(facts.now, row.fate_since) : 0;
}

Decision say_deleted(Decision d, const Entry& entry, const RunFacts& facts) {
  const bool staged = facts.kind == OB_KIND_ORDER && known_as(entry, Fate::kWritten);
  if (!staged || is_back(entry)) return d;
  d.attention = true;
  d.row.next_check = 0;
  d.row.reason = {
      kDeleted,
      entry.row.there
          ? tr("aborted in the shop after it was staged; it stays staged: cancel it in the ERP if it is not "
               "wanted",
               "im Shop abgebrochen, nachdem sie übergeben war; sie bleibt übergeben: in der Warenwirtschaft "
               "stornieren, falls sie nicht gewollt ist")
          : tr("deleted in the shop after it was staged; it stays staged: cancel it in the ERP if it is not "
               "wanted",
               "im Shop gelöscht, nachdem sie übergeben war; sie bleibt übergeben: in der Warenwirtschaft "
               "stornieren, falls sie nicht gewollt ist"),
      ""};
  return d;
}

}  // namespace

Micros reread_at(Micros now, Micros since) {
  const Micros age = now - since;
  return age >= kReadAgainFor ? 0 : now + std::clamp(age / 2, kHour, kDay);
}

Decision on_unchanged(const Entry& entry, const RunFacts& facts) {
  Decision d{.row = seen(entry, facts), .count = &Counts::unchanged, .touch_only = true};
  if (is_back(entry)) say_back(d);
  return d;
}

namespace {

/// What the shop's list says of an order that is not wanted (any more).
Decision not_selected(Decision d, const Entry& entry, const RunFacts& facts) {
  const auto& note = entry.note;
  if (keeps_fate(entry)) return d;
  // What the steps said of it stands until they change; another pipeline may have marked it in the shop.
  if ((known_as(entry, Fate::kRejected) || known_as(entry, Fate::kFiltered)) &&
      entry.known->generation == facts.generation)
    return d;
  d.touch_only = known_as(entry, Fate::kNotSelected) && entry.known->hint == d.row.hint &&
                 entry.known->generation == facts.generation;
  d.count = &Counts::not_selected;
  d.attention =
      note.for_a_person && !(known_as(entry, Fate::kNotSelected) && entry.known->reason.code == note.code);
  if (was_under_way(entry)) return leave_selection(std::move(d), note, facts);
  d.keeps_letter = known_as(entry, Fate::kNotSelected) && entry.known->reason.code == kLeft;
  set_fate(d.row, Fate::kNotSelected, d.keeps_letter ? entry.known->reason : reason_of(note), facts);
  return d;
}

/// Incomplete at the source, until its grace is over.
Decision not_ready(Decision d, const Entry& entry, const RunFacts& facts) {
  const auto& note = entry.note;
  if (keeps_fate(entry)) return d;
  set_fate(d.row, Fate::kNotReady, reason_of(note), facts);
  d.row.next_check = facts.now + back_off_ms(1, note.retry_after_ms, facts.redelivery, facts.jitter) * 1000;
  d.count = &Counts::not_ready;
  if (note.grace_ms > 0 && facts.now - d.row.fate_since >= note.grace_ms * 1000) {
    set_fate(d.row, Fate::kRejected, reason_of(note), facts);
    d.count = &Counts::rejected;
    d.letter = "source";
  }
  d.attention = d.row.fate == Fate::kRejected || !known_as(entry, Fate::kNotReady);
  return d;
}

Decision gone(Decision d, const Entry& entry, const RunFacts& facts) {
  if (keeps_fate(entry)) return say_deleted(std::move(d), entry, facts);
  set_fate(d.row, Fate::kGone, reason_of(entry.note), facts);
  d.count = &Counts::gone;
  return d;
}

/// The source could not read it now.
Decision failed_for_now(Decision d, const Entry& entry, const RunFacts& facts) {
  const auto& note = entry.note;
  d.count = &Counts::failed;
  d.attention = true;
  if (keeps_fate(entry))
    doubt_update(d.row);
  else
    set_failed(d.row, note.code, note.text, note.retry_after_ms, facts);
  d.letter = letter_of_failed(d.row, "source", facts);
  return d;
}

/// The source will never read it as it is.
Decision failed_for_good(Decision d, const Entry& entry, const RunFacts& facts) {
  d.letter = "source";
  if (keeps_fate(entry)) {
    d.count = &Counts::failed;
    d.attention = true;
    return d;
  }
  d.attention = !known_as(entry, Fate::kRejected);
  set_fate(d.row, Fate::kRejected, reason_of(entry.note), facts);
  d.count = &Counts::rejected;
  return d;
}

}  // namespace

Decision on_note(const Entry& entry, const RunFacts& facts) {
  Decision d{.row = seen(entry, facts), .count = &Counts::unchanged};
  if (!keeps_fate(entry)) take_fingerprint(d.row, entry);
  // Due to be read again, and it could not be: others may come first next time.
  const bool was_due = d.row.next_check > 0 && d.row.next_check <= facts.now;
  if (keeps_fate(entry) && was_due && entry.note.outcome != OB_NOTE_NOT_SELECTED)
    plan_rereading(d.row, facts);
  if (entry.marks.look_closer) {  // as it was until then
    d.touch_only = true;
    return d;
  }
  switch (entry.note.outcome) {
    case OB_NOTE_NOT_SELECTED:
      return not_selected(std::move(d), entry, facts);
    case OB_NOTE_NOT_READY:
      return not_ready(std::move(d), entry, facts);
    case OB_NOTE_GONE:
      return gone(std::move(d), entry, facts);
    case OB_NOTE_FAILED_RETRY:
      return failed_for_now(std::move(d), entry, facts);
    default:  // FAILED_FINAL, and whatever a newer connector may say
      return failed_for_good(std::move(d), entry, facts);
  }
}

namespace {

/// An order that stands in the sink stays there whatever becomes of its newer version. A status update has no
/// such ground: the shop shows the newest one, or it does not.
bool stands_in_sink(const Entry& entry, const RunFacts& facts) {
  return facts.kind == OB_KIND_ORDER && known_as(entry, Fate::kWritten);
}

}  // namespace

bool is_same_content(const Entry& entry, const records::Versions& versions) {
  if (!known_as(entry, Fate::kWritten) || entry.marks.forced || is_cancellation_new(entry)) return false;
  const auto& known = *entry.known;
  // What a person edited stands as long as the shop's order is the one that was edited.
  const auto& content = known.edited_from.empty() ? known.content_version : known.edited_from;
  return content == versions.content && known.payment_version == versions.payment;
}

Decision on_same_content(const Entry& entry, const RunFacts& facts) {
  Decision d{.row = seen(entry, facts), .count = &Counts::unchanged};
  settle_update(d.row, entry);
  d.row.payment_open = is_payment_open(entry);
  plan_rereading(d.row, facts);
  if (d.row.reason.code == kSettled) d.row.reason = {};
  if (is_back(entry)) say_back(d);
  return d;
}

bool is_edited_and_changed(const Entry& entry, const records::Versions& versions) {
  return known_as(entry, Fate::kWritten) && !entry.marks.forced && !entry.known->edited_from.empty() &&
         entry.known->edited_from != versions.content;
}

bool is_edited_and_paid(const Entry& entry, const records::Versions& versions) {
  return known_as(entry, Fate::kWritten) && !entry.marks.forced && !entry.known->edited_from.empty() &&
         entry.known->edited_from == versions.content;
}

Decision on_edited_and_changed(const Entry& entry, const records::Versions& versions, const RunFacts& facts) {
  Decision d{.row = seen(entry, facts), .count = &Counts::unchanged, .attention = true};
  settle_update(d.row, entry);
  plan_rereading(d.row, facts);
  d.row.edited_from = versions.content;  // said once
  d.row.payment_version = versions.payment;
  d.row.payment_open = is_payment_open(entry);
  d.row.reason = {
      "difference",
      tr("changed in the shop after a person edited it here; the edited order stays. To take the "
         "shop's: orderbridge import {}",
         "im Shop geändert, nachdem sie hier von Hand bearbeitet war; die bearbeitete bleibt. Die des "
         "Shops übernehmen: orderbridge import {}",
         entry.id),
      ""};
  return d;
}

Decision on_other_order(const Entry& entry, const RunFacts& facts) {
  if (keeps_fate(entry) && !known_as(entry, Fate::kWritten))
    return {.row = seen(entry, facts), .count = &Counts::unchanged};  // rejected before, and said so
  Decision d{.row = seen(entry, facts), .count = &Counts::rejected, .attention = true, .letter = "source"};
  const std::string old_number = d.row.number;
  take_fingerprint(d.row, entry);
  set_fate(d.row, Fate::kRejected,
           {kIdReused,
            tr("the shop uses the id {} again: it was order {}, now it is order {}. The shop may have been "
               "restored or cloned; the new order is not "
               "staged until a person decides",
               "Der Shop verwendet die Id {} erneut: Sie war Bestellung {}, jetzt ist sie Bestellung {}. Der "
               "Shop wurde vielleicht zurückgespielt oder "
               "geklont; die neue Bestellung wird erst übergeben, wenn ein Mensch entscheidet",
               entry.id, old_number, d.row.number),
            ""},
           facts);
  return d;
}

Decision on_verdict(const Entry& entry, const records::Versions& versions, const steps::Verdict& verdict,
                    const RunFacts& facts) {
  Decision d{.row = seen(entry, facts), .count = &Counts::unchanged};
  if (keeps_fate(entry)) return d;  // staged under an earlier configuration: it stays staged
  take_fingerprint(d.row, entry);
  d.row.content_version = versions.content;
  d.row.payment_version = versions.payment;
  const std::string place =
      verdict.place.line > 0 ? verdict.place.file + ":" + std::to_string(verdict.place.line) : "";
  const bool filtered = verdict.kind == steps::Verdict::Kind::kFiltered;
  d.attention = !filtered;
  if (!filtered) d.letter = "step";
  set_fate(d.row, filtered ? Fate::kFiltered : Fate::kRejected, {verdict.code, verdict.text, place}, facts);
  d.count = filtered ? &Counts::filtered : &Counts::rejected;
  return d;
}

namespace {

/// The same state of a person was in the way of the same state of the ERP before: a person has heard of it.
bool is_said(const Entry& entry, const SinkResult& result) {
  return result.outcome == OB_CONFLICT && known_as(entry, Fate::kRejected) &&
         entry.known->reason.code == result.code && entry.known->reason.text == result.text;
}

}  // namespace

LedgerRow pending_row(const Entry& entry, const records::Versions& versions, const RunFacts& facts) {
  LedgerRow row = seen(entry, facts);
  take_fingerprint(row, entry);
  if (stands_in_sink(entry, facts))
    return row;  // an update: the order stays written, with its old versions, until it is confirmed
  const int attempts = row.attempts;
  set_fate(row, Fate::kPending, {}, facts);
  row.attempts = attempts;
  row.content_version = versions.content;
  row.payment_version = versions.payment;
  row.edited_from = entry.marks.edited_from;  // a crash must not undo the edit
  row.in_doubt = true;
  return row;
}

LedgerRow on_looked_up(LedgerRow row, const connectors::Found& found, const RunFacts& facts) {
  row.in_doubt = false;
  auto written = row;
  written.fate = Fate::kWritten;
  const bool there = found.answered && found.state != OB_FOUND_ABSENT;
  if (!there || is_other_order(written, found.number, found.ordered_at)) return row;
  row.fate = Fate::kWritten;
  row.fate_since = row.last_seen = facts.now;
  row.last_run = facts.run;
  row.remote_id = found.remote_id;
  if (!found.content_version.empty()) row.content_version = found.content_version;
  if (!found.payment_version.empty()) row.payment_version = found.payment_version;
  row.reason = {
      kSettled,
      tr("found in the sink after an interrupted run", "nach unterbrochenem Lauf in der Senke gefunden"), ""};
  row.hint = 0;             // compared with the shop again, by its content
  row.payment_open = true;  // not known: asked by key until the shop says it is paid
  row.attempts = 0;
  return row;
}

namespace {

/// What the sink made of one order, in the terms of this page.
struct Handed {
  const Entry& entry;
  const records::Versions& versions;
  const SinkResult& result;
  const RunFacts& facts;
  bool was_written;  // stood in the sink before
};

/// In doubt: settled by lookup at the next start.
Decision unreported(Decision d, const Handed& x) {
  d.attention = true;
  d.row.reason = {"in-doubt",
                  tr("the sink did not report whether it took the order",
                     "Die Senke meldete nicht, ob sie die Bestellung übernahm"),
                  ""};
  if (x.was_written) doubt_update(d.row);
  return d;
}

/// The row of an order that the sink has, as it is now.
void take_written(LedgerRow& row, const Handed& x) {
  set_fate(row, Fate::kWritten, {x.result.code, x.result.text, ""}, x.facts);
  settle_update(row, x.entry);
  plan_rereading(row, x.facts);
  row.remote_id = x.result.remote_id;
  row.content_version = x.versions.content;
  row.payment_version = x.versions.payment;
  row.payment_open = is_payment_open(x.entry);
  row.edited_from = x.entry.marks.edited_from;
}

Decision in_sink(Decision d, const Handed& x) {
  const auto& [entry, versions, result, facts, was_written] = x;
  take_written(d.row, x);
  d.count = result.outcome == OB_UPDATED     ? &Counts::updated
            : result.outcome == OB_DUPLICATE ? &Counts::duplicate
                                             : &Counts::written;
  if (is_cancelled_everywhere(entry, result)) {
    d.row.reason = {
        kCancelled,
        tr("cancelled in the shop and in the ERP", "im Shop und in der Warenwirtschaft storniert"), ""};
    return d;
  }
  if (result.outcome == OB_DUPLICATE && was_written && result.text.empty() && !result.found.empty())
    d.row.reason = {"difference",
                    tr("changed in the shop after it was staged; the sink did not take the change over",
                       "im Shop nach der Übergabe geändert; die Senke übernahm die Änderung nicht"),
                    ""};
  // A difference that the sink could not take over.
  d.attention = result.outcome == OB_DUPLICATE && !d.row.reason.text.empty();
  if (is_open_again(entry)) {
    d.attention = true;
    say_open_again(d, result);
  }
  if (!is_cancelled(entry)) return d;
  d.attention = d.attention || !was_written || is_cancellation_new(entry);
  say_cancelled(d, entry, result);
  return d;
}

Decision skipped(Decision d, const Handed& x) {
  if (!x.was_written) set_fate(d.row, Fate::kFiltered, {x.result.code, x.result.text, ""}, x.facts);
  d.count = &Counts::filtered;
  return d;
}

/// It never takes it so, or a person's state is in the way.
Decision refused(Decision d, const Handed& x) {
  d.attention = !is_said(x.entry, x.result);
  d.letter = "sink";
  settle_update(d.row, x.entry);
  if (x.was_written)
    d.row.reason = {x.result.code, x.result.text, ""};
  else
    set_fate(d.row, Fate::kRejected, {x.result.code, x.result.text, ""}, x.facts);
  d.count = &Counts::rejected;
  return d;
}

/// RETRY, UNCONFIRMED, and whatever a newer connector may say.
Decision put_off(Decision d, const Handed& x) {
  d.attention = true;
  if (x.was_written)
    doubt_update(d.row);
  else
    set_failed(d.row, x.result.code, x.result.text, x.result.retry_after_ms, x.facts);
  d.letter = letter_of_failed(d.row, "sink", x.facts);
  return d;
}

}  // namespace

Decision on_result(const Entry& entry, LedgerRow pending, const records::Versions& versions,
                   const SinkResult& result, const RunFacts& facts) {
  Decision d{.row = std::move(pending), .count = &Counts::failed};
  const Handed x{entry, versions, result, facts, stands_in_sink(entry, facts)};
  if (!result.reported) return unreported(std::move(d), x);
  switch (result.outcome) {
    case OB_WRITTEN:
    case OB_UPDATED:
    case OB_DUPLICATE:
    case OB_CONFIRMED:
      return in_sink(std::move(d), x);
    case OB_SKIPPED:
      return skipped(std::move(d), x);
    case OB_WRITE_REJECTED:
    case OB_CONFLICT:
      return refused(std::move(d), x);
    default:
      return put_off(std::move(d), x);
  }
}

}  // namespace orderbridge::pipeline
