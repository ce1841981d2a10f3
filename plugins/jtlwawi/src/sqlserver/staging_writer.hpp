// SPDX-License-Identifier: MIT
// StagingWriter: a batch of orders into JTL-Wawi's staging tables on SQL Server: row by row in one
// transaction under a lock per shop; where one order is at fault, each order in a transaction of its own. A
// transaction that was a deadlock's victim is begun anew on another session. Results are reported after
// COMMIT. One thread at a time.
#pragma once
#include <deque>

#include "../staging_rows.hpp"
#include "known_orders.hpp"
#include "sessions.hpp"
#include "staged_order.hpp"

namespace orderbridge::jtlwawi::sqlserver {

class StagingWriter {
 public:
  StagingWriter(Sessions& sessions, const WawiOptions& options, const Host& host, const Place& place)
      : sessions_(sessions), options_(options), host_(host), place_(place) {}

  /// Throws Error or Cancelled. An order that is not reported then is in doubt: COMMIT itself failed.
  void write(const Call& call, const ob_batch& batch, const Results& results);

 private:
  struct Fate {  // of one record of the batch
    const ob_order* order = nullptr;
    Wanted wanted;
    enum : std::uint8_t { kOpen, kDone, kInDoubt } state = kOpen;
    std::int64_t key = 0;
    std::int32_t outcome = OB_WRITTEN;
    std::string code, text, found;
    std::vector<Warning> warnings;
    void anew();
  };

  void judge_keys(const ob_batch& batch);
  void write_all(const Call& call);
  /// False: an order of them is at fault, and nothing was written.
  bool transact(const Call& call, const std::vector<Fate*>& fates);
  void try_once(const Call& call, const std::vector<Fate*>& fates, bool& committing);
  void lock(const Call& call, Session& session);
  void stage(const Call& call, Session& session, const std::vector<Fate*>& fates);
  void judge(Fate& fate, Staging& staging, const KnownOrders& known);
  void same_order(Fate& fate, Staging& staging, const KnownOrder& order);
  void write_alone(const Call& call, Fate& fate);
  void reject_reused(Fate& fate) const;
  void reject(Fate& fate, std::string code, std::string text) const;
  void report(const Results& results, const Error* failed) const;

  Sessions& sessions_;
  const WawiOptions& options_;
  const Host& host_;
  const Place& place_;
  StagingRows rows_;
  std::deque<Fate> fates_;  // of the batch in hand
};

}  // namespace orderbridge::jtlwawi::sqlserver
