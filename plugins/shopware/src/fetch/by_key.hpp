// SPDX-License-Identifier: MIT
// ByKey: these order ids again, in lists of up to 100; ids the shop no longer lists are noted as gone. Fetch
// thread only.
#pragma once
#include <set>

#include "fetch_run.hpp"

namespace orderbridge::shopware5 {

class ByKey final : public PageSource {
 public:
  /// Notes ids that no shop can have at once.
  ByKey(const Options& options, FetchSink& out, const ob_keys& keys);

  std::optional<Request> next() override;
  void page(ListPage& page) override;
  std::optional<Position> position(const ListRow&) const override { return std::nullopt; }
  void checkpoint(const Position&) override {}

 private:
  void note_gone(std::int64_t id, const ListRow* row);

  const Options& options_;
  FetchSink& out_;
  std::vector<std::int64_t> ids_;
  std::size_t asked_ = 0;           // of ids_
  std::set<std::int64_t> missing_;  // asked for in the running list
};

}  // namespace orderbridge::shopware5
