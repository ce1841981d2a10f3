// SPDX-License-Identifier: MIT
// docs/ledger.md row by row, and every pair of fate and event beyond it: whatever happens, what stands in the
// sink is never forgotten and an order ends in exactly one count.
#include "pipeline/transitions.hpp"

#include <catch2/catch.hpp>

#include "../../connectors/support/simple_order.hpp"
#include "orderbridge/text.hpp"
#include "pipeline/follow_ups.hpp"
#include "pipeline/invariants.hpp"
#include "records/copy.hpp"

using namespace orderbridge;
using namespace orderbridge::pipeline;
using journal::Counts;
using journal::Fate;
using journal::LedgerRow;

namespace {

constexpr Micros kNow = 1800000000000000;
const RunFacts kFacts = [] {
  RunFacts facts;
  facts.run = 9, facts.now = kNow, facts.generation = "generation";
  return facts;
}();
constexpr Fate kFates[]{Fate::kNotSelected, Fate::kNotReady, Fate::kFiltered,
                        Fate::kPending,     Fate::kWritten,  Fate::kFailed,
                        Fate::kRejected,    Fate::kGone,     Fate::kSuperseded};
constexpr std::int64_t Counts::*kCounts[]{
    &Counts::written,      &Counts::updated,   &Counts::duplicate, &Counts::unchanged, &Counts::filtered,
    &Counts::not_selected, &Counts::not_ready, &Counts::rejected,  &Counts::failed,    &Counts::gone};

/// An order as the shop has it, and what the ledger knows of it.
class Case {
 public:
  Case() {
    OrderBuilder builder;
    test_connectors::SimpleOrder simple;
    entry.id = "1";
    entry.kind = Entry::Kind::kRecord;
    entry.record = records::copy_record(test_connectors::build_order(builder, simple), arena_);
    entry.row = {true, simple.number_or_default(), "open", "open", simple.time_or_default(), 42};
    versions = records::versions_of(*entry.record);
  }
  explicit Case(Fate fate) : Case() {
    LedgerRow row;
    row.id = "1";
    row.number = entry.row.number;
    row.ordered_at = entry.row.ordered_at;
    row.fate = fate;
    row.hint = 42;
    row.generation = "generation";
    row.first_seen = row.fate_since = row.last_seen = kNow - 1000000;
    row.last_run = 8;
    row.content_version = "old content";
    row.payment_version = "old payment";
    if (fate == Fate::kWritten) row.remote_id = "remote";
    entry.known = std::make_unique<LedgerRow>(row);
  }
  Decision note(std::int32_t outcome, std::int64_t grace_ms = 0) {
    entry.note = {outcome, "code", "text", 5000, grace_ms};
    return on_note(entry, kFacts);
  }
  Decision result(std::int32_t outcome, bool reported = true, const char* found = "", const char* text = "") {
    SinkResult r{reported, outcome, "remote", "code", text, found, 5000};
    return on_result(entry, pending_row(entry, versions, kFacts), versions, r, kFacts);
  }
  Decision verdict(steps::Verdict::Kind kind) {
    return on_verdict(entry, versions, {kind, "filter", "refused", {"shop.xml", 14}}, kFacts);
  }
  bool wanted(std::uint64_t hint = 42, const std::string& generation = "generation") {
    auto row = entry.row;
    row.hint = hint;
    return is_wanted(entry.known.get(), row, generation);
  }
  ob_order& order() { return reinterpret_cast<ob_order&>(*entry.record); }
  Entry entry;
  records::Versions versions;

