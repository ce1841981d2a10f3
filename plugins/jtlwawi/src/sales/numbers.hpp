// SPDX-License-Identifier: MIT
// JTL's number ranges (tLaufendeNummern): the next number of a kind, taken in the caller's transaction.
#pragma once
#include "sql.hpp"

namespace orderbridge::jtlwawi {

enum class NumberRange : std::int64_t { kCustomer = 1, kSalesOrder = 3, kDeliveryNote = 4 };

/// "AU1", "AU2" ... One that stands in `column` of `def` already, given out by hand, is
/// passed over.
std::string next_number(Poco::Data::Session& session, NumberRange range, const TableDef& def,
                        const char* column);

}  // namespace orderbridge::jtlwawi
