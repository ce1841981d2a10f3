// SPDX-License-Identifier: MIT
// The steps of OrderMapper: each appends the rows of one part of an order. All of them throw OrderRejected;
// the mapper then takes back what was appended. Private to the mapper.
#pragma once
#include "order_mapper.hpp"
#include "schema.hpp"

namespace orderbridge::jtlwawi {

/// One order on its way into the rows.
struct Mapping {
  const WawiOptions& options;
  std::int64_t shop;
  const ob_order& order;
  RowIds& ids;
  StagingRows& rows;
  Fitter& fitter;
};

void add_customer(const Mapping& m);
void add_addresses(const Mapping& m);
void add_positions(const Mapping& m);
/// Which gross prices the net ones in the rows do not give back.
void tell_rounded_prices(const Mapping& m);
void add_payment(const Mapping& m);
void add_payment_state(const Mapping& m);
/// Currency, language, payment state, comments, extras and all warnings so far.
void add_attributes(const Mapping& m);

inline std::string_view first_of(std::string_view a, std::string_view b) {
  return a.empty() ? b : a;
}

/// A new row of one table; every text passes the limit of its column.
class Row {
 public:
  Row(TableRows& rows, Fitter& fitter) : rows_(rows), fitter_(fitter) { rows.add_row(); }
  Row& number(std::size_t column, std::int64_t value) { return rows_.set(column, value), *this; }
  /// For what has no limit or is known to fit.
  Row& raw(std::size_t column, std::string value) { return rows_.set(column, std::move(value)), *this; }
  Row& text(std::size_t column, std::string_view value, const Field& field) {
    const auto& def = rows_.def();
    return raw(column, fitter_.fit(def, def.columns[column], value, field));
  }

 private:
  TableRows& rows_;
  Fitter& fitter_;
};

}  // namespace orderbridge::jtlwawi
