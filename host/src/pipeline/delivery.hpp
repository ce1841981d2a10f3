// SPDX-License-Identifier: MIT
// Delivery: one batch into a sink: the call, and again after a back-off for the records that it did not
// report, until the sink has answered for all, can never do so, or the run's patience ends. Used by the
// writer and the outbox. One thread.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "pipeline/redelivery.hpp"
#include "pipeline/sink.hpp"
#include "pipeline/transitions.hpp"

namespace orderbridge::pipeline {

struct Delivered {
  connectors::Outcome outcome;                     // of the last call, with the findings of all
  std::vector<SinkResult> results;                 // one per record
  std::vector<std::vector<std::string>> warnings;  // per record
};

/// `owner` owns the records' memory; it is kept alive by calls that do not come back.
Delivered deliver(Sink& sink, const std::vector<const ob_record*>& records,
                  const std::shared_ptr<const void>& owner, const config::RedeliveryPolicy& policy,
                  Waiting& waiting);

}  // namespace orderbridge::pipeline
