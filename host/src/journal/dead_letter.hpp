// SPDX-License-Identifier: MIT
// DeadLetter: an order that does not get on by itself: why, since when, how often it was tried, and the
// record as it was emitted (canonical XML, the only column with personal data). At most one open letter per
// order and pipeline. Opened, renewed and closed by Journal::commit() together with the fate; DeadLetters
// reads them and takes edits. Any thread. Errors are JournalError.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"

namespace orderbridge::journal {

/// Stored as these numbers.
enum class LetterState : int {
  kOpen = 0,
  kResolved = 1,  // the order got on, or is no longer wanted
  kDropped = 2,   // a person gave it up
};

struct DeadLetter {
  std::int64_t id = 0;
  std::int64_t stream = 0;
  std::string pipeline;  // of the stream; filled when read
  std::string order, number;
  std::string stage;              // "source", "step" or "sink"
  std::string code, text, place;  // as the ledger's reason
  int attempts = 0;
  Micros first_at = 0, last_at = 0;
  std::int64_t run = 0;
  LetterState state = LetterState::kOpen;
  std::string content_version;  // of the record
  std::string record;           // canonical XML as emitted; empty where the source gave none
  std::string edited;           // what a person made of it; empty: nothing
};

struct LetterFilter {
  std::string pipeline;  // empty: all
  std::string order;     // id or number; empty: all
  std::optional<LetterState> state = LetterState::kOpen;
  std::int64_t after = 0;  // letters with a higher id
  std::size_t limit = 100;
};

class DeadLetters {
 public:
  virtual ~DeadLetters() = default;

  /// By id. Without record and edited: those are only in letter().
  virtual std::vector<DeadLetter> letters(const LetterFilter& filter) = 0;
  virtual std::optional<DeadLetter> letter(std::int64_t id) = 0;
  /// The order's open letter, whole.
  virtual std::optional<DeadLetter> open_letter(std::int64_t stream, const std::string& order) = 0;
  /// Open letters of a stream, or of all (0).
  virtual std::int64_t open_letters(std::int64_t stream) = 0;
  /// Replaces what a person made of an open letter's record of this content version. False: there is no such
  /// open letter, or its record is another by now.
  virtual bool edit_letter(std::int64_t id, const std::string& content_version,
                           const std::string& edited) = 0;
};

}  // namespace orderbridge::journal
