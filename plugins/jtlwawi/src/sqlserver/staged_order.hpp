// SPDX-License-Identifier: MIT
// StagedOrder: writes one order, or what a later version of it may still change: a further payment. Nothing
// that is staged is changed in place, since JTL-Wawi may be taking it over. Inside the batch's transaction;
// throws OrderRejected, before which nothing was written, HalfWritten and SqlError.
#pragma once
#include "../order_mapper.hpp"
#include "known_orders.hpp"
#include "staging_ids.hpp"
#include "statement.hpp"

namespace orderbridge::jtlwawi::sqlserver {

/// Of one transaction.
struct Staging {
  Session& session;
  const Place& place;
  const WawiOptions& options;
  const Host& host;
  bool shared;
  StagingIds ids;
};

/// Refused when some of it was written already: the transaction must not be committed.
struct HalfWritten : OrderRejected {
  explicit HalfWritten(const OrderRejected& why) : OrderRejected(why) {}
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

  /// All rows. Returns kInetBestellung.
  std::int64_t write();
  enum class Paid : std::uint8_t { kNothingNew, kAdded, kLess, kThere };
  /// A payment row for what was paid more than before; kLess: rows would have to go, so nothing is done.
  /// Where JTL-Wawi has it as paid, what the shop says may be what we told it: no row; kThere: but it has a
  /// transaction of its own, which what we told has not.
  Paid pay(const KnownOrder& known);

 private:
  struct Customer {
    std::int64_t id = 0;
    bool is_new = false;  // not known under the shop's id yet
  };
  Customer customer(std::int64_t key);
  void enter(std::int64_t customer);
  void write_rows(const RowIds& ids, bool new_customer);
  bool is_newest(std::int64_t customer);
  void check_line_ids() const;
  void write_lines(std::int64_t key);
  struct Payments {
    Decimal sum;
    bool any = false;
    bool has_transaction = false;  // that of the order
  };
  Payments payments(std::int64_t key);
  void attribute(std::int64_t key, std::string_view name, std::string_view value);
  void set_attribute(std::int64_t key, std::string_view name, std::string_view value);

  Staging& staging_;
  StagingRows& rows_;
  const ob_order& order_;
  std::vector<Warning>& warnings_;
  Fitter fitter_;
  OrderMapper mapper_;
};

}  // namespace orderbridge::jtlwawi::sqlserver
