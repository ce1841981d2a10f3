// SPDX-License-Identifier: MIT
// Telling: brings the law of the way back (may_replace.hpp), what the journal knows of an order in its shop,
// and one status update together. The writer's thread only. Throws JournalError.
#pragma once
#include "journal/journal.hpp"
#include "orderbridge/connector_abi.h"
#include "pipeline/may_replace.hpp"
#include "pipeline/transitions.hpp"
#include "records/arena.hpp"

namespace orderbridge::pipeline {

class Telling {
 public:
  /// Both outlive this object.
  Telling(journal::Journal& journal, const RunFacts& facts) : journal_(journal), facts_(facts) {}

  /// Before the sink is called: fills what the update may replace (lists live in `arena`). What stands in the
  /// shop so far; to be stored before the call is what stands while the update is on its way.
  journal::Standing prepare(ob_status_update& update, records::Arena& arena) const;

  /// What stands there after the sink's answer.
  journal::Standing settle(const journal::Standing& before, const ob_status_update& update,
                           const SinkResult& result) const;

 private:
  journal::Standing standing_of(const ob_status_update& update) const;

  journal::Journal& journal_;
  const RunFacts& facts_;
};

Answer answer_of(const SinkResult& result);

/// The state in which an order was read, where this decision stages it for the first time or anew: what a
/// shop shows of it until it is told.
std::optional<journal::Changes::NewStanding> read_standing(const Entry& entry, const Decision& decision,
                                                           const RunFacts& facts);

}  // namespace orderbridge::pipeline
