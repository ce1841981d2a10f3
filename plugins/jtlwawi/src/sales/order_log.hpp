// SPDX-License-Identifier: MIT
// What every change of an order leaves behind, in the transaction that makes it: a change number, by which
// the status source finds it, and a line of history. Texts hold no personal data.
#pragma once
#include <string>

#include "sql.hpp"

namespace orderbridge::jtlwawi {

/// A staged order, and the sales order that was made of it.
struct OrderId {
  std::int64_t order = 0, shop = 0;  // kInetBestellung, kShop
};

/// What the JTL tables cannot say of an order (orderbridge.tStand). Without a row: all zero.
struct OrderMarks {
  std::int64_t change = 0;
  bool cancelled_in_shop = false, completed = false, paid_here = false;
  std::string taken_version, cancel_reason;
};
OrderMarks order_marks(Poco::Data::Session& session, const OrderId& id);
/// Stores the marks with the next change number.
void change_order(Poco::Data::Session& session, const OrderId& id, OrderMarks marks);
/// Only the next change number.
void change_order(Poco::Data::Session& session, const OrderId& id);

/// `what`: a word in German as JTL's users know it ("Übernahme", "Zahlung", "Lieferung").
void log_event(Poco::Data::Session& session, const OrderId& id, const std::string& what,
               const std::string& text);

}  // namespace orderbridge::jtlwawi
