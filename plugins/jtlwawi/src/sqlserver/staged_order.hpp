// SPDX-License-Identifier: MIT
// StagedOrder: the rows of one order, or what a later version of it may still change: a further payment.
// Nothing that is staged is changed in place, since JTL-Wawi may be taking it over. Inside the batch's
// transaction; throws OrderRejected, and then nothing of the order was written, and SqlError.
#pragma once
#include "../order_mapper.hpp"
#include "customers.hpp"
#include "jtl/payment_news.hpp"
#include "known_orders.hpp"
#include "order_rows.hpp"
#include "staging_ids.hpp"

namespace orderbridge::jtlwawi::sqlserver {

/// Of one transaction.
struct Staging {
  Session& session;
  const Place& place;
  const WawiOptions& options;
  const Host& host;
  bool shared;
  StagingIds ids;
  Customers customers;
  RowBuffer buffer{};

  /// Customers of the shop that stand under a number of ours, not under their own.
  bool is_numbered(const ob_order& order) const;
};

class StagedOrder {
 public:
  StagedOrder(Staging& staging, StagingRows& rows, const ob_order& order, std::vector<Warning>& warnings)
      : staging_(staging),
        rows_(rows),
        order_(order),
        warnings_(warnings),
        fitter_(staging.host, staging.options.cut_free_text, warnings),
        mapper_(staging.options, staging.host, staging.place.shop) {}

  /// Which numbers it gets; before write().
  void take_numbers();
  std::int64_t key() const noexcept { return ids_.order; }          // kInetBestellung
  std::int64_t customer() const noexcept { return ids_.customer; }  // kInetKunde
  /// All rows, into the buffer. Its customer's rows are loaded before.
  void write();

  enum class Paid : std::uint8_t { kNothingNew, kAdded, kLess, kThere };
  /// A payment row for what was paid more than before; kLess: rows would have to go, so nothing is done.
  /// Where JTL-Wawi booked money itself, what the shop says may be what we told it: no row; kThere: it may be
  /// more than that, and nobody but a person can know.
  Paid pay(const KnownOrder& known);

 private:
  std::int64_t take_customer();
  void check_line_ids() const;
  void fill_customer(OrderRows& out);
  void add_lines(Changes& changes);
  struct Payments {
    Decimal sum;
    bool any = false;
    bool has_transaction = false;  // that of the order
  };
  Payments payments(std::int64_t key);
  static jtl::MoneyThere money(const KnownOrder& known, const Payments& before);
  void add_attribute(Changes& changes, std::int64_t key, std::string_view name, std::string_view value);
  void set_attribute(std::int64_t key, std::string_view name, std::string_view value);

  Staging& staging_;
  StagingRows& rows_;
  const ob_order& order_;
  std::vector<Warning>& warnings_;
  Fitter fitter_;
  OrderMapper mapper_;
  RowIds ids_;
};

}  // namespace orderbridge::jtlwawi::sqlserver
