// SPDX-License-Identifier: MIT
// An order as the protocol's models (jtl/connector-core: Customer, CustomerOrder, Payment), as JSON text
// whose amounts are exact. Pure; any thread.
#pragma once
#include <orderbridge/decimal.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "options.hpp"
#include "sqlite_store.hpp"

namespace orderbridge::jtlconnector {

/// The order can never be handed out as it is; becomes OB_WRITE_REJECTED for this order alone.
struct OrderRejected : std::runtime_error {
  OrderRejected(std::string reason, const std::string& text)
      : std::runtime_error(text), code(std::move(reason)) {}
  std::string code;
};

struct Warning {
  std::string code, field, text;
};

/// Customer and order. Throws OrderRejected.
OrderModels order_models(const ob_order& order, const Options& options, const Host& host,
                         std::vector<Warning>& warnings);
/// A payment of `amount`, the `nth` of the order. Throws OrderRejected.
Waiting payment_model(const ob_order& order, const Decimal& amount, std::int64_t nth, const Options& options,
                      const Host& host, std::vector<Warning>& warnings);
/// What the shop shows as paid, as JTL's columns hold it. Throws OrderRejected.
std::optional<Decimal> fitted_payment(const ob_order& order, const Options& options, const Host& host,
                                      std::vector<Warning>& warnings);

/// The endpoint id of a line, and the line's id of it again (empty: not of this order).
std::string item_id(std::string_view order, std::string_view line);
std::string line_of(std::string_view order, std::string_view item);

}  // namespace orderbridge::jtlconnector
