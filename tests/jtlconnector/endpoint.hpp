// SPDX-License-Identifier: MIT
// serve() on a thread of its own, on a free port, until the end of its scope. For the endpoint's tests.
#pragma once
#include <atomic>
#include <exception>
#include <future>
#include <memory>
#include <thread>

#include "endpoint/serve.hpp"
#include "log_host.hpp"
#include "memory_store.hpp"
#include "samples.hpp"
#include "simulator.hpp"

namespace ob_test {

inline orderbridge::jtlconnector::ServeOptions sample_options() {
  orderbridge::jtlconnector::ServeOptions options;
  options.listen = "127.0.0.1:0";
  options.service = sample_settings();
  return options;
}

class Endpoint {
 public:
  explicit Endpoint(orderbridge::jtlconnector::ServeOptions options = sample_options()) {
    const auto bound = std::make_shared<std::promise<std::uint16_t>>();
    options.listening = [bound](std::uint16_t number) { bound->set_value(number); };
    thread_ = std::thread([this, bound, options] {
      try {
        orderbridge::jtlconnector::serve(
            options, store, [this] { return cancel_.load(); }, log.host());
      } catch (...) {
        bound->set_exception(std::current_exception());
      }
    });
    try {
      port = bound->get_future().get();
    } catch (...) {
      thread_.join();
      throw;
    }
  }
  ~Endpoint() { stop(); }
  Endpoint(const Endpoint&) = delete;
  Endpoint& operator=(const Endpoint&) = delete;

  void cancel() { cancel_ = true; }
  void stop() {
    cancel();
    if (thread_.joinable()) thread_.join();
  }
  WawiSettings wawi() const {
    WawiSettings settings;
    settings.port = port;
    settings.token = kToken;
    return settings;
  }

  MemoryStore store;
  LogHost log;
  std::uint16_t port = 0;

 private:
  std::atomic<bool> cancel_{false};
  std::thread thread_;
};

}  // namespace ob_test