 private:
  records::Arena arena_;
};

bool is(const Decision& decision, Fate fate, std::int64_t Counts::*count) {
  return decision.row.fate == fate && decision.count == count;
}

struct Event {
  const char* name;
  Decision (*happens)(Case&);
  bool by_sink = false;
};
const Event kEvents[]{
    {"unchanged", [](Case& c) { return on_unchanged(c.entry, kFacts); }},
    {"not selected", [](Case& c) { return c.note(OB_NOTE_NOT_SELECTED); }},
    {"not ready", [](Case& c) { return c.note(OB_NOTE_NOT_READY); }},
    {"not ready, grace over", [](Case& c) { return c.note(OB_NOTE_NOT_READY, 1); }},
    {"gone", [](Case& c) { return c.note(OB_NOTE_GONE); }},
    {"fails", [](Case& c) { return c.note(OB_NOTE_FAILED_RETRY); }},
    {"fails for good", [](Case& c) { return c.note(OB_NOTE_FAILED_FINAL); }},
    {"a note of a newer API", [](Case& c) { return c.note(99); }},
    {"same content", [](Case& c) { return on_same_content(c.entry, kFacts); }},
    {"filtered", [](Case& c) { return c.verdict(steps::Verdict::Kind::kFiltered); }},
    {"rejected by a step", [](Case& c) { return c.verdict(steps::Verdict::Kind::kRejected); }},
    {"written", [](Case& c) { return c.result(OB_WRITTEN); }, true},
    {"updated", [](Case& c) { return c.result(OB_UPDATED); }, true},
    {"duplicate", [](Case& c) { return c.result(OB_DUPLICATE); }, true},
    {"skipped", [](Case& c) { return c.result(OB_SKIPPED); }, true},
    {"sink: retry", [](Case& c) { return c.result(OB_WRITE_RETRY); }, true},
    {"sink: rejected", [](Case& c) { return c.result(OB_WRITE_REJECTED); }, true},
    {"sink: conflict", [](Case& c) { return c.result(OB_CONFLICT); }, true},
    {"sink: unconfirmed", [](Case& c) { return c.result(OB_UNCONFIRMED); }, true},
    {"sink: unknown word", [](Case& c) { return c.result(99); }, true},
    {"sink: no report", [](Case& c) { return c.result(0, false); }, true},
};

}  // namespace

TEST_CASE("every fate and every event: one count, and what is written stays written") {
  for (int known = 0; known <= 9; ++known)
    for (const auto& event : kEvents) {
      Case c = known == 0 ? Case() : Case(kFates[known - 1]);
      const std::string before = known == 0 ? "unknown" : journal::fate_name(kFates[known - 1]);
      const auto decision = event.happens(c);
      INFO(before << " + " << event.name << " -> " << journal::fate_name(decision.row.fate));
      CHECK(std::count(std::begin(kCounts), std::end(kCounts), decision.count) == 1);
      // What is unknown is no row that the ledger answers for, and what was given up meets no sink.
      const bool meets_sink = event.by_sink && before == "superseded";
      if (!meets_sink && (known > 0 || event.name != std::string("unchanged")))
        CHECK_NOTHROW(hold_to_promises(c.entry.known.get(), decision, kFacts));
      CHECK(decision.row.id == "1");
      CHECK(decision.row.last_seen == kNow);
      CHECK(decision.row.last_run == 9);
      CHECK(decision.row.first_seen == (known == 0 ? kNow : kNow - 1000000));
      if (before == "written") {
        CHECK(decision.row.fate == Fate::kWritten);
        CHECK(decision.row.remote_id == "remote");
      }
    }
}

TEST_CASE("listed, not wanted: not_selected") {
  CHECK(is(Case().note(OB_NOTE_NOT_SELECTED), Fate::kNotSelected, &Counts::not_selected));
  Case known(Fate::kNotSelected);
  const auto again = known.note(OB_NOTE_NOT_SELECTED);
  CHECK(is(again, Fate::kNotSelected, &Counts::not_selected));
  CHECK(again.touch_only);  // nothing changed
  known.entry.known->hint = 41;
  CHECK_FALSE(known.note(OB_NOTE_NOT_SELECTED).touch_only);
}

TEST_CASE("not selected, and left to a person: said when it becomes so") {
  const auto told = [](Case c, const char* reason, bool for_a_person) {
    if (c.entry.known) c.entry.known->reason = {reason, "text", ""};
    c.entry.note = {OB_NOTE_NOT_SELECTED, "converted-basket", "text", 0, 0, for_a_person};
    const auto decision = on_note(c.entry, kFacts);
    CHECK(is(decision, Fate::kNotSelected, &Counts::not_selected));
    return decision.attention;
  };
  CHECK(told(Case(), "", true));
  CHECK_FALSE(told(Case(), "", false));
  CHECK(told(Case(Fate::kNotSelected), "aborted-checkout", true));
  CHECK_FALSE(told(Case(Fate::kNotSelected), "converted-basket", true));
}

