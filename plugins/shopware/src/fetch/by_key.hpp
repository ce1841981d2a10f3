// SPDX-License-Identifier: MIT
// ByKey: these order ids again. Ids that stand close together are asked for as a range of up to a thousand
// rows, the others by name, a hundred a list. What a list does not show is asked for once more before it is
// noted as gone, since a list may be cut and count itself as whole. Fetch thread only.
#pragma once
#include <deque>
#include <set>

#include "fetch_run.hpp"

namespace orderbridge::shopware5 {

class ByKey final : public PageSource {
 public:
  /// Notes ids that no shop can have at once.
  ByKey(const Options& options, FetchSink& out, const ob_keys& keys);

  std::optional<Request> next() override;
  std::size_t helping() const override;
  bool smaller() override;
  void page(ListPage& page) override;
  std::optional<Position> position(const ListRow&) const override { return std::nullopt; }
  void checkpoint(const Position&) override {}

 private:
  std::size_t range_length() const;
  void take(std::size_t count);
  void settle_missing();
  void note_gone(std::int64_t id, const ListRow* row);

  const Options& options_;
  FetchSink& out_;
  std::deque<std::int64_t> open_;             // not asked for yet, ascending
  std::deque<std::int64_t> again_;            // asked for once, and not shown
  std::set<std::int64_t> asked_;              // by the running list
  std::size_t asked_count_ = 0;               // how many these were
  bool range_ = false, last_chance_ = false;  // what the running list is
  bool ranges_ = true;                        // the shop gives lists of that size
};

}  // namespace orderbridge::shopware5
