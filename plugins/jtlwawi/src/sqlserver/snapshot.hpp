// SPDX-License-Identifier: MIT
// Snapshot: what became of our orders, as JTL-Wawi's tables say it now. They have no change number one could
// rely on, so each fetch lists all orders that are not closed, or were lately, with a hash of their whole
// state; the host asks for those whose hash is new. Thread of the call; throws SqlError and Cancelled.
#pragma once
#include <orderbridge/call.hpp>

#include "jtl/status_update.hpp"
#include "probe.hpp"
#include "statement.hpp"

namespace orderbridge::jtlwawi::sqlserver {

class Snapshot {
 public:
  Snapshot(Session& session, const Host& host, const Place& place, const jtl::LocalClock& clock,
           bool completes)
      : session_(session), host_(host), place_(place), clock_(clock), completes_(completes) {}

  void fetch(const Call& call, const FetchSink& out);
  void fetch_keys(const Call& call, const ob_keys& keys, const FetchSink& out);

 private:
  struct Order {  // as its sales orders say; more than one where it was split
    jtl::StatusUpdate update;
    std::vector<std::int64_t> sales_orders;
    bool all_cancelled = true, all_delivered = true, all_paid = true;
    Decimal paid;
  };
  using Orders = std::map<std::int64_t, Order>;  // by kInetBestellung

  Statement sales_orders() const;
  void take(const Rows& rows, Orders& orders);
  void name_sources(Orders& orders);
  void add_deliveries(const Call& call, Orders& orders);
  void add_lines(const std::vector<std::int64_t>& notes, std::size_t from);
  void finish(Orders& orders);
  void tell(Order& order, const FetchSink& out);

  Session& session_;
  const Host& host_;
  const Place& place_;
  const jtl::LocalClock& clock_;
  const bool completes_;
  std::map<std::int64_t, Order*> of_sales_order_;
  std::map<std::int64_t, jtl::StatusUpdate::Delivery*> of_note_;
  // kInetBestellung → article number → line of the shop; nullopt where two lines have the same article
  std::map<std::int64_t, std::map<std::string, std::optional<std::string>>> lines_;
  std::map<std::int64_t, std::int64_t> key_of_sales_order_;
};

}  // namespace orderbridge::jtlwawi::sqlserver