TEST_CASE("listed, wanted, complete: pending, then what the sink says") {
  for (const auto* from :
       {"unknown", "not_selected", "gone", "not_ready", "failed", "filtered", "rejected"}) {
    INFO(from);
    Case c;
    for (const auto fate : kFates)
      if (std::string(journal::fate_name(fate)) == from) c = Case(fate);
    const auto pending = pending_row(c.entry, c.versions, kFacts);
    CHECK(pending.fate == Fate::kPending);
    CHECK(pending.in_doubt);
    CHECK(pending.number == "20001");
    CHECK(pending.content_version == c.versions.content);
    const auto written = c.result(OB_WRITTEN);
    CHECK(is(written, Fate::kWritten, &Counts::written));
    CHECK_FALSE(written.row.in_doubt);
    CHECK(written.row.remote_id == "remote");
    CHECK(written.row.payment_open);
    CHECK_FALSE(written.attention);
  }
}

TEST_CASE("not ready keeps its first seen, and only its grace ends it") {
  CHECK(is(Case().note(OB_NOTE_NOT_READY, 3600000), Fate::kNotReady, &Counts::not_ready));
  CHECK(is(Case(Fate::kNotSelected).note(OB_NOTE_NOT_READY), Fate::kNotReady, &Counts::not_ready));
  const auto waiting = Case(Fate::kNotReady).note(OB_NOTE_NOT_READY, 2000);  // one second in
  CHECK(is(waiting, Fate::kNotReady, &Counts::not_ready));
  CHECK(waiting.row.first_seen == kNow - 1000000);
  CHECK(waiting.row.next_check == kNow + 5000000);
  CHECK_FALSE(waiting.attention);
  const auto over = Case(Fate::kNotReady).note(OB_NOTE_NOT_READY, 1000);
  CHECK(is(over, Fate::kRejected, &Counts::rejected));
  CHECK(over.attention);
  CHECK(
      is(Case(Fate::kNotReady).note(OB_NOTE_NOT_READY, 0), Fate::kNotReady, &Counts::not_ready));  // no grace
}

TEST_CASE("gone, unless it is staged") {
  for (const auto fate :
       {Fate::kNotSelected, Fate::kNotReady, Fate::kFiltered, Fate::kPending, Fate::kFailed})
    CHECK(is(Case(fate).note(OB_NOTE_GONE), Fate::kGone, &Counts::gone));
  CHECK(is(Case(Fate::kWritten).note(OB_NOTE_GONE), Fate::kWritten, &Counts::unchanged));
}

TEST_CASE("a step refuses: filtered or rejected, with the rule's place") {
  const auto filtered = Case().verdict(steps::Verdict::Kind::kFiltered);
  CHECK(is(filtered, Fate::kFiltered, &Counts::filtered));
  CHECK(filtered.row.reason.place == "shop.xml:14");
  CHECK(filtered.row.generation == "generation");
  CHECK_FALSE(filtered.attention);
  const auto rejected = Case().verdict(steps::Verdict::Kind::kRejected);
  CHECK(is(rejected, Fate::kRejected, &Counts::rejected));
  CHECK(rejected.attention);
}

TEST_CASE("the sink refuses, puts off, or says nothing") {
  CHECK(is(Case().result(OB_WRITE_REJECTED), Fate::kRejected, &Counts::rejected));
  CHECK(is(Case().result(OB_SKIPPED), Fate::kFiltered, &Counts::filtered));
  const auto retry = Case(Fate::kFailed).result(OB_WRITE_RETRY);
  CHECK(is(retry, Fate::kFailed, &Counts::failed));
  CHECK(retry.row.attempts == 1);
  CHECK(retry.row.next_check == kNow + 5000000);
  CHECK_FALSE(retry.row.in_doubt);
  const auto silent = Case().result(0, false);
  CHECK(is(silent, Fate::kPending, &Counts::failed));
  CHECK(silent.row.in_doubt);
  CHECK(silent.attention);
}

TEST_CASE("attempts are counted until it works") {
  Case c(Fate::kFailed);
  c.entry.known->attempts = 3;
  CHECK(c.result(OB_WRITE_RETRY).row.attempts == 4);
  CHECK(c.note(OB_NOTE_FAILED_RETRY).row.attempts == 4);
  CHECK(c.result(OB_WRITTEN).row.attempts == 0);
}

