// SPDX-License-Identifier: MIT
// Staged orders that a run reads again although nothing shows in the shop's list: a variant that a person
// swaps in the backend moves neither the order's `changed` nor its total, and an order that is deleted is
// simply not listed. As long as an order is staged and not taken over it is read again at growing intervals,
// a few in a run, those that have waited longest first. What is taken over is left alone; right before a
// take-over it was read anyway (jobs/reading_first.hpp).
//
// What it costs: at most kMostRereads details a run (10 of 25 ms: a quarter of a second of the shop's time),
// and for one order that nobody takes over 8 of them on its first day, one a day after that, none after 60
// days.
#pragma once
#include <string>
#include <vector>

#include "journal/journal.hpp"
#include "pipeline/redelivery.hpp"
#include "pipeline/sink.hpp"
#include "pipeline/transitions.hpp"

namespace orderbridge::pipeline {

inline constexpr std::size_t kMostRereads = 10;

/// The orders that this run is to read again. Those of them that the sink has not staged any more are never
/// due again: the journal learns of that here. Empty where the sink cannot be asked now. Throws JournalError.
std::vector<std::string> due_for_rereading(journal::Journal& journal, journal::StreamId stream,
                                           const RunFacts& facts, Sink& sink);

}  // namespace orderbridge::pipeline
