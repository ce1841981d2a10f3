// SPDX-License-Identifier: MIT
// The thousand orders as JTL's order XML, whether it goes into files or into the queue on SQL Server. Read
// back through libxml2, which reads ISO-8859-1 as any program does.
#pragma once
#include <map>

#include "fake_host.hpp"
#include "thousand_orders.hpp"

namespace ob_test {

/// In batches; checks what is reported of each.
void write_orders_as_xml(Wawi& wawi, const std::vector<SampleOrder>& orders);

/// What stands in the documents.
class XmlOrders {
 public:
  using Fields = std::vector<std::string>;  // "element=text", in the document's order
  struct Order {
    Fields header, customer, delivery;
    std::vector<Fields> lines;
  };

  /// Bytes as the document itself declares them. Returns how many orders it holds; none of them was in
  /// another.
  std::size_t read(const std::string& document);
  /// Every field of every order, and that there is nothing else.
  void check(const std::vector<SampleOrder>& orders) const;

 private:
  std::map<std::string, Order> by_number_;
};

/// One byte per letter; there is none that has no byte.
std::string latin1_bytes(const std::string& utf8);

}  // namespace ob_test