TEST_CASE("a staged order that changed") {
  Case c(Fate::kWritten);
  const auto pending = pending_row(c.entry, c.versions, kFacts);
  CHECK(pending.fate == Fate::kWritten);  // until the sink confirmed, the ledger says what is in the sink
  CHECK(pending.content_version == "old content");
  const auto updated = c.result(OB_UPDATED);
  CHECK(is(updated, Fate::kWritten, &Counts::updated));
  CHECK(updated.row.content_version == c.versions.content);
  CHECK_FALSE(updated.attention);
  const auto there_already = c.result(OB_DUPLICATE);  // a crash came between the sink's commit and ours
  CHECK(is(there_already, Fate::kWritten, &Counts::duplicate));
  CHECK_FALSE(there_already.attention);
  const auto taken_over = c.result(OB_DUPLICATE, true, "taken-over");
  CHECK(is(taken_over, Fate::kWritten, &Counts::duplicate));
  CHECK(taken_over.attention);
  CHECK(taken_over.row.content_version == c.versions.content);  // so it is reported once
  for (const auto outcome : {OB_WRITE_RETRY, OB_WRITE_REJECTED}) {
    const auto failed = c.result(outcome);
    CHECK(failed.row.fate == Fate::kWritten);
    CHECK(failed.row.content_version == "old content");
    CHECK(failed.attention);
  }
  CHECK(c.result(OB_WRITE_RETRY).row.hint == 0);  // so that it is asked for again
}

TEST_CASE("an order on its way that leaves the selection is said once and keeps its letter") {
  for (const auto fate : {Fate::kPending, Fate::kFailed}) {
    Case c(fate);
    const auto left = c.note(OB_NOTE_NOT_SELECTED);
    CHECK(is(left, Fate::kNotSelected, &Counts::not_selected));
    CHECK(left.attention);
    CHECK(left.keeps_letter);
    CHECK(left.row.reason.code == kLeft);
    c.entry.known = std::make_unique<LedgerRow>(left.row);
    c.entry.row.hint = 43;
    const auto again = c.note(OB_NOTE_NOT_SELECTED);
    CHECK_FALSE(again.attention);
    CHECK(again.keeps_letter);
    CHECK(again.row.reason.code == kLeft);
  }
  Case fresh(Fate::kNotReady);
  CHECK_FALSE(fresh.note(OB_NOTE_NOT_SELECTED).attention);
}

TEST_CASE("cancelled in the shop: the sink hears of it once, and of its end") {
  Case c(Fate::kWritten);
  c.entry.known->content_version = c.versions.content;
  c.entry.known->payment_version = c.versions.payment;
  CHECK(is_same_content(c.entry, c.versions));
  c.order().state = to_abi("cancelled");
  CHECK_FALSE(is_same_content(c.entry, c.versions));
  const auto told = c.result(OB_UPDATED);
  CHECK(told.row.reason.code == kCancelled);
  CHECK(told.attention);
  c.entry.known = std::make_unique<LedgerRow>(told.row);
  CHECK(is_same_content(c.entry, c.versions));
  c.order().state = to_abi("open");
  CHECK_FALSE(is_same_content(c.entry, c.versions));
  CHECK(c.result(OB_UPDATED).row.reason.code != kCancelled);
}

TEST_CASE("cancelled and changed otherwise in one: both are said, and later only what is new") {
  Case c(Fate::kWritten);
  c.order().state = to_abi("cancelled");
  const auto told = c.result(OB_DUPLICATE, true, "taken-over", "changed after it was taken over");
  CHECK(told.attention);
  CHECK(told.row.reason.code == kCancelled);
  CHECK_THAT(told.row.reason.text, Catch::Matchers::StartsWith("cancelled in the shop") &&
                                       Catch::Matchers::EndsWith("changed after it was taken over"));
  c.entry.known = std::make_unique<LedgerRow>(told.row);
  CHECK(c.result(OB_DUPLICATE, true, "taken-over", "changed once more").row.reason.text ==
        "changed once more");
  // A payment that is entered has nothing to say: what was said before stays, and nobody hears it again.
  const auto paid = c.result(OB_UPDATED);
  CHECK_FALSE(paid.attention);
  CHECK(paid.row.reason.code == kCancelled);
  CHECK(paid.row.reason.text == told.row.reason.text);
}

