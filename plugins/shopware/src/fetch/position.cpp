// SPDX-License-Identifier: MIT
// See position.hpp.
#include "position.hpp"

#include <chrono>
#include <cstdio>

#include "../mapper/numbers.hpp"

namespace orderbridge::shopware5 {
namespace {

constexpr std::string_view kNames[] = {"open", "converted", "changed", "coverage"};
constexpr std::string_view kHighest = "highest=", kChanged = " changed=";
constexpr std::chrono::minutes kChangesOverlap{70};

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

std::string Bookmark::text() const {
  auto text = std::string(kHighest) + std::to_string(highest);
  return changed.empty() ? text : text + std::string(kChanged) + changed;
}

Bookmark parse_bookmark(std::string_view text) {
  Bookmark bookmark;
  if (text.substr(0, kHighest.size()) != kHighest) return bookmark;
  text.remove_prefix(kHighest.size());
  if (const auto at = text.find(kChanged); at != std::string_view::npos) {
    bookmark.changed = text.substr(at + kChanged.size());
    text = text.substr(0, at);
  }
  const auto id = parse_integer(text);
  if (id && *id > 0) bookmark.highest = *id;
  return bookmark;
}

std::string changes_since(std::string_view changed) {
  // The offset is left out on both sides: the shop's database knows its local time only.
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  const std::string local(changed.substr(0, 19));
  if (std::sscanf(local.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d", &year, &month, &day, &hour, &minute, &second) !=
      6)
    return {};
  using namespace std::chrono;
  const sys_days date = std::chrono::year(year) / month / day;
  const auto since = date + hours(hour) + minutes(minute) + seconds(second) - kChangesOverlap;
  const auto midnight = floor<days>(since);
  const year_month_day ymd(midnight);
  const hh_mm_ss time(since - midnight);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d:%02d", static_cast<int>(ymd.year()),
                static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text;
}

std::vector<Phase> phases_of(const Wanted& wanted, std::int64_t floor, bool knows_changes) {
  std::vector<Phase> phases;
  if (floor > 0) {
    if (!wanted.all_since) phases.push_back(Phase::kOpen);
    // Where orders in progress are wanted anyway, the phase before has listed them.
    if (wanted.all_since || wanted.order_states.count(1) == 0) phases.push_back(Phase::kConverted);
    if (knows_changes) phases.push_back(Phase::kChanged);
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
