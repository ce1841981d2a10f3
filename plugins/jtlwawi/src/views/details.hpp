// SPDX-License-Identifier: MIT
// The sections below a row: what belongs to a staged order, a sales order, a customer. Thread of the call;
// throws POCO's exceptions and Cancelled.
#pragma once
#include <orderbridge/views.hpp>

#include "../sales/order_log.hpp"

namespace orderbridge::jtlwawi {

class Details {
 public:
  Details(Poco::Data::Session& session, const Host& host, const TableOut& out)
      : session_(session), host_(host), out_(out) {}

  void of_staged(const OrderId& id) const;
  void of_sales_order(const std::string& number) const;
  void of_customer(const std::string& number) const;

 private:
  void rows(const std::string& sql, const std::vector<Value>& values) const;
  void address(bool billing, const std::string& sql, const std::vector<Value>& values) const;
  void deliveries(std::int64_t sales_order) const;
  void history(const OrderId& id) const;
  void addresses_of_customer(std::int64_t customer) const;

  Poco::Data::Session& session_;
  const Host& host_;
  const TableOut& out_;
};

}  // namespace orderbridge::jtlwawi
