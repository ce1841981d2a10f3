// SPDX-License-Identifier: MIT
// Customers of the embedded Wawi: made from a staged order, given another sales order, merged, taken apart
// again. Inside the caller's transaction; refusals are NotDone.
#pragma once
#include <orderbridge/call.hpp>

#include "done.hpp"
#include "order_log.hpp"

namespace orderbridge::jtlwawi {

struct CustomerRef {
  std::int64_t id = 0;  // kKunde
  std::string number;   // cKundenNr
};

/// By cKundenNr; nullopt: there is none. Throws NotDone where it was merged into another.
std::optional<CustomerRef> find_customer(Poco::Data::Session& session, const std::string& number,
                                         const Host& host);
/// The billing address of a staged order names a person or a company.
bool has_name(Poco::Data::Session& session, const OrderId& staged);
CustomerRef make_customer(Poco::Data::Session& session, const OrderId& staged);
/// The shop customer of a staged order is this one from now on. Guests have no shop customer.
void link_shop_customer(Poco::Data::Session& session, const OrderId& staged, std::int64_t customer);

/// Repairs a wrong match: the sales order, and the shop customer's link, go to another customer.
Done move_sales_order(Poco::Data::Session& session, const Host& host, const std::string& number,
                      const std::string& to);
/// All that is `from`'s becomes `into`'s; undone by undo_merge().
Done merge_customers(Poco::Data::Session& session, const Host& host, const std::string& from,
                     const std::string& into);
Done undo_merge(Poco::Data::Session& session, const Host& host, const std::string& number);

}  // namespace orderbridge::jtlwawi
