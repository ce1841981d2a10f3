// SPDX-License-Identifier: MIT
// What goes over the wire for one request: an answer, and possibly a way of spoiling it. Plain values.
#pragma once

#include <optional>

#include "answer.hpp"
#include "orderbridge/sandbox/fault_plan.hpp"

namespace orderbridge::sandbox {

struct Outcome {
  Answer answer;
  std::optional<FaultRule> wire;  // hang, cut-length, cut-chunk, reset, oversize, trickle
};

// True if the fault is an answer of its own (429, 503, redirect ...), so that the request need not be served.
bool replaces_answer(FaultKind kind);

// `answer` is the good answer, or an empty one if the fault replaces it.
Outcome with_fault(const FaultRule& rule, Answer answer, const std::string& target);

}  // namespace orderbridge::sandbox
