// SPDX-License-Identifier: MIT
// JSON of what the control endpoint reports.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "orderbridge/sandbox/counters.hpp"
#include "orderbridge/sandbox/order_state.hpp"

namespace orderbridge::sandbox {

std::string report_of(const CounterValues& values);
std::string report_of(const std::vector<ReceivedPut>& puts);
std::string report_of(const std::vector<std::string>& lines);
std::string report_of(const std::vector<std::int64_t>& ids);
std::string report_of(const OrderState& state);

}  // namespace orderbridge::sandbox
