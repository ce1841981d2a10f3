// SPDX-License-Identifier: MIT
// Handoff: where the fetching side leaves entries and the writing side takes them, a batch at a time:
// whatever has gathered when the writer is free. Where that is little, it waits a moment for more: a batch
// costs three transactions and two lists of the shop, whether it holds one order or a hundred. put() blocks
// while the open batch is full (back-pressure). It also knows which ids are on their way in this run, so that
// an id listed twice is handled once. Any number of threads put, one takes.
#pragma once
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "pipeline/entry.hpp"

namespace orderbridge::pipeline {

class Handoff {
 public:
  struct Limits {
    std::size_t entries = 1000;
    std::size_t bytes = 8 * 1024 * 1024;
    std::chrono::milliseconds gather{0};  // longest wait for more, after the first entry
    std::size_t enough = 100;             // entries that are not waited beyond
  };
  explicit Handoff(Limits limits) : limits_(limits), open_(std::make_shared<Batch>()) {}

  /// An id that was asked for and has neither record nor note yet.
  struct Wanted {
    ListedRow row;
    std::unique_ptr<journal::LedgerRow> known;
    Marks marks;
    bool answered = false;  // record or note is in a batch that is not committed yet
  };
  /// Remembers that this id is being handled. False: it already is.
  bool claim(const std::string& id, Wanted wanted);
  /// Gives the entry what was remembered for its wanted id. False: it was not wanted, or has its answer
  /// already.
  bool answer(Entry& entry);
  bool is_in_flight(const std::string& id);
  /// The batch with these ids is durable.
  void settle(const Batch& batch);
  /// Wanted ids that never got a record or note: the connector broke its promise, or its call failed.
  /// Forgotten, so that they can be wanted again.
  std::vector<std::string> take_unanswered();
  /// Waits until all that was put is settled. False: aborted.
  bool drain();

  /// Calls fill(batch) with the open batch under the lock. False when the run stops: nothing was put.
  template <class Fill>
  bool put(Fill&& fill) {
    std::unique_lock lock(mutex_);
    can_put_.wait(lock, [&] { return aborted_ || !full(); });
    if (aborted_) return false;
    const bool was_empty = open_->empty();
    fill(*open_);
    if (was_empty || enough()) can_take_.notify_one();
    return true;
  }

  /// Waits for entries. nullptr when finish() was called and nothing is left. The batch is the caller's.
  std::shared_ptr<Batch> take();
  /// Gives a batch back for reuse, if nobody else holds it.
  void recycle(std::shared_ptr<Batch> batch);

  void finish();  // the fetching side is done
  void abort();   // the writing side is done: put() answers false from now on

 private:
  /// Nothing more to gather, or nobody who could bring it.
  bool enough() const noexcept {
    return open_->entries.size() >= limits_.enough || full() || finished_ || drainers_ > 0;
  }
  bool full() const noexcept {
    return open_->entries.size() >= limits_.entries || open_->arena.bytes() >= limits_.bytes;
  }

  const Limits limits_;
  std::mutex mutex_;
  std::condition_variable can_put_, can_take_, drained_;
  std::shared_ptr<Batch> open_, spare_;
  std::unordered_map<std::string, Wanted> in_flight_;
  bool finished_ = false, aborted_ = false;
  bool taken_ = false;  // a batch is at the writer
  int drainers_ = 0;    // wait for all of it to be settled
};

}  // namespace orderbridge::pipeline
