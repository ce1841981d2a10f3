// SPDX-License-Identifier: MIT
// See sweep.hpp.
#include "sweep.hpp"

#include <algorithm>
#include <utility>

#include "../mapper/states.hpp"

namespace orderbridge::shopware5 {
namespace {

// The shop needs 16-27 ms for a list of 100 and 54-58 ms for one of 1000 (measured, 19,902 orders), which is
// Shopware's own page size. Beyond that its memory becomes the question.
constexpr int kLargerBy = 10, kLargest = 1000;

}  // namespace

Sweep::Sweep(const Options& options, Call& call, FetchSink& out, const ob_fetch& request)
    : options_(options),
      call_(call),
      out_(out),
      bookmark_(parse_bookmark(view(request.bookmark))),
      known_highest_(bookmark_.highest),
      changes_since_(changes_since(bookmark_.changed)),
      floor_(std::max<std::int64_t>(0, known_highest_ - options.look_back)),
      large_(known_highest_ > 0),
      limit_(request.limit),
      phases_(phases_of(options.wanted, floor_, !changes_since_.empty())),
      changed_(bookmark_.changed) {
  const auto cursor = parse_cursor(view(request.cursor));
  fresh_ = !cursor;
  last_ = phases_.front() == Phase::kCoverage ? floor_ : 0;
  if (!cursor) return;
  const auto at = std::find(phases_.begin(), phases_.end(), cursor->phase);
  if (at == phases_.end()) return;  // the configuration changed meanwhile
  phases_.erase(phases_.begin(), at);
  last_ = std::max(cursor->id, cursor->phase == Phase::kCoverage ? floor_ : 0);
  if (cursor->phase == Phase::kCoverage) highest_ = cursor->id;
}

void Sweep::run(FetchRun& run) {
  if (fresh_) report_aborted(run);
  note_newest(run);
  while (!phases_.empty()) {
    listed_all_ = doubted_ = false;
    expected_ = -1;
    if (!run.run(*this, limit_)) return;
    if (phases_.front() == Phase::kCoverage && last_ < newest_) say_hidden(run);
    phases_.erase(phases_.begin());
    last_ = !phases_.empty() && phases_.front() == Phase::kCoverage ? floor_ : 0;
  }
  if (cut_)
    call_.finding(
        OB_FINDING_WARNING, "list-cut",
        options_.say("The shop's order list said that it was complete, and was not: a plugin or a "
                     "server in front of the shop hides or cuts rows. What it left out at its end "
                     "was asked for and is here; what it hides elsewhere cannot be seen",
                     "Die Bestellliste des Shops gab sich vollständig und war es nicht: ein Plugin "
                     "oder ein vorgeschalteter Server unterschlägt Zeilen. Was am Ende fehlte, wurde "
                     "nachgefragt und ist da; was sie sonst verbirgt, ist nicht zu sehen"));
  const auto highest = highest_ < known_highest_ ? lower_highest() : highest_;
  out_.checkpoint("", Bookmark{highest, changed_}.text());
}

std::vector<Filter> Sweep::filters() const {
  const auto after = filter_number("id", ">", last_);
  const auto below = filter_number("id", "<=", floor_);
  switch (phases_.front()) {
    case Phase::kOpen:
      return {filter_any("status", options_.wanted.order_states), after, below};
    case Phase::kConverted:
      return {filter_number("status", "=", kStateInProcess), filter_number("cleared", "=", kPaymentNone),
              after, below};
    case Phase::kChanged:
      return {filter_number("status", ">=", 0), {"changed", ">=", {changes_since_}}, after, below};
    case Phase::kCoverage:
      break;
  }
  return {filter_number("status", ">=", 0), after};
}

std::size_t Sweep::helping() const {
  const int rows = large_ ? std::min(kLargest, options_.page_size * kLargerBy) : options_.page_size;
  return static_cast<std::size_t>(std::max(rows, options_.page_size));
}

bool Sweep::smaller() {
  return std::exchange(large_, false);
}

std::optional<Request> Sweep::next() {
  if (listed_all_) return std::nullopt;
  return list_request(filters(), static_cast<int>(helping()));
}

void Sweep::page(ListPage& page) {
  for (const auto& row : page.rows) {
    // Anything else would let a sweep run for ever or skip orders without a word.
    if (row.id <= last_)
      throw rejected(
          options_.say(
              "The shop does not sort or filter its order list as asked; a plugin or a server in front "
              "of it changes requests",
              "Der Shop sortiert oder filtert seine Bestellliste nicht wie verlangt; ein Plugin oder "
              "ein vorgeschalteter Server ändert die Anfragen") +
          " (" + options_.url.text() + ")");
    last_ = row.id;
  }
  take_end(page);
  if (phases_.front() == Phase::kCoverage) highest_ = std::max(highest_, last_ > floor_ ? last_ : 0);
}

/// A shop may give fewer rows than asked for, so it is the total that says whether there are more. Where rows
/// were taken out of the answer the total may have been counted anew: it is not believed where the list
/// before promised more, the shop is known to have a higher id, or for the orders that are open, of which
/// nothing else tells; one more list, an empty one, is all that it costs. (Orders also leave a list while it
/// is read, by ourselves or others.)
void Sweep::take_end(const ListPage& page) {
  const auto rows = static_cast<std::int64_t>(page.rows.size());
  const bool open = phases_.front() == Phase::kOpen, coverage = phases_.front() == Phase::kCoverage;
  cut_ = cut_ || (doubted_ && rows > (open ? 1 : 0));  // one may have been opened just now
  const bool ends = rows == 0 || (page.total >= 0 && rows >= page.total);
  doubted_ = ends && rows > 0 && (rows < expected_ || open || cut_ || (coverage && last_ < newest_));
  listed_all_ = ends && !doubted_;
  if (page.total >= 0 && !doubted_) expected_ = page.total - rows;
}

std::optional<Position> Sweep::position(const ListRow& row) const {
  return Position{phases_.front(), row.id};
}

void Sweep::checkpoint(const Position& position) {
  out_.checkpoint(position.cursor(), bookmark_.text());
}

void Sweep::report_aborted(FetchRun& run) {
  const auto page = run.list(list_request({filter_number("status", "<", 0)}, 1));
  if (page.total <= 0) return;
  const auto count = std::to_string(page.total);
  call_.finding(
      OB_FINDING_INFO, "aborted-checkouts",
      options_.say(
          count + " checkouts that were broken off are in the shop's order list; they are no orders and "
                  "are left out",
          count + " abgebrochene Bestellvorgänge stehen in der Bestellliste des Shops; sie sind keine "
                  "Bestellungen und bleiben außen vor"));
}

/// Asked before anything is listed: what is ordered or changes from here on is the next sweep's.
void Sweep::note_newest(FetchRun& run) {
  const auto page = run.list(highest_request());
  if (page.rows.empty()) return;
  newest_ = page.rows.front().id;
  // A shop before 5.5 does not know `changed` and fails where it is asked for.
  if (!fresh_ || (changed_.empty() && page.rows.front().changed.empty())) return;
  const auto last = run.list(last_changed_request());
  if (!last.rows.empty() && !last.rows.front().changed.empty()) changed_ = last.rows.front().changed;
}

/// The shop had a higher id than its list ever showed. It may have been deleted meanwhile.
void Sweep::say_hidden(FetchRun& run) {
  const auto page = run.list(highest_request());
  if (page.rows.empty() || page.rows.front().id <= last_) return;
  call_.finding(
      OB_FINDING_WARNING, "list-hides",
      options_.say("The shop's order list ends at id ", "Die Bestellliste des Shops endet bei Id ") +
          std::to_string(last_) +
          options_.say(", although the shop has an order with id ",
                       ", obwohl der Shop eine Bestellung mit Id ") +
          std::to_string(page.rows.front().id) +
          options_.say(": a plugin or a server in front of the shop hides rows. They are asked for "
                       "again by every run",
                       " hat: ein Plugin oder ein vorgeschalteter Server unterschlägt Zeilen. Jeder "
                       "Lauf fragt sie erneut ab"));
}

/// What was seen before is no longer there. A little lower: the last orders were deleted, and the look-back
/// covers that. Below the look-back: another shop's data, so the next sweep gives every id a word again.
std::int64_t Sweep::lower_highest() {
  const auto now = std::max(newest_, highest_);
  if (now >= known_highest_) return known_highest_;
  const auto highest = std::to_string(now), before = std::to_string(known_highest_);
  if (now >= floor_)
    call_.finding(
        OB_FINDING_INFO, "newest-deleted",
        options_.say("the newest orders were deleted in the shop: its highest order id is " + highest + ", " +
                         before + " was seen before",
                     "die neuesten Bestellungen wurden im Shop gelöscht: Seine höchste Bestell-Id ist " +
                         highest + ", gesehen wurde schon " + before));
  else
    call_.finding(
        OB_FINDING_WARNING, "lower-highest-id",
        options_.say(
            "The shop's highest order id is " + highest + ", although " + before +
                " was seen before: was the shop restored from a backup or cloned? Ids may then be used "
                "twice",
            "Die höchste Bestell-Id des Shops ist " + highest + ", obwohl schon " + before +
                " gesehen wurde: wurde der Shop aus einer Sicherung wiederhergestellt oder geklont? Dann "
                "können Ids doppelt vergeben werden"));
  return now >= floor_ ? now : 0;
}

}  // namespace orderbridge::shopware5
