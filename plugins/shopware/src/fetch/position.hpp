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

/// The parts of a sweep, in this order. Only kChanged lists ids that another part lists, too.
enum class Phase {
  kOpen,       // ids up to the floor, wanted states only
  kConverted,  // ids up to the floor: baskets that were converted with their old id
  kChanged,    // ids up to the floor, every state: what somebody changed since the last sweep
  kCoverage    // ids above the floor (highest seen before, minus look-back), every state: each gets a fate
};

struct Position {
  Phase phase = Phase::kOpen;
  std::int64_t id = 0;  // all up to this one were listed and finished

  std::string cursor() const;  // "coverage:228"
};

/// nullopt: not one of ours (or of a newer version): start anew.
std::optional<Position> parse_cursor(std::string_view cursor);

/// What the last complete sweep saw: "highest=228 changed=2026-11-24T10:11:12+0100".
struct Bookmark {
  std::int64_t highest = 0;  // 0: nothing
  std::string changed;  // the newest change when that sweep began, as the shop wrote it; empty: not known

  std::string text() const;
};
Bookmark parse_bookmark(std::string_view bookmark);

/// The shop's own local time from which changes are asked for again, for its filter: a good hour before,
/// since changes may be committed late and clocks are set back in autumn. Empty: no such time.
std::string changes_since(std::string_view changed);

/// The phases that `wanted` needs, with the floor known.
std::vector<Phase> phases_of(const Wanted& wanted, std::int64_t floor, bool knows_changes);

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
