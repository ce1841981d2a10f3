// SPDX-License-Identifier: MIT
// BatchWriter: the course of a batch on SQL Server: one transaction under a lock; where one order is at
// fault, each order in a transaction of its own. A transaction that was a deadlock's victim is begun anew on
// another session. Results are reported after COMMIT. What becomes of each order inside a transaction is for
// the heirs to say. One thread at a time.
#pragma once
#include <deque>

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
    enum : std::uint8_t { kOpen, kDone, kInDoubt } state = kOpen;
    std::string remote_id;
    std::int32_t outcome = OB_WRITTEN;
    std::string code, text, found;
    std::vector<Warning> warnings;
    void anew();
    void duplicate(std::string because, std::string what);
    void reject(std::string because, std::string what);
  };

  /// An order is refused, but some of it is written already: the transaction is given up, and begun anew
  /// without this order.
  struct Spoiled {
    Fate* fate;
    std::string code, text;
  };

  /// `lock_name`: whoever writes to the same place has the same. `busy` says how long that one is waited for.
  BatchWriter(Sessions& sessions, const Host& host, std::string lock_name, std::chrono::milliseconds busy)
      : sessions_(sessions), host_(host), lock_name_(std::move(lock_name)), busy_(busy) {}

  /// Inside the transaction, under the lock: decides on each order and writes it. Throws SqlError and
  /// Spoiled.
  virtual void decide(const Call& call, Session& session, const std::vector<Fate*>& fates) = 0;

  const Host& host() const { return host_; }

 private:
  void judge_keys(const ob_batch& batch);
  void write_all(const Call& call);
  /// False: an order of them is at fault, and nothing was written.
  bool transact(const Call& call, std::vector<Fate*> fates);
  void try_once(const Call& call, const std::vector<Fate*>& fates, bool& committing);
  void lock(const Call& call, Session& session) const;
  void write_alone(const Call& call, Fate& fate);
  void report(const Results& results, const Error* failed) const;

  Sessions& sessions_;
  const Host& host_;
  const std::string lock_name_;
  const std::chrono::milliseconds busy_;
  std::deque<Fate> fates_;  // of the batch in hand
};

}  // namespace orderbridge::jtlwawi::sqlserver
