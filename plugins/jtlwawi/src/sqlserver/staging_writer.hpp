// SPDX-License-Identifier: MIT
// StagingWriter: a batch of orders into JTL-Wawi's staging tables on SQL Server, under a lock per shop. What
// is there is asked for many orders at once, and many rows go in by one statement. One thread at a time.
#pragma once
#include <optional>
#include <set>

#include "../staging_rows.hpp"
#include "../wawi_options.hpp"
#include "batch_writer.hpp"
#include "staged_order.hpp"

namespace orderbridge::jtlwawi::sqlserver {

class StagingWriter final : public BatchWriter {
  using Met = std::set<std::string>;  // ids and numbers of this transaction: what the first look did not see
  struct Fresh {
    Fate* fate;
    StagedOrder order;
  };

 public:
  /// All outlive it.
  StagingWriter(Sessions& sessions, const WawiOptions& options, const Host& host, const Place& place)
      : BatchWriter(sessions, host, "orderbridge:staging:" + std::to_string(place.shop),
                    options.busy_timeout),
        options_(options),
        place_(place) {}

 private:
  std::size_t decide(const Call& call, Session& session, std::span<Fate* const> fates) override;
  KnownOrders look(Session& session, const std::vector<Wanted>& wanted);
  void judge_part(const Call& call, std::span<Fate* const> fates, Staging& staging, const KnownOrders& known,
                  Met& met);
  /// What is new is appended to `fresh`.
  void judge(Fate& fate, Staging& staging, const KnownOrders& known, std::deque<Fresh>& fresh);
  void stage(Staging& staging, std::deque<Fresh>& fresh);
  void same_order(Fate& fate, Staging& staging, const KnownOrder& order);
  void reject_reused(Fate& fate) const;

  const WawiOptions& options_;
  const Place& place_;
  StagingRows rows_;
  std::optional<KeySpace> space_;  // as first seen
};

}  // namespace orderbridge::jtlwawi::sqlserver
