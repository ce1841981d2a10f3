// SPDX-License-Identifier: MIT
// The clock of sessions and of wrong tokens, so that tests can let time pass.
#pragma once
#include <chrono>
#include <functional>

namespace orderbridge::jtlconnector {

using Moment = std::chrono::steady_clock::time_point;
using Clock = std::function<Moment()>;

}  // namespace orderbridge::jtlconnector
