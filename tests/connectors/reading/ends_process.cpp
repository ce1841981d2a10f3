// SPDX-License-Identifier: MIT
// Connector "ends-process": in fetch() it ends the whole process, in the way that its option says.
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <thread>

#include "../support/plain.hpp"
#include "../support/simple_order.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{option(OB_TYPE_CHOICE, "how")
                                  .choices("exit|exit-in-thread|quick-exit|underscore-exit|throw|crash|abort")
                                  .defaults("exit")
                                  .doc("How it ends it", "Wie es ihn beendet")};
constexpr auto kOptionTable = option_table(kOptions);

struct EndsProcess : Plain {
  static constexpr auto kDescription =
      describe("ends-process", OB_FETCH_ORDERS, "Ends the process", "Beendet den Prozess", kOptionTable);
  EndsProcess(Host host, const Connection& c) : Plain(host, c), how_(c.text("how")) {}

  void fetch(Call&, const ob_fetch&, FetchSink&) {
    if (how_ == "exit") std::exit(0);
    if (how_ == "exit-in-thread") std::thread([] { std::exit(0); }).join();
    if (how_ == "quick-exit") std::quick_exit(0);
    if (how_ == "underscore-exit") ::_exit(0);
    if (how_ == "throw") std::thread([] { throw 1; }).join();
    if (how_ == "crash") std::raise(SIGSEGV);
    std::abort();
  }
  std::string how_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", EndsProcess)
