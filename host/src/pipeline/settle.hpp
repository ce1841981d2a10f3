// SPDX-License-Identifier: MIT
// Settling: orders that were on their way when a run was killed are looked up in the sink: those it has are
// written, the others are asked for again. Before anything else in a run. One thread.
#pragma once
#include <cstdint>
#include <vector>

#include "journal/journal.hpp"
#include "pipeline/redelivery.hpp"
#include "pipeline/second_look.hpp"
#include "pipeline/sink.hpp"
#include "pipeline/transitions.hpp"

namespace orderbridge::pipeline {

struct Settled {
  connectors::Outcome outcome;                 // of the lookup that failed, else OK
  std::int64_t written = 0;                    // found in the sink
  std::vector<journal::LedgerRow> unanswered;  // the sink did not say: they stay in doubt
};

/// What is found is compared with the source in this run, by a second look. Throws JournalError.
Settled settle_doubts(journal::Journal& journal, journal::StreamId stream, const RunFacts& facts, Sink& sink,
                      Waiting& waiting, SecondLook& second_look);

}  // namespace orderbridge::pipeline
