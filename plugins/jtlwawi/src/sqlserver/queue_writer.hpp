// SPDX-License-Identifier: MIT
// QueueWriter: a batch of orders into JTL's queue for order files, one document per order, so that one that
// JTL's Worker cannot read holds up no other. An order is queued once; what changes in the shop later is
// reported. One thread at a time.
#pragma once
#include "batch_writer.hpp"
#include "queued_orders.hpp"

namespace orderbridge::jtlwawi::sqlserver {

class QueueWriter final : public BatchWriter {
 public:
  /// All outlive it.
  QueueWriter(Sessions& sessions, const WawiOptions& options, const Host& host, const QueuePlace& place)
      : BatchWriter(sessions, host, "orderbridge:queue", options.busy_timeout),
        options_(options),
        place_(place) {}

 private:
  std::size_t decide(const Call& call, Session& session, std::span<Fate* const> fates) override;
  void judge(Fate& fate, QueuedOrders& queued) const;

  const WawiOptions& options_;
  const QueuePlace& place_;
};

}  // namespace orderbridge::jtlwawi::sqlserver
