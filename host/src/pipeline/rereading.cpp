// SPDX-License-Identifier: MIT
#include "pipeline/rereading.hpp"

#include <algorithm>

namespace orderbridge::pipeline {

namespace {

/// What was taken over meanwhile is crossed off the list many at a time: a lookup asks no shop.
constexpr std::size_t kMostLookedUp = 100;

}  // namespace

std::vector<std::string> due_for_rereading(journal::Journal& journal, journal::StreamId stream,
                                           const RunFacts& facts, Sink& sink) {
  auto rows = journal.due_for_rereading(stream, facts.now, sink.can_lookup() ? kMostLookedUp : kMostRereads);
  std::vector<connectors::Found> found(rows.size());
  std::vector<std::string> ids;
  for (const auto& row : rows) ids.push_back(row.id);
  if (rows.empty()) return ids;
  if (!sink.can_lookup()) return ids;
  if (!sink.lookup(facts.kind, ids, found).ok()) return {};  // the run will say what is wrong with it

  journal::Changes changes;
  changes.stream = stream;
  changes.run = facts.run;
  changes.time = facts.now;
  changes.fence = facts.fence;
  std::vector<std::string> staged;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!found[i].answered) continue;
    if (found[i].state == OB_FOUND_STAGED) {
      if (staged.size() < kMostRereads) staged.push_back(std::move(rows[i].id));
      continue;
    }
    rows[i].next_check = 0;
    changes.rows.push_back(std::move(rows[i]));
  }
  if (!changes.rows.empty()) journal.commit(changes);
  return staged;
}

}  // namespace orderbridge::pipeline
