// SPDX-License-Identifier: MIT
#include "platform/stop_signals.hpp"

#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>
#include <thread>
#include <utility>

namespace orderbridge::platform {

namespace {

void (*handler)() = nullptr;
int wake = -1;

void on_signal(int) {
  handler();
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(wake, &one, sizeof one);
}

}  // namespace

void on_stop_signals(void (*on_signal_do)(), std::function<void()> after_first) {
  handler = on_signal_do;
  wake = ::eventfd(0, EFD_CLOEXEC);
  std::thread([after_first = std::move(after_first)] {
    std::uint64_t count = 0;
    while (::read(wake, &count, sizeof count) < 0) {
    }
    after_first();
  }).detach();
  struct sigaction action {};
  action.sa_handler = on_signal;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  struct sigaction hangup {};
  ::sigaction(SIGHUP, nullptr, &hangup);
  if (hangup.sa_handler != SIG_IGN) ::sigaction(SIGHUP, &action, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
}

}  // namespace orderbridge::platform
