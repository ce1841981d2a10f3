// SPDX-License-Identifier: MIT
#include "cli/stop.hpp"

#include <unistd.h>

#include <csignal>

#include "base/error.hpp"

namespace orderbridge::cli {

namespace {

connectors::StopSignal* requested = nullptr;

void on_signal(int) {
  if (requested->requested()) _exit(static_cast<int>(Exit::kCancelled));
  requested->request();
}

}  // namespace

std::shared_ptr<const connectors::StopSignal> stop_on_signals() {
  static auto* signal =
      new std::shared_ptr<connectors::StopSignal>(std::make_shared<connectors::StopSignal>());
  requested = signal->get();
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a reader of our output that goes away must not end a run half-way
  return *signal;
}

}  // namespace orderbridge::cli
