// SPDX-License-Identifier: MIT
// Ctrl-C and SIGTERM: the first asks the run to end cleanly, the second ends the process at once. The journal
// is consistent either way.
#pragma once
#include <memory>

#include "connectors/instance.hpp"

namespace orderbridge::cli {

/// Installs the handlers and returns the signal they set. Call once.
std::shared_ptr<const connectors::StopSignal> stop_on_signals();

}  // namespace orderbridge::cli
