// SPDX-License-Identifier: MIT
// BatchWriter: the course of a batch on SQL Server: some orders at a time in a transaction under a lock,
// which others wait for, so it is bounded in orders and in time. Where one order is at fault, its part of the
// batch is halved until it stands alone. A transaction that was a deadlock's victim is begun anew on another
// session. Results are reported after COMMIT. What becomes of each order inside a transaction is for the
// heirs to say. One thread at a time.
#pragma once
#include <chrono>
#include <deque>
#include <functional>
#include <span>

#include "../fitting.hpp"
#include "known_orders.hpp"
#include "sessions.hpp"

namespace orderbridge::jtlwawi::sqlserver {

class BatchWriter {
 public:
  virtual ~BatchWriter() = default;
  BatchWriter(const BatchWriter&) = delete;
  BatchWriter& operator=(const BatchWriter&) = delete;

  /// Throws Error or Cancelled. An order that is not reported then is in doubt: COMMIT itself failed.
  void write(const Call& call, const ob_batch& batch, const Results& results);

 protected:
  struct Fate {  // of one record of the batch
    const ob_order* order = nullptr;
    Wanted wanted;
    enum : std::uint8_t {
      kOpen,
      kDecided,  // in the transaction that is open
      kDone,
      kInDoubt
    } state = kOpen;
    std::string remote_id;
    std::int32_t outcome = OB_WRITTEN;
    std::string code, text, found;
    std::vector<Warning> warnings;
    void anew();
    void duplicate(std::string because, std::string what);
    void reject(std::string because, std::string what);
  };

  using Clock = std::function<std::chrono::steady_clock::time_point()>;
  /// At most so many orders, and no further ones after so long, in one transaction.
  static constexpr std::size_t kMostOrders = 200;
  static constexpr std::chrono::milliseconds kMostTime{1000};

  /// `lock_name`: whoever writes to the same place has the same. `busy` says how long that one is waited for.
  BatchWriter(Sessions& sessions, const Host& host, std::string lock_name, std::chrono::milliseconds busy,
              Clock clock = std::chrono::steady_clock::now)
      : sessions_(sessions),
        host_(host),
        lock_name_(std::move(lock_name)),
        busy_(busy),
        clock_(std::move(clock)) {}

  /// Inside the transaction, under the lock: decides on orders from the first on, writes them and says how
  /// many these are: at least one; no more once out_of_time(). Throws SqlError.
  virtual std::size_t decide(const Call& call, Session& session, std::span<Fate* const> fates) = 0;

  /// Others have waited for the lock long enough.
  bool out_of_time() const { return clock_() >= deadline_; }
  const Host& host() const { return host_; }

 private:
  void judge_keys(const ob_batch& batch);
  void write_all(const Call& call);
  void write_part(const Call& call, std::span<Fate* const> fates);
  /// False: an order of them is at fault, and nothing was written.
  bool transact(const Call& call, std::span<Fate* const> fates);
  void try_once(const Call& call, std::span<Fate* const> fates, bool& committing);
  void lock(const Call& call, Session& session) const;
  void write_alone(const Call& call, Fate& fate);
  void report(const Results& results, const Error* failed) const;

  Sessions& sessions_;
  const Host& host_;
  const std::string lock_name_;
  const std::chrono::milliseconds busy_;
  const Clock clock_;
  std::chrono::steady_clock::time_point deadline_;  // of the transaction in hand
  std::deque<Fate> fates_;                          // of the batch in hand
};

}  // namespace orderbridge::jtlwawi::sqlserver
