// SPDX-License-Identifier: MIT
// StagingRows: the rows of any number of orders in all staging tables, filled by the mapper and inserted at
// once. One thread at a time.
#pragma once
#include <array>

#include "table_rows.hpp"

namespace orderbridge::jtlwawi {

class StagingRows {
 public:
  StagingRows();

  TableRows customer, customer_shop, customer_key, address, order, position, line_key, delivery_address,
      billing_address, payment, attribute, order_key;

  using Mark = std::array<std::size_t, 12>;
  Mark mark() const;
  /// Drops what was added after mark().
  void rewind(const Mark& mark);
  void clear() { rewind({}); }
  void insert(Poco::Data::Session& session);
  void unbind() noexcept;

 private:
  std::array<TableRows*, 12> all_;
};

}  // namespace orderbridge::jtlwawi
