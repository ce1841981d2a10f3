// SPDX-License-Identifier: MIT
#include "pipeline/tell.hpp"

#include <algorithm>

#include "base/language.hpp"
#include "pipeline/readers.hpp"

namespace orderbridge::pipeline {

namespace {

using journal::Wish;
using journal::WishState;

constexpr std::size_t kMostWishes = 1000000;

/// Nothing is told of an order that no sink has any more: its absence was accepted, or it was given up.
bool stands_somewhere(const Services& services, const std::vector<journal::StreamId>& readers,
                      const std::string& order) {
  return std::any_of(readers.begin(), readers.end(), [&](auto reader) {
    const auto row = services.journal.find(reader, order);
    return row && row->fate == journal::Fate::kWritten;
  });
}

void open_again(const Services& services, std::vector<Wish>& wishes) {
  for (auto& wish : wishes) {
    wish.state = WishState::kOpen;
    wish.attempts = 0;
    wish.next_try = 0;
    wish.settled = 0;
    wish.found.clear();
    wish.text.clear();
  }
  services.journal.settle_wishes(wishes, {}, {});
}

void count(const Wish& wish, journal::Counts& counts) {
  ++counts.listed;
  ++(wish.state == WishState::kConfirmed ? counts.written
     : wish.state == WishState::kOpen    ? counts.failed
                                         : counts.rejected);
}

}  // namespace

std::vector<Wish> untold(const Services& services, const std::string& connection,
                         const std::vector<std::string>& orders) {
  std::vector<std::string> warnings;
  const auto readers = readers_of(services, connection, now(), warnings);
  std::vector<Wish> found;
  if (orders.empty()) found = services.journal.wishes(connection, WishState::kRefused, kMostWishes);
  for (const auto& order : orders)
    if (auto wish = services.journal.wish(connection, order, "state");
        wish && wish->state != WishState::kConfirmed)
      found.push_back(std::move(*wish));
  std::erase_if(found, [&](const Wish& wish) { return !stands_somewhere(services, readers, wish.order); });
  return found;
}

ToldAgain tell_again(const Services& services, const config::Pipeline& pipeline, std::vector<Wish> wishes) {
  ToldAgain result;
  auto& record = result.record;
  record.pipeline = pipeline.id;
  record.kind = "tell";
  record.started = now();
  record.id = services.journal.begin_run(pipeline.id, record.started, record.kind);
  open_again(services, wishes);
  OutboxSender sender(services, pipeline,
                      readers_of(services, pipeline.from, record.started, result.warnings), record.id);
  result.told = sender.finish();
  for (const auto& wish : wishes) {
    auto now_so = services.journal.wish(pipeline.from, wish.order, wish.field);
    if (!now_so) continue;
    count(*now_so, record.counts);
    result.wishes.push_back(std::move(*now_so));
  }
  record.ended = now();
  record.text = result.told.failure;
  record.outcome = !record.text.empty()                            ? journal::RunOutcome::kFailed
                   : record.counts.written == record.counts.listed ? journal::RunOutcome::kOk
                                                                   : journal::RunOutcome::kWarning;
  journal::Changes changes;
  changes.run = record.id;
  changes.counts = record.counts;
  services.journal.commit(changes);
  services.journal.end_run(record);
  return result;
}

}  // namespace orderbridge::pipeline
