// SPDX-License-Identifier: MIT
// Ctrl-C, SIGTERM and SIGHUP (the terminal is gone; nothing is read anew by it): the first asks runs to end:
// sources stop, what is at a sink is finished, for the drain time at most; then that is cancelled, too. The
// second signal ends the process at once. The journal is consistent either way.
#pragma once
#include <chrono>
#include <memory>

#include "connectors/instance.hpp"

namespace orderbridge::cli {

inline constexpr std::chrono::seconds kDrain{20};

struct Stops {
  std::shared_ptr<const connectors::StopSignal> soft, hard;
};

/// Installs the handlers and returns the signals they set. Call once.
Stops stop_on_signals(std::chrono::milliseconds drain = kDrain);

}  // namespace orderbridge::cli
