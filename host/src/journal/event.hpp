// SPDX-License-Identifier: MIT
// Event: one line of an order's history. The ledger says what is, events say how it came about; explain tells
// them. Texts hold no personal data. Written only together with the change they tell of. Plain values.
#pragma once
#include <cstdint>
#include <string>

#include "base/clock.hpp"

namespace orderbridge::journal {

struct Event {
  std::int64_t stream = 0;  // the pipeline's ledger it belongs to
  std::string order;
  Micros at = 0;
  std::int64_t run = 0;
  std::string what;         // a stable code: a fate's name, "told", "conflict", "reopened", "edited" ...
  std::string text, place;  // why, for people; the rule in the XML if one decided
};

}  // namespace orderbridge::journal