TEST_CASE("deleted in the shop after it was staged: said once, and not as seen") {
  Case c(Fate::kWritten);
  c.entry.known->next_check = kNow - 1;
  auto facts = kFacts;
  facts.looks_again = true;
  const auto note = [&](bool aborted) {
    c.entry.kind = Entry::Kind::kNote;
    c.entry.row.there = aborted;
    c.entry.note = {OB_NOTE_GONE, "gone", "the shop no longer has this order", 0, 0};
    return on_note(c.entry, facts);
  };
  CHECK_THAT(note(true).row.reason.text,
             Catch::Matchers::StartsWith("aborted in the shop after it was staged"));
  const auto told = note(false);
  CHECK(is(told, Fate::kWritten, &Counts::unchanged));
  CHECK(told.attention);
  CHECK(told.row.reason.code == kDeleted);
  CHECK_THAT(told.row.reason.text, Catch::Matchers::StartsWith("deleted in the shop after it was staged"));
  CHECK(told.row.last_seen == c.entry.known->last_seen);
  CHECK(told.row.last_run == facts.run);
  CHECK(told.row.next_check == 0);
  const auto event = event_of(c.entry, told, facts);
  REQUIRE(event);
  CHECK(event->what == "deleted-in-shop");

  c.entry.known = std::make_unique<LedgerRow>(told.row);
  CHECK_FALSE(note(false).attention);
  CHECK_FALSE(event_of(c.entry, note(false), facts));
  // A shop that was restored has it again.
  c.entry.row.there = true;
  const auto back = on_unchanged(c.entry, facts);
  CHECK(back.attention);
  CHECK_FALSE(back.touch_only);
  CHECK(back.row.reason.code == kBack);
  CHECK(back.row.last_seen == kNow);
  c.entry.known = std::make_unique<LedgerRow>(back.row);
  CHECK_FALSE(on_unchanged(c.entry, facts).attention);
}

TEST_CASE("what is staged is read again at growing intervals, for sixty days") {
  constexpr Micros kHour = 3600 * 1000000LL, kDay = 24 * kHour;
  CHECK(reread_at(kNow, kNow) == kNow + kHour);
  CHECK(reread_at(kNow, kNow - 6 * kHour) == kNow + 3 * kHour);
  CHECK(reread_at(kNow, kNow - 10 * kDay) == kNow + kDay);
  CHECK(reread_at(kNow, kNow - 60 * kDay) == 0);
  int first_day = 0;
  for (Micros at = kNow; at < kNow + kDay; at = reread_at(at, kNow)) ++first_day;
  CHECK(first_day - 1 == 8);

  auto facts = kFacts;
  facts.looks_again = true;
  Case c(Fate::kWritten);
  CHECK(on_same_content(c.entry, facts).row.next_check == kNow + kHour);
  CHECK(on_same_content(c.entry, kFacts).row.next_check == 0);  // a source that cannot be asked by key
  // One that was due and could not be read lets others come first; being listed is no reading.
  c.entry.known->next_check = kNow - 1;
  for (const auto outcome : {OB_NOTE_FAILED_RETRY, OB_NOTE_FAILED_FINAL, OB_NOTE_NOT_READY}) {
    c.entry.note = {outcome, "code", "text", 0, 0};
    CHECK(on_note(c.entry, facts).row.next_check == kNow + kHour);
  }
  c.entry.note = {OB_NOTE_NOT_SELECTED, "code", "text", 0, 0};
  CHECK(on_note(c.entry, facts).row.next_check == kNow - 1);
  CHECK(on_unchanged(c.entry, facts).row.next_check == kNow - 1);
}

TEST_CASE("a paid order that was cancelled and is in progress again is worth a closer look") {
  Case c(Fate::kWritten);
  journal::Wish told;
  told.state = journal::WishState::kConfirmed;
  told.may_replace = "0";
  told.found = "1";
  ListedRow row = c.entry.row;
  row.hint = 43;
  const auto worth = [&](const char* before, const char* now) {
    c.entry.known->state = before;
    c.entry.known->payment_state = row.payment_state;
    row.state = now;
    return is_worth_a_closer_look(*c.entry.known, row, told);
  };
  CHECK_FALSE(worth("0", "1"));  // what we told it
  CHECK(worth("1", "4"));
  CHECK(worth("4", "1"));
  CHECK(worth("8", "1"));
}

TEST_CASE("cancelled in the shop and in the sink: nobody has to look, and it is said once") {
  Case c(Fate::kWritten);
  c.entry.known->content_version = c.versions.content;
  c.entry.known->payment_version = c.versions.payment;
  c.order().state = to_abi("cancelled");
  const auto told = c.result(OB_DUPLICATE, true, "cancelled");
  CHECK_FALSE(told.attention);
  CHECK(told.row.reason.code == kCancelled);
  CHECK(told.row.reason.text == "cancelled in the shop and in the ERP");
  c.entry.known = std::make_unique<LedgerRow>(told.row);
  CHECK(is_same_content(c.entry, c.versions));
  // The sink has it as cancelled, but it was changed otherwise.
  c.order().state = to_abi("open");
  CHECK(c.result(OB_DUPLICATE, true, "cancelled").attention);
}

