// SPDX-License-Identifier: MIT
// OutboxSender: tells a shop what it is due to hear: reads open wishes from the journal, hands them to the
// shop's connection as status updates (the connector reads, compares, writes, reads back), stores what came
// of each. Works on a thread of its own beside a run that makes wishes, so the shop hears of an order soon
// and the run does not wait. One sender per connection at a time, also across processes (lease "tell
// CONNECTION"): two would write over each other's window. A shop that cannot be told is a warning: the orders
// are safe, the wishes stay, the next run tries again.
#pragma once
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "config/settings.hpp"
#include "pipeline/connect.hpp"
#include "pipeline/redelivery.hpp"
#include "pipeline/transitions.hpp"

namespace orderbridge::pipeline {

struct Told {
  std::int64_t confirmed = 0, conflicts = 0, refused = 0;
  journal::WishCounts left;            // as it is afterwards
  std::vector<std::string> attention;  // conflicts and refusals, one sentence each, the first few
  std::string failure;                 // why the shop could not be told; empty: it could
  ob_status status = OB_OK;            // of the call that failed
  bool abandoned = false;
};

class OutboxSender {
 public:
  /// `readers`: the ledgers of all pipelines that read the connection. Starts telling what is due already.
  OutboxSender(const Services& services, const config::Pipeline& pipeline,
               std::vector<journal::StreamId> readers, std::int64_t run);
  ~OutboxSender();

  /// Returns when all that was due at the beginning has been told, or cannot be told now.
  void wait_for_old_wishes();
  /// Wishes may have been made.
  void wake();
  /// Tells what is due, waiting for next tries as far as the redelivery policy lets one run wait; then ends.
  Told finish();

 private:
  void work() noexcept;
  void say_old_told();
  void tell();
  std::uint64_t listed_hint(const std::string& order);
  bool tell_some();
  std::optional<std::int64_t> next_due_ms();
  bool open();
  void note(journal::Wish& wish, const SinkResult& result, std::vector<journal::Event>& events);
  void fail(const connectors::Outcome& outcome);

  const Services& services_;
  const config::Pipeline& pipeline_;
  const std::vector<journal::StreamId> readers_;
  const std::int64_t run_;
  Waiting waiting_;
  Told told_;
  journal::Fence fence_;
  bool busy_ = false;  // another process tells this shop
  std::shared_ptr<connectors::Instance> shop_;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = true, finishing_ = false, old_told_ = false;
  std::thread thread_;  // last: it uses the rest
};

}  // namespace orderbridge::pipeline
