// SPDX-License-Identifier: MIT
// Connector "hang-in-write": reports the first half of a batch, then waits without a sign of life until it is
// interrupted or cancelled; with deaf="true" for ever.
#include <condition_variable>
#include <mutex>

#include "../support/plain.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{
    option(OB_TYPE_BOOL, "deaf")
        .defaults("false")
        .doc("Takes no notice of cancel and interrupt", "Beachtet weder Abbruch noch Weckruf")};
constexpr auto kOptionTable = option_table(kOptions);

struct HangInWrite : Plain {
  static constexpr auto kDescription =
      describe("hang-in-write", OB_WRITE_ORDERS, "Stops answering while it writes",
               "Antwortet beim Schreiben nicht mehr", kOptionTable);
  HangInWrite(Host host, const Connection& c) : Plain(host, c), deaf_(c.flag("deaf")) {}

  void write(Call& call, const ob_batch& batch, Results& results) {
    for (std::size_t i = 0; i < batch.count / 2; ++i) results.report(i, {});
    std::unique_lock lock(mutex_);
    while (deaf_ || !(interrupted_ || call.cancelled())) wake_.wait_for(lock, std::chrono::milliseconds(50));
    interrupted_ = false;
    throw Cancelled{};
  }
  void interrupt() {
    const std::lock_guard lock(mutex_);
    interrupted_ = true;
    wake_.notify_all();
  }

  bool deaf_, interrupted_ = false;  // the latter under mutex_
  std::mutex mutex_;
  std::condition_variable wake_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", HangInWrite)
