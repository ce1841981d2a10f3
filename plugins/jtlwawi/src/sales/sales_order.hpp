// SPDX-License-Identifier: MIT
// A sales order (Auftrag) as the actions of people need it: read whole, and its figures worked out anew after
// each change. Inside the caller's transaction.
#pragma once
#include "order_log.hpp"

namespace orderbridge::jtlwawi {

struct Position {
  std::int64_t id = 0, article = 0, type = 0, sort = 0;
  std::string number, name, line;  // article number; line: the shop's id of it
  Decimal quantity, delivered;

  /// Articles and free gifts are sent; shipping, vouchers and surcharges are not.
  bool is_sent() const noexcept { return type == 1 || type == 11; }
  Decimal open() const { return is_sent() ? quantity - delivered : Decimal(); }
};

struct SalesOrder {
  std::int64_t id = 0, customer = 0;
  OrderId staged;
  std::string number, shop_number, currency;
  bool cancelled = false;
  OrderMarks marks;
  Decimal gross, paid;
  std::int64_t payments = 0, deliveries = 0;
  std::vector<Position> positions;

  bool is_open() const;  // something is still to be sent
  Decimal left_to_pay() const { return gross - paid; }
};

/// By kAuftrag. nullopt: there is none.
std::optional<SalesOrder> read_sales_order(Poco::Data::Session& session, std::int64_t id);
/// kAuftrag of a number ("AU12"); 0: there is none.
std::int64_t sales_order_id(Poco::Data::Session& session, const std::string& number);

/// Paid, delivered and open figures of the order and its positions, from its payments and delivery notes.
void refresh_figures(Poco::Data::Session& session, std::int64_t id);

}  // namespace orderbridge::jtlwawi
