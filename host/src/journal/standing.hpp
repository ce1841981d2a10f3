// SPDX-License-Identifier: MIT
// Standing: what a shop shows of an order as far as this host brought it about or acted on it: the state that
// it was last told and showed, or, as long as it was told nothing, the one in which the order was read when
// it was staged. Whatever else the shop shows is somebody else's. One row per order of a shop, whichever
// pipelines read and tell it. Plain values.
#pragma once
#include <string>

namespace orderbridge::journal {

/// One of an order's two states. All empty: nothing is known.
struct StandingState {
  std::string id;      // the shop's own; empty where only the word is known
  std::string word;    // canonical: "in_process", "paid", "other"
  std::string trying;  // canonical words, apart by one blank, that the shop may have taken without an answer
  bool operator==(const StandingState&) const = default;
};

struct Standing {
  std::string connection, order;  // the shop's connection and order id
  StandingState state, payment;
};

}  // namespace orderbridge::journal
