// SPDX-License-Identifier: MIT
// Task: what one run of a pipeline is to do. By default a whole run: in doubt, watch set, sweep. Commands of
// people ask for some orders only (import, dead-letters retry, verify --restage), for a fresh sweep (rewind),
// or for a plan that changes nothing. Plain values.
#pragma once
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "journal/ledger_row.hpp"

namespace orderbridge::pipeline {

/// From which order on: a day, or an id where the source counts them.
struct From {
  Micros since = INT64_MIN;
  std::optional<std::int64_t> first_id;

  /// An order whose time or number is not known is looked at rather than left out.
  bool covers(const journal::LedgerRow& row) const noexcept {
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(row.id.data(), row.id.data() + row.id.size(), id);
    const bool counted = error == std::errc() && end == row.id.data() + row.id.size();
    if (first_id && counted && id < *first_id) return false;
    return row.ordered_at == INT64_MIN || row.ordered_at >= since;
  }
};

struct Task {
  std::string kind = "run";  // for the journal: run, import, retry, restage, rewind, plan

  /// Not empty, or `edited_letters` not empty: these orders instead of a sweep, in whatever state they are.
  std::vector<std::string> keys;
  std::vector<std::string> judged_keys;  // beside the keys: these only where the source's options select them
  bool forced =
      false;  // keys go to the sink even where nothing changed; it writes only what it does not have
  bool reread = false;  // every order is read whole and compared, even where its list row did not change

  /// Orders from here on that the sweep lists, but the source's options do not select, are handed on all the
  /// same, unless they were cancelled: after the journal, the sink or both were lost.
  std::optional<From> any_state;

  std::vector<std::int64_t> edited_letters;  // dead letters whose record, as a person edited it, is sent on

  bool from_start = false;  // sweep in any case, and forget where the last sweep stood
  bool plan = false;        // change nothing anywhere; counts and attention say what would happen

  /// A person named the orders, and wants to know what became of each.
  bool asks() const noexcept { return forced && !from_start; }
  bool sweeps() const noexcept {
    return from_start || (keys.empty() && judged_keys.empty() && edited_letters.empty());
  }
};

}  // namespace orderbridge::pipeline
