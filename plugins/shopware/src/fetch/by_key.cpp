// SPDX-License-Identifier: MIT
// See by_key.hpp.
#include "by_key.hpp"

#include <algorithm>

#include "query.hpp"

namespace orderbridge::shopware5 {
ByKey::ByKey(const Options& options, FetchSink& out, const ob_keys& keys) : options_(options), out_(out) {
  std::set<std::int64_t> seen;
  for (std::size_t i = 0; i < keys.count; ++i) {
    const auto text = view(keys.ids[i]);
    if (const auto id = order_id(text)) {
      if (seen.insert(*id).second) ids_.push_back(*id);
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
}

std::optional<Request> ByKey::next() {
  if (asked_ == ids_.size()) return std::nullopt;
  const auto end = std::min(ids_.size(), asked_ + kIdsPerList);
  const std::vector<std::int64_t> ids(ids_.begin() + static_cast<std::ptrdiff_t>(asked_),
                                      ids_.begin() + static_cast<std::ptrdiff_t>(end));
  missing_.insert(ids.begin(), ids.end());
  asked_ = end;
  return by_id_request(ids);
}

void ByKey::page(ListPage& page) {
  auto& rows = page.rows;
  const auto given = rows.size();
  const auto take = [this](const ListRow& row) {
    if (missing_.erase(row.id) == 0) return true;  // not asked for, or twice
    if (row.state >= 0) return false;
    note_gone(row.id, &row);
    return true;
  };
  rows.erase(std::remove_if(rows.begin(), rows.end(), take), rows.end());
  // A shop may give fewer rows than it has: what is missing is asked for again, as long as that brings any.
  const bool cut = page.total > static_cast<std::int64_t>(given) && given > 0;
  for (const auto id : missing_) {
    if (cut)
      ids_.push_back(id);
    else
      note_gone(id, nullptr);
  }
  missing_.clear();
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
