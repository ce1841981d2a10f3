// SPDX-License-Identifier: MIT
// A small but complete order from a few values, for the test sources. Same values, same order: byte by byte.
#pragma once
#include <orderbridge/decimal.hpp>
#include <orderbridge/order_builder.hpp>
#include <string>

namespace test_connectors {

using namespace orderbridge;

struct SimpleOrder {
  std::uint64_t id = 1;
  std::string number;  // empty: 20000 + id
  std::string state = "open", payment = "open", country = "DE";
  std::int64_t version = 1;  // quantity of the first line, so it changes what the order is
  int lines = 2;
  ob_time ordered_at = OB_NO_TIME;  // absent: a minute per id after a fixed day

  std::string number_or_default() const { return number.empty() ? std::to_string(20000 + id) : number; }
  ob_time time_or_default() const {
    return ordered_at != OB_NO_TIME ? ordered_at : (1700000000 + static_cast<ob_time>(id) * 60) * 1000000;
  }
};

inline void fill_billing(OrderBuilder& builder, const SimpleOrder& simple) {
  auto& a = builder.billing();
  a.first_name = builder.keep("Test");
  a.last_name = builder.keep("Customer " + std::to_string(simple.id));
  a.street = builder.keep("Example Street 1");
  a.zip = builder.keep("10115");
  a.city = builder.keep("Berlin");
  a.country = builder.keep(simple.country);
}

/// Valid until the builder is cleared. Lines: products at 19.99 gross with 19 percent, then shipping at 4.90.
inline const ob_record& build_order(OrderBuilder& builder, const SimpleOrder& simple) {
  builder.clear();
  auto& o = builder.order();
  o.head.id = builder.keep(std::to_string(simple.id));
  o.number = builder.keep(simple.number_or_default());
  o.ordered_at = simple.time_or_default();
  o.state = builder.keep(simple.state);
  o.payment_state = builder.keep(simple.payment);
  o.currency = builder.keep("EUR");
  o.price_basis = OB_BASIS_GROSS;
  o.payment_method = builder.keep("invoice");
  o.shipping_method = builder.keep("parcel");
  o.email = builder.keep("customer" + std::to_string(simple.id) + "@example.com");
  fill_billing(builder, simple);

  const Decimal price(1999, 2), shipping(490, 2), rate(19, 0);
  Decimal total = shipping;
  for (int i = 1; i <= simple.lines; ++i) {
    auto& line = builder.add_line(OB_LINE_PRODUCT);
    const Decimal quantity(i == 1 ? simple.version : 1, 0);
    line.id = builder.keep(std::to_string(i));
    line.sku = builder.keep("SKU-" + std::to_string(i));
    line.name = builder.keep("Product " + std::to_string(i));
    line.quantity = quantity.to_abi();
    line.unit_price = price.to_abi();
    line.tax_rate = rate.to_abi();
    total = total + Decimal::multiply(quantity, price, 2);
  }
  auto& line = builder.add_line(OB_LINE_SHIPPING);
  line.id = builder.keep("shipping");
  line.name = builder.keep("Shipping");
  line.quantity = Decimal(1, 0).to_abi();
  line.unit_price = o.shipping_gross = shipping.to_abi();
  line.tax_rate = rate.to_abi();

  o.total_gross = total.to_abi();
  o.total_net = Decimal::divide(total, Decimal(119, 2), 2).to_abi();
  if (simple.payment == "paid") o.paid_amount = o.total_gross;
  return builder.finish();
}

/// The list row of an order. Borrows id and number.
inline ob_listed listed(std::string_view id, std::string_view number, const SimpleOrder& simple,
                        std::uint64_t hint) {
  ob_listed row{};
  row.size = sizeof row;
  row.id = to_abi(id);
  row.number = to_abi(number);
  row.ordered_at = simple.time_or_default();
  row.state = to_abi(simple.state);
  row.payment_state = to_abi(simple.payment);
  row.hint = hint;
  return row;
}

}  // namespace test_connectors