TEST_CASE("cancelled in the shop and in the sink, and changed: what the sink says of it stays") {
  Case c(Fate::kWritten);
  c.order().state = to_abi("cancelled");
  const auto told = c.result(OB_DUPLICATE, true, "cancelled", "changed after it was cancelled here");
  CHECK(told.attention);
  CHECK(told.row.reason.code == kCancelled);
  CHECK(told.row.reason.text == "changed after it was cancelled here");
  c.entry.known = std::make_unique<LedgerRow>(told.row);
  CHECK(is_same_content(c.entry, c.versions));
}

TEST_CASE("open in the shop again: a person looks whether the ERP has it as cancelled, and hears it once") {
  const std::int32_t outcome = GENERATE(std::int32_t{OB_UPDATED}, std::int32_t{OB_DUPLICATE});
  Case c(Fate::kWritten);
  c.order().state = to_abi("cancelled");
  c.entry.known = std::make_unique<LedgerRow>(c.result(OB_DUPLICATE, true, "cancelled").row);
  c.order().state = to_abi("open");
  const auto told = c.result(outcome);
  CHECK(told.attention);
  CHECK(told.row.reason.code == "open-in-shop");
  CHECK_THAT(told.row.reason.text, Catch::Matchers::StartsWith("open again in the shop"));
  const auto event = event_of(c.entry, told, kFacts);
  REQUIRE(event);
  CHECK(event->what == "open-in-shop");
  // What else the sink has to say is said beside it.
  CHECK_THAT(
      c.result(outcome, true, "cancelled", "said by the sink").row.reason.text,
      Catch::Matchers::StartsWith("open again in the shop") && Catch::Matchers::EndsWith("said by the sink"));
  // Not told yet, so it is told later.
  auto later = c.result(OB_WRITE_RETRY);
  CHECK(later.row.reason.code == kCancelled);

  c.entry.known = std::make_unique<LedgerRow>(told.row);
  CHECK(is_same_content(c.entry, c.versions));
  CHECK_FALSE(on_same_content(c.entry, kFacts).attention);
  CHECK_FALSE(c.result(outcome).attention);  // a payment, say
  c.order().state = to_abi("cancelled");
  CHECK_FALSE(is_same_content(c.entry, c.versions));
}

TEST_CASE("an edit outlives a crash between the sink's commit and ours, and its payment follows the shop") {
  Case c(Fate::kFailed);
  const auto shop = c.versions;
  c.versions.content = "edited";
  c.entry.marks.edited_from = shop.content;
  auto row = pending_row(c.entry, c.versions, kFacts);
  CHECK(row.in_doubt);
  connectors::Found found{OB_FOUND_STAGED, true, "1:1", row.number, "edited", "paid before", row.ordered_at};
  c.entry.known = std::make_unique<LedgerRow>(on_looked_up(row, found, kFacts));
  c.entry.marks = {};
  CHECK(c.entry.known->fate == Fate::kWritten);
  CHECK(c.entry.known->content_version == "edited");
  CHECK(c.entry.known->payment_version == "paid before");  // as the sink says, not as it was sent
  CHECK_FALSE(is_same_content(c.entry, shop));
  CHECK(is_edited_and_paid(c.entry, shop));
  CHECK_FALSE(is_edited_and_changed(c.entry, shop));
  CHECK(is_edited_and_changed(c.entry, {"newer", shop.payment}));
}

TEST_CASE("an update in doubt is watched until it is settled, whatever the shop's list says meanwhile") {
  for (const bool reported : {true, false}) {
    Case c(Fate::kWritten);
    c.entry.known = std::make_unique<LedgerRow>(c.result(OB_WRITE_RETRY, reported).row);
    CHECK(c.entry.known->in_doubt);
    CHECK(c.wanted(42));
    const auto unlisted = c.note(OB_NOTE_NOT_SELECTED);
    CHECK(is(unlisted, Fate::kWritten, &Counts::unchanged));
    CHECK(unlisted.row.in_doubt);
    CHECK(unlisted.row.hint == 0);
    const auto settled = c.result(OB_UPDATED);
    CHECK_FALSE(settled.row.in_doubt);
    CHECK(settled.row.hint == 42);
    CHECK_FALSE(on_same_content(c.entry, kFacts).row.in_doubt);
  }
}

