// SPDX-License-Identifier: MIT
// Who else reads a shop: it is told of an order when no pipeline that reads it waits for the order any more.
#pragma once
#include <string>
#include <vector>

#include "pipeline/connect.hpp"

namespace orderbridge::pipeline {

/// The ledger of a pipeline. Throws JournalError.
journal::StreamId stream_of(const Services& services, const config::Pipeline& pipeline);

/// The ledgers of all pipelines that read this connection. Those of another host's configuration count, too,
/// unless they have not run for a week; `warnings` gets a sentence on each. Throws JournalError.
std::vector<journal::StreamId> readers_of(const Services& services, const std::string& connection, Micros now,
                                          std::vector<std::string>& warnings);

}  // namespace orderbridge::pipeline
