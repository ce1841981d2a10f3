// SPDX-License-Identifier: MIT
// ShowView: one query of a view: a page of rows, or one row with its sections. Values are bound, columns are
// those of descriptions.hpp. Thread of the call; throws Error, POCO's exceptions and Cancelled.
#pragma once
#include <orderbridge/views.hpp>

#include "../sales/order_log.hpp"

namespace orderbridge::jtlwawi {

class ShowView {
 public:
  ShowView(Poco::Data::Session& session, const Host& host, std::int64_t shop, const Query& query,
           const TableOut& out)
      : session_(session), host_(host), shop_(shop), query_(query), out_(out) {}

  void run();

 private:
  void page(const std::string& base, const std::vector<Value>& values);
  void emit(TextRow row);
  void sections_of_order(const OrderId& id, std::int64_t sales_order);
  void detail_sections(const TextRow& row);
  std::string base(std::vector<Value>& values) const;

  Poco::Data::Session& session_;
  const Host& host_;
  const std::int64_t shop_;
  const Query& query_;
  const TableOut& out_;
};

}  // namespace orderbridge::jtlwawi