TEST_CASE("a corrected time zone makes no other order of one with the same number") {
  const Case c(Fate::kWritten);
  const auto& known = *c.entry.known;
  constexpr std::int64_t kHour = 3600 * 1000000LL;
  CHECK_FALSE(is_other_order(known, known.number, known.ordered_at + 2 * kHour));
  CHECK_FALSE(is_other_order(known, known.number, known.ordered_at - kHour / 4));
  CHECK(is_other_order(known, known.number, known.ordered_at + 27 * kHour));
  CHECK(is_other_order(known, "", known.ordered_at + 2 * kHour));
  CHECK(is_other_order(known, "other", known.ordered_at + 2 * kHour));
}

TEST_CASE("a payment that arrives ends the watch") {
  Case c(Fate::kWritten);
  CHECK(on_same_content(c.entry, kFacts).row.payment_open);
  reinterpret_cast<ob_order*>(c.entry.record)->payment_state = to_abi("paid");
  CHECK_FALSE(on_same_content(c.entry, kFacts).row.payment_open);
  CHECK_FALSE(c.result(OB_UPDATED).row.payment_open);
}

TEST_CASE("same id, other fingerprint: rejected as id reused, for good") {
  Case c(Fate::kWritten);
  const auto& known = *c.entry.known;
  CHECK_FALSE(is_other_order(known, known.number, known.ordered_at));
  CHECK(is_other_order(known, "other", known.ordered_at));
  CHECK(is_other_order(known, known.number, known.ordered_at + 1));
  CHECK_FALSE(is_other_order(known, "", INT64_MIN));                          // not known is no difference
  CHECK_FALSE(is_other_order(*Case(Fate::kFailed).entry.known, "other", 0));  // nothing in the sink yet
  const auto reused = on_other_order(c.entry, kFacts);
  CHECK(is(reused, Fate::kRejected, &Counts::rejected));
  CHECK(reused.row.reason.code == "id-reused");
  CHECK(reused.attention);

  c.entry.known = std::make_unique<LedgerRow>(reused.row);
  CHECK_FALSE(c.wanted(43));
  CHECK_FALSE(c.wanted(42, "other generation"));
  CHECK(is_other_order(reused.row, reused.row.number, reused.row.ordered_at));
  CHECK(is(on_other_order(c.entry, kFacts), Fate::kRejected, &Counts::unchanged));
  for (const auto outcome :
       {OB_NOTE_NOT_SELECTED, OB_NOTE_NOT_READY, OB_NOTE_GONE, OB_NOTE_FAILED_RETRY, OB_NOTE_FAILED_FINAL})
    CHECK(c.note(outcome).row.reason.code == "id-reused");
}

TEST_CASE("what is asked for again") {
  CHECK(Case().wanted());
  for (const auto fate : {Fate::kNotSelected, Fate::kNotReady, Fate::kPending, Fate::kFailed, Fate::kGone})
    CHECK(Case(fate).wanted());
  for (const auto fate : {Fate::kWritten, Fate::kFiltered, Fate::kRejected}) {
    CHECK_FALSE(Case(fate).wanted());
    CHECK(Case(fate).wanted(43));
  }
  CHECK_FALSE(Case(Fate::kWritten).wanted(42, "other generation"));
  CHECK(Case(Fate::kFiltered).wanted(42, "other generation"));
  CHECK(Case(Fate::kRejected).wanted(42, "other generation"));
  CHECK_FALSE(Case(Fate::kSuperseded).wanted(43, "other generation"));
  Case unknown_hint(Fate::kWritten);
  unknown_hint.entry.known->hint = 0;
  CHECK(unknown_hint.wanted(0));  // a source without hints is asked every time
}

TEST_CASE("a fate's age starts when it begins, not when it is seen again") {
  CHECK(Case(Fate::kNotReady).note(OB_NOTE_NOT_READY).row.fate_since == kNow - 1000000);
  CHECK(Case(Fate::kNotReady).note(OB_NOTE_GONE).row.fate_since == kNow);
  CHECK(Case().note(OB_NOTE_NOT_READY).row.fate_since == kNow);
}
