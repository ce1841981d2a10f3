// SPDX-License-Identifier: MIT
// Orders that an earlier run left to a person, or to a later run: they need attention as long as that lasts,
// however often a run goes by.
#pragma once
#include <vector>

#include "pipeline/writer.hpp"

namespace orderbridge::pipeline {

/// By fate and id: failed, incomplete, on their way; and those with an open dead letter. At most
/// kMostAttention. Throws JournalError.
std::vector<Attention> unresolved(journal::Journal& journal, journal::StreamId stream,
                                  const std::string& pipeline);

}  // namespace orderbridge::pipeline
