// SPDX-License-Identifier: MIT
// Records in which every field of the table has a value, so that a test need not name fields and a new field
// is covered the day it is added. One thread at a time.
#pragma once
#include <deque>
#include <span>
#include <string>
#include <vector>

#include "orderbridge/order_builder.hpp"
#include "records/fields.hpp"

namespace host_test {

/// Sets the field to something else than it is. Texts live in `texts`.
void change(void* base, const orderbridge::records::Field& field, std::deque<std::string>& texts);

/// What is there once per kind of table: "order", "billing", "line" ...
struct Part {
  std::string name;
  void* base;
  std::span<const orderbridge::records::Field> fields;
};

class FilledOrder {
 public:
  FilledOrder();
  const ob_record& record() { return builder_.finish(); }
  ob_order& order() { return builder_.order(); }
  orderbridge::OrderBuilder& builder() { return builder_; }
  std::vector<Part> parts();
  std::deque<std::string>& texts() { return texts_; }

 private:
  orderbridge::OrderBuilder builder_;
  std::deque<std::string> texts_;
};

class FilledStatus {
 public:
  FilledStatus();
  const ob_record& record() const { return status_.head; }
  ob_status_update& status() { return status_; }
  ob_delivery& delivery() { return delivery_; }
  std::vector<Part> parts();
  std::deque<std::string>& texts() { return texts_; }

 private:
  std::deque<std::string> texts_;
  ob_status_update status_{};
  ob_delivery delivery_{};
  const ob_delivery* deliveries_[1]{&delivery_};
  ob_str numbers_[1]{}, urls_[1]{}, may_replace_[1]{};
  ob_delivered delivered_[1]{};
};

}  // namespace host_test
