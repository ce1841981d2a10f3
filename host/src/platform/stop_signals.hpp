// SPDX-License-Identifier: MIT
// What asks a process to end: Ctrl-C, SIGTERM, and SIGHUP (the terminal is gone; nothing is read anew by it).
#pragma once
#include <functional>

namespace orderbridge::platform {

/// `on_signal` runs at each of them, inside the signal handler: it may set atomics and end the process,
/// nothing else. `after_first` runs once, on a thread of its own, after the first. A nohup's wish is kept,
/// and a reader of our output that goes away ends nothing. Call once.
void on_stop_signals(void (*on_signal)(), std::function<void()> after_first);

}  // namespace orderbridge::platform
