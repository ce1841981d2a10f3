// SPDX-License-Identifier: MIT
// Verifying: does the sink still have what the ledger says was written? Compares by key, changes nothing.
// What is missing is a finding for a person: a sink restored from an old copy looks like that. One thread.
#pragma once
#include <string>
#include <vector>

#include "pipeline/connect.hpp"

namespace orderbridge::pipeline {

struct Verification {
  struct Order {
    std::string id, number, remote_id;
    std::string found;  // what the sink has in its place, for people
  };
  std::int64_t looked_at = 0, agree = 0;
  std::int64_t taken_over = 0, cancelled = 0;  // of those that agree
  std::vector<Order> absent;                   // written, and the sink does not have it
  std::vector<Order> other;                    // the sink has another order under this id
  std::vector<Order> unanswered;               // the sink did not say whether it has them
  std::vector<Order> older;                    // the sink has another version than was written
  connectors::Outcome outcome;                 // not OK: the sink could not be asked to the end
};

/// Throws JournalError.
Verification verify(const Services& services, const config::Pipeline& pipeline);

}  // namespace orderbridge::pipeline
