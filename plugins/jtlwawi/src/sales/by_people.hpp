// SPDX-License-Identifier: MIT
// What people at the ERP do with sales orders: record payments, deliver, correct, cancel, complete, reopen.
// Each inside the caller's transaction, with a change number and a line of history; refusals are NotDone and
// say what to do.
#pragma once
#include <orderbridge/call.hpp>

#include "done.hpp"
#include "sales_order.hpp"

namespace orderbridge::jtlwawi {

struct PaymentEntry {
  std::string amount;  // empty: all that is open
  std::string date;    // YYYY-MM-DD; empty: now
  std::string name, transaction;
};
/// A negative amount takes a payment back.
Done pay(Poco::Data::Session& session, const Host& host, const SalesOrder& order, const PaymentEntry& entry);

struct DeliveryEntry {
  std::vector<std::string> positions;  // "LINE=QUANTITY": the shop's line id, "#2" the second position, or
                                       // article number; empty: all that is open
  std::string carrier, url;
  std::vector<std::string> tracking;
};
Done deliver(Poco::Data::Session& session, const Host& host, const SalesOrder& order,
             const DeliveryEntry& entry);
/// More tracking numbers for the newest delivery note, or the one that is named.
Done add_tracking(Poco::Data::Session& session, const Host& host, const SalesOrder& order,
                  const std::string& note, const DeliveryEntry& entry);
/// The goods came back before they were gone: the note is deleted, the stock is as it was.
Done cancel_delivery(Poco::Data::Session& session, const Host& host, const SalesOrder& order,
                     const std::string& note);

Done cancel(Poco::Data::Session& session, const Host& host, const SalesOrder& order,
            const std::string& reason);
/// An order that is staged only.
Done cancel_staged(Poco::Data::Session& session, const Host& host, const OrderId& id,
                   const std::string& reason);
Done complete(Poco::Data::Session& session, const Host& host, const SalesOrder& order);
/// Takes back a cancellation or a completion.
Done reopen(Poco::Data::Session& session, const Host& host, const SalesOrder& order);
Done reopen_staged(Poco::Data::Session& session, const Host& host, const OrderId& id);

}  // namespace orderbridge::jtlwawi
