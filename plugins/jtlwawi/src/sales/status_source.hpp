// SPDX-License-Identifier: MIT
// StatusSource: what became of a shop's orders, as full desired states. Found by change numbers, which are
// taken inside the transactions that make the changes, so none commits behind one that was read. Read twice,
// a state is the same update twice. Thread of the call; throws POCO's exceptions and Cancelled.
#pragma once
#include <orderbridge/call.hpp>

#include "jtl/times.hpp"
#include "order_log.hpp"

namespace orderbridge::jtlwawi {

class StatusSource {
 public:
  StatusSource(Poco::Data::Session& session, const Host& host, const jtl::LocalClock& clock,
               std::int64_t shop)
      : session_(session), host_(host), clock_(clock), shop_(shop) {}

  /// All that changed after the bookmark, in the order of the changes.
  void fetch(const Call& call, const ob_fetch& request, const FetchSink& out);
  /// By the shop's order ids, whatever their change number.
  void fetch_keys(const Call& call, const ob_keys& keys, const FetchSink& out);

 private:
  bool tell(const OrderId& id, std::int64_t change, const FetchSink& out, bool ask);

  Poco::Data::Session& session_;
  const Host& host_;
  const jtl::LocalClock& clock_;
  const std::int64_t shop_;
};

}  // namespace orderbridge::jtlwawi
