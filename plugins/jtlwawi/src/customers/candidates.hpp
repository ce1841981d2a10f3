// SPDX-License-Identifier: MIT
// The person of a staged order, and the customers who might be meant: found by a few look-ups in indexes (the
// shop customer's link, customer number, e-mail, ZIP with last name or company, VAT id), never by reading all
// customers.
#pragma once
#include "../sales/order_log.hpp"
#include "match.hpp"

namespace orderbridge::jtlwawi {

Person person_of(Poco::Data::Session& session, const OrderId& staged);
Decision propose_customer(Poco::Data::Session& session, const OrderId& staged, MatchBy by);

/// Makes a customer findable by his standard address.
void index_customer(Poco::Data::Session& session, std::int64_t customer);

/// A phone number as a sales order holds it: empty where it has more than 30 characters.
std::string fitting_phone(const std::string& phone);

}  // namespace orderbridge::jtlwawi
