// SPDX-License-Identifier: MIT
// See sweep.hpp.
#include "sweep.hpp"

#include <algorithm>

#include "../mapper/states.hpp"

namespace orderbridge::shopware5 {

Sweep::Sweep(const Options& options, Call& call, FetchSink& out, const ob_fetch& request)
    : options_(options),
      call_(call),
      out_(out),
      bookmark_(parse_bookmark(view(request.bookmark))),
      known_highest_(bookmark_.highest),
      changes_since_(changes_since(bookmark_.changed)),
      floor_(std::max<std::int64_t>(0, known_highest_ - options.look_back)),
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
  if (fresh_) {
    report_aborted(run);
    note_newest_change(run);
  }
  while (!phases_.empty()) {
    listed_all_ = false;
    if (!run.run(*this, limit_)) return;
    phases_.erase(phases_.begin());
    last_ = !phases_.empty() && phases_.front() == Phase::kCoverage ? floor_ : 0;
  }
  const auto highest = highest_ < known_highest_ ? lower_highest(run) : highest_;
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

std::optional<Request> Sweep::next() {
  if (listed_all_) return std::nullopt;
  return list_request(filters(), options_.page_size);
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
  // A shop may give fewer rows than asked for, so it is the total that says whether there are more.
  const auto rows = static_cast<std::int64_t>(page.rows.size());
  listed_all_ = rows == 0 || (page.total >= 0 && rows >= page.total);
  if (phases_.front() == Phase::kCoverage) highest_ = std::max(highest_, last_ > floor_ ? last_ : 0);
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

/// Asked before anything is listed: what changes from here on is the next sweep's.
void Sweep::note_newest_change(FetchRun& run) {
  if (changed_.empty()) {  // does this shop know `changed` at all? One before 5.5 fails where it is asked for
    const auto newest = run.list(highest_request());
    if (newest.rows.empty() || newest.rows.front().changed.empty()) return;
  }
  const auto page = run.list(last_changed_request());
  if (!page.rows.empty() && !page.rows.front().changed.empty()) changed_ = page.rows.front().changed;
}

/// What was seen before is no longer there. A little lower: the last orders were deleted, and the look-back
/// covers that. Below the look-back: another shop's data, so the next sweep gives every id a word again.
std::int64_t Sweep::lower_highest(FetchRun& run) {
  const auto page = run.list(highest_request());
  const auto now = page.rows.empty() ? 0 : page.rows.front().id;
  if (now >= known_highest_) return known_highest_;
  const auto& say = options_.say;
  call_.finding(
      OB_FINDING_WARNING, "lower-highest-id",
      say("The shop's highest order id is ", "Die höchste Bestell-Id des Shops ist ") + std::to_string(now) +
          say(", although ", ", obwohl schon ") + std::to_string(known_highest_) +
          say(" was seen before: was the shop restored from a backup or cloned? Ids may then be used twice",
              " gesehen wurde: wurde der Shop aus einer Sicherung wiederhergestellt oder geklont? Dann "
              "können Ids doppelt "
              "vergeben werden"));
  return now >= floor_ ? now : 0;
}

}  // namespace orderbridge::shopware5
