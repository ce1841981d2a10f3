// SPDX-License-Identifier: MIT
#include "cli/stop.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "base/error.hpp"
#include "base/exit_guard.hpp"

namespace orderbridge::cli {

namespace {

using connectors::StopSignal;

StopSignal* requested = nullptr;
int wake = -1;

void on_signal(int) {
  if (requested->requested()) end_process(static_cast<int>(Exit::kCancelled));
  requested->request();
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(wake, &one, sizeof one);
}

}  // namespace

Stops stop_on_signals(std::chrono::milliseconds drain) {
  // Never destroyed: abandoned calls may look at them until the process is gone.
  static auto* soft = new std::shared_ptr<StopSignal>(std::make_shared<StopSignal>());
  static auto* hard = new std::shared_ptr<StopSignal>(std::make_shared<StopSignal>());
  requested = soft->get();
  wake = ::eventfd(0, EFD_CLOEXEC);
  std::thread([drain, end = *hard] {
    std::uint64_t count = 0;
    while (::read(wake, &count, sizeof count) < 0) {
    }
    std::this_thread::sleep_for(drain);
    end->request();
  }).detach();
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  struct sigaction hangup {};
  sigaction(SIGHUP, nullptr, &hangup);
  if (hangup.sa_handler != SIG_IGN) sigaction(SIGHUP, &action, nullptr);  // nohup's wish is kept
  std::signal(SIGPIPE, SIG_IGN);  // a reader of our output that goes away must not end a run half-way
  return {*soft, *hard};
}

}  // namespace orderbridge::cli
