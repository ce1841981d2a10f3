// SPDX-License-Identifier: MIT
#include "cli/stop.hpp"

#include <thread>

#include "base/error.hpp"
#include "platform/exit_guard.hpp"
#include "platform/stop_signals.hpp"

namespace orderbridge::cli {

namespace {

using connectors::StopSignal;

StopSignal* requested = nullptr;

void on_signal() {
  if (requested->requested()) platform::end_process(static_cast<int>(Exit::kCancelled));
  requested->request();
}

}  // namespace

Stops stop_on_signals(std::chrono::milliseconds drain) {
  // Never destroyed: abandoned calls may look at them until the process is gone.
  static auto* soft = new std::shared_ptr<StopSignal>(std::make_shared<StopSignal>());
  static auto* hard = new std::shared_ptr<StopSignal>(std::make_shared<StopSignal>());
  requested = soft->get();
  platform::on_stop_signals(on_signal, [drain, end = *hard] {
    std::this_thread::sleep_for(drain);
    end->request();
  });
  return {*soft, *hard};
}

}  // namespace orderbridge::cli
