// SPDX-License-Identifier: MIT
// OrderMapper: one ob_order as rows of the staging tables. Decides nothing about what is in the database: ids
// come from the caller, and the same order with the same ids gives the same rows. One thread at a time.
#pragma once
#include "fitting.hpp"
#include "staging_rows.hpp"
#include "stored_orders.hpp"
#include "wawi_options.hpp"

namespace orderbridge::jtlwawi {

/// The ids that the rows of one order get.
struct RowIds {
  std::int64_t order = 0, customer = 0;
  bool write_customer = true;            ///< false: a newer order has filled the customer's row already
  const LineIds* known_lines = nullptr;  ///< an update keeps the positions it has; may be null
  std::int64_t next_position = 1;        ///< in and out: the next free kInetBestellPos
};

class OrderMapper {
 public:
  OrderMapper(const WawiOptions& options, const Host& host, std::int64_t shop)
      : options_(options), host_(host), shop_(shop) {}

  /// Appends the order's rows. Throws OrderRejected and then leaves `rows` and `ids` as they were.
  void map(const ob_order& order, RowIds& ids, StagingRows& rows, std::vector<Warning>& warnings) const;
  /// Appends only what an order file holds: header, positions, addresses. The limits of other columns are not
  /// its limits.
  void map_for_file(const ob_order& order, RowIds& ids, StagingRows& rows,
                    std::vector<Warning>& warnings) const;
  /// Appends what a change of payment touches: the payment row, if there is one, and the payment state.
  void map_payment(const ob_order& order, std::int64_t id, StagingRows& rows,
                   std::vector<Warning>& warnings) const;

 private:
  template <class Steps>
  void append(const ob_order& order, RowIds& ids, StagingRows& rows, std::vector<Warning>& warnings,
              Steps&& steps) const;

  const WawiOptions& options_;
  const Host& host_;
  std::int64_t shop_;
};

/// kInetKunde of an order: the shop's customer id; for guests without one the order's own, negative id, which
/// no shop hands out.
std::int64_t customer_of(const ob_order& order, std::int64_t order_id) noexcept;

inline constexpr std::string_view kPaymentStateAttribute = "orderbridge.payment-state";

}  // namespace orderbridge::jtlwawi
