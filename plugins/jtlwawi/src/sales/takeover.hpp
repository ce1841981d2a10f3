// SPDX-License-Identifier: MIT
// Übernahme: a staged order becomes a sales order (Auftrag) of a customer, in the caller's transaction:
// whether it was taken over, cancelled or changed meanwhile is read inside it. That there is one sales order
// per staged order is a unique index beside.
#pragma once
#include <orderbridge/call.hpp>

#include "../customers/match.hpp"
#include "done.hpp"
#include "order_log.hpp"

namespace orderbridge::jtlwawi {

/// Into which customer.
struct IntoCustomer {
  enum class Kind { kProposed, kNew, kNumber } kind = Kind::kProposed;
  std::string number{};
  MatchBy match_by = MatchBy::kMail;  // how one is proposed
};

/// Throws NotDone: OB_SKIPPED where a person must decide, OB_WRITE_REJECTED where it can't be.
Done take_over(Poco::Data::Session& session, const Host& host, const OrderId& id, const IntoCustomer& into);

/// The shop's payment of a taken-over order follows the staging table: what the ERP was paid itself is not
/// counted twice.
void follow_shop_payment(Poco::Data::Session& session, const OrderId& id);
/// Payments were entered here, so that the shop shows what we told it, unless it names a transaction that
/// nobody here knows.
bool is_told_payment(Poco::Data::Session& session, const OrderId& id, const std::string& transaction);

/// Staged orders of a shop that are waiting, oldest first.
std::vector<OrderId> waiting_orders(Poco::Data::Session& session, std::int64_t shop);

}  // namespace orderbridge::jtlwawi
