// SPDX-License-Identifier: MIT
// An order's whole story in sentences, from what the journal keeps: seen when, judged how and by which rule,
// tried how often, staged as what, told to the shop and confirmed or not, and what a person can do now. Pure;
// used by the command explain. No personal data: ids, numbers, states and reasons only.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "connectors/instance.hpp"
#include "journal/journal.hpp"

namespace orderbridge::explain {

struct OrderFacts {
  journal::Stream stream;
  bool status = false;  // of a pipeline that carries status updates
  journal::LedgerRow row;
  std::vector<journal::Event> events;
  std::optional<journal::DeadLetter> letter;  // the open one, with its record
  std::optional<journal::Wish> wish;

  // What the connectors can do decides what may be recommended.
  bool by_key = true;                      // the source can be asked for single orders
  bool lookup = true;                      // the sink can look orders up
  std::string sink;                        // its connection
  std::string state_word, payment_word;    // what the source calls the row's states; empty: not known
  std::string found_word;                  // and the state at which the wish found it
  std::optional<connectors::Found> found;  // what the sink has of it right now, where it was asked
};

struct Story {
  std::vector<std::string> told;     // what happened, in order
  std::vector<std::string> options;  // what can be done; commands to copy
};

Story tell(const OrderFacts& facts);

/// One event as a sentence without its time.
std::string sentence(const journal::Event& event);

}  // namespace orderbridge::explain
