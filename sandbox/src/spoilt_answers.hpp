// SPDX-License-Identifier: MIT
// Answers as plugins, PHP and servers in front of a shop spoil them, without touching the wire. Pure.
#pragma once

#include "answer.hpp"
#include "orderbridge/sandbox/fault_plan.hpp"

namespace orderbridge::sandbox {

// A web page by something in front of the shop.
Answer page(const FaultRule& rule);
// 200, and the shop's no.
Answer no_with_200(const std::string& message);
// The good answer with what the rule puts before it or takes out of it; as it is for other rules.
Answer spoilt(const FaultRule& rule, Answer answer);

}  // namespace orderbridge::sandbox
