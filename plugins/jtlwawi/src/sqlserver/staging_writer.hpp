// SPDX-License-Identifier: MIT
// StagingWriter: a batch of orders into JTL-Wawi's staging tables on SQL Server, row by row, under a lock per
// shop. One thread at a time.
#pragma once
#include "../staging_rows.hpp"
#include "../wawi_options.hpp"
#include "batch_writer.hpp"
#include "staged_order.hpp"

namespace orderbridge::jtlwawi::sqlserver {

class StagingWriter final : public BatchWriter {
 public:
  /// All outlive it.
  StagingWriter(Sessions& sessions, const WawiOptions& options, const Host& host, const Place& place)
      : BatchWriter(sessions, host, "orderbridge:staging:" + std::to_string(place.shop),
                    options.busy_timeout),
        options_(options),
        place_(place) {}

 private:
  void decide(const Call& call, Session& session, const std::vector<Fate*>& fates) override;
  void judge(Fate& fate, Staging& staging, const KnownOrders& known);
  void same_order(Fate& fate, Staging& staging, const KnownOrder& order);
  void reject_reused(Fate& fate) const;

  const WawiOptions& options_;
  const Place& place_;
  StagingRows rows_;
};

}  // namespace orderbridge::jtlwawi::sqlserver
