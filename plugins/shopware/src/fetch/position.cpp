// SPDX-License-Identifier: MIT
// See position.hpp.
#include "position.hpp"

#include "../mapper/numbers.hpp"

namespace orderbridge::shopware5 {
namespace {

constexpr std::string_view kNames[] = {"open", "converted", "coverage"};
constexpr std::string_view kHighest = "highest=";

}  // namespace

std::string Position::cursor() const {
  return std::string(kNames[static_cast<std::size_t>(phase)]) + ":" + std::to_string(id);
}

std::optional<Position> parse_cursor(std::string_view cursor) {
  const auto colon = cursor.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto id = parse_integer(cursor.substr(colon + 1));
  for (std::size_t i = 0; i < std::size(kNames); ++i)
    if (kNames[i] == cursor.substr(0, colon) && id && *id >= 0) return Position{static_cast<Phase>(i), *id};
  return std::nullopt;
}

std::int64_t parse_bookmark(std::string_view bookmark) {
  if (bookmark.substr(0, kHighest.size()) != kHighest) return 0;
  const auto id = parse_integer(bookmark.substr(kHighest.size()));
  return id && *id > 0 ? *id : 0;
}

std::string make_bookmark(std::int64_t highest) {
  return std::string(kHighest) + std::to_string(highest);
}

std::vector<Phase> phases_of(const Wanted& wanted, std::int64_t floor) {
  std::vector<Phase> phases;
  if (floor > 0) {
    if (!wanted.all_since) phases.push_back(Phase::kOpen);
    // Where orders in progress are wanted anyway, the phase before has listed them.
    if (wanted.all_since || wanted.order_states.count(1) == 0) phases.push_back(Phase::kConverted);
  }
  phases.push_back(Phase::kCoverage);
  return phases;
}

std::uint64_t Finished::start(const Position& position) {
  open_.push_back({position});
  return first_ + open_.size() - 1;
}

void Finished::finish(std::uint64_t ticket) {
  open_[ticket - first_].done = true;
  while (!open_.empty() && open_.front().done) {
    last_ = open_.front().position;
    open_.pop_front();
    ++first_;
    ++moved_;
  }
}

std::optional<Position> Finished::take() {
  moved_ = 0;
  auto position = last_;
  last_.reset();
  return position;
}

}  // namespace orderbridge::shopware5
