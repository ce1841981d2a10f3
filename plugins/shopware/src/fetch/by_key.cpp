// SPDX-License-Identifier: MIT
// See by_key.hpp.
#include "by_key.hpp"

#include <algorithm>

#include "query.hpp"

namespace orderbridge::shopware5 {
namespace {

constexpr std::size_t kRowsPerRange = 1000;  // what Shopware itself takes for a page
constexpr std::size_t kWorthARange = 200;    // ids; fewer are cheaper by name
constexpr std::int64_t kIdsPerRow = 5;       // ids have gaps of two to five where checkouts were broken off

}  // namespace

ByKey::ByKey(const Options& options, FetchSink& out, const ob_keys& keys) : options_(options), out_(out) {
  std::set<std::int64_t> seen;
  for (std::size_t i = 0; i < keys.count; ++i) {
    const auto text = view(keys.ids[i]);
    if (const auto id = order_id(text)) {
      seen.insert(*id);
      continue;
    }
    Note note;
    note.outcome = OB_NOTE_FAILED_FINAL;
    note.id = text;
    note.code = "bad-id";
    const auto why = options_.say("this is no order id of a Shopware 5 shop (a whole number from 1)",
                                  "das ist keine Bestell-Id eines Shopware-5-Shops (eine ganze Zahl ab 1)");
    note.text = why;
    out_.note(note);
  }
  open_ = {seen.begin(), seen.end()};
}

/// How many of the next ids are worth a range: it lists all that lies between them, too. 0: name them.
std::size_t ByKey::range_length() const {
  std::size_t length = 0;
  if (!ranges_) return length;
  for (auto count = kWorthARange; count <= std::min(open_.size(), kRowsPerRange); ++count)
    if (open_[count - 1] - open_[0] < kIdsPerRow * static_cast<std::int64_t>(count)) length = count;
  return length;
}

void ByKey::take(std::size_t count) {
  auto& from = last_chance_ ? again_ : open_;
  const auto end = from.begin() + static_cast<std::ptrdiff_t>(std::min(count, from.size()));
  asked_ = {from.begin(), end};
  from.erase(from.begin(), end);
  asked_count_ = asked_.size();
}

std::optional<Request> ByKey::next() {
  last_chance_ = open_.empty();
  if (last_chance_ && again_.empty()) return std::nullopt;
  const auto length = last_chance_ ? 0 : range_length();
  range_ = length > 0;
  take(range_ ? length : kIdsPerList);
  if (range_) return id_range_request(*asked_.begin(), *asked_.rbegin(), static_cast<int>(kRowsPerRange));
  return by_id_request({asked_.begin(), asked_.end()});
}

std::size_t ByKey::helping() const {
  return ranges_ ? kRowsPerRange : kIdsPerList;
}

bool ByKey::smaller() {
  if (!range_) return false;
  ranges_ = false;
  open_.insert(open_.begin(), asked_.begin(), asked_.end());
  asked_.clear();
  return true;
}

void ByKey::page(ListPage& page) {
  const auto given = page.rows.size();
  // A range that has more rows than one list is asked for again from where this list ended.
  const bool ended_early = range_ && given > 0 && page.total > static_cast<std::int64_t>(given);
  const auto last = given > 0 ? page.rows.back().id : 0;
  const auto not_for_us = [this](const ListRow& row) {
    if (asked_.erase(row.id) == 0) return true;  // not asked for, or twice
    if (row.state >= 0) return false;
    note_gone(row.id, &row);
    return true;
  };
  page.rows.erase(std::remove_if(page.rows.begin(), page.rows.end(), not_for_us), page.rows.end());
  if (ended_early) {
    const auto rest = asked_.upper_bound(last);
    open_.insert(open_.begin(), rest, asked_.end());
    asked_.erase(rest, asked_.end());
  }
  settle_missing();
}

/// Gone is what a list of nothing else did not show either: as long as such lists bring any, they may be cut.
void ByKey::settle_missing() {
  const bool brought_none = asked_.size() == asked_count_;
  for (const auto id : asked_) {
    if (last_chance_ && brought_none)
      note_gone(id, nullptr);
    else
      again_.push_back(id);
  }
  asked_.clear();
}

void ByKey::note_gone(std::int64_t id, const ListRow* row) {
  const auto text = std::to_string(id);
  const auto why =
      row ? options_.say("the order was aborted in the shop", "die Bestellung wurde im Shop abgebrochen")
          : options_.say("the shop no longer has this order", "der Shop hat diese Bestellung nicht mehr");
  const auto listed = row ? row->listed() : ob_listed{};
  Note note;
  note.outcome = OB_NOTE_GONE;
  note.id = text;
  note.row = row ? &listed : nullptr;
  note.code = "gone";
  note.text = why;
  out_.note(note);
}

}  // namespace orderbridge::shopware5
