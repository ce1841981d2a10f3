// SPDX-License-Identifier: MIT
// Where a sweep stands: its phases, the cursor and the bookmark the host stores, and which orders before a
// point are finished. Pure.
#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../options.hpp"

namespace orderbridge::shopware5 {

/// The parts of a sweep, in this order. Their id ranges do not overlap, so no id is listed twice.
enum class Phase {
  kOpen,       // ids up to the floor, wanted states only
  kConverted,  // ids up to the floor: baskets that were converted with their old id
  kCoverage    // ids above the floor (highest seen before, minus look-back), every state: each gets a fate
};

struct Position {
  Phase phase = Phase::kOpen;
  std::int64_t id = 0;  // all up to this one were listed and finished

  std::string cursor() const;  // "coverage:228"
};

/// nullopt: not one of ours (or of a newer version): start anew.
std::optional<Position> parse_cursor(std::string_view cursor);
std::int64_t parse_bookmark(std::string_view bookmark);  // "highest=228"; 0 where there is none
std::string make_bookmark(std::int64_t highest);

/// The phases that `wanted` needs, with the floor known.
std::vector<Phase> phases_of(const Wanted& wanted, std::int64_t floor);

/// Orders finish in any order; a checkpoint may only say what is finished without a gap.
class Finished {
 public:
  /// Returns the ticket to hand to finish().
  std::uint64_t start(const Position& position);
  void finish(std::uint64_t ticket);
  /// The last position before which all is finished, if it moved since the last call.
  std::optional<Position> take();
  /// How many were finished since the last take().
  std::size_t pending() const noexcept { return moved_; }

 private:
  struct Entry {
    Position position;
    bool done = false;
  };
  std::deque<Entry> open_;
  std::uint64_t first_ = 0;  // ticket of open_.front()
  std::optional<Position> last_;
  std::size_t moved_ = 0;
};

}  // namespace orderbridge::shopware5
