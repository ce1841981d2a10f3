// SPDX-License-Identifier: MIT
// Amounts as the tables hold them: canonical decimal text within JTL's decimal(25,13); net unit prices;
// times. No double anywhere. Throws OrderRejected for what does not fit. Stateless.
#pragma once
#include <orderbridge/decimal.hpp>
#include <string>
#include <string_view>

#include "fitting.hpp"

namespace orderbridge::jtlwawi {

/// The value of a mandatory number. Throws OrderRejected "missing-value".
Decimal required(const ob_decimal& value, Fitter& fitter, const Field& field);
/// At most 12 digits before and 13 after the point, no trailing zeros. Further digits are rounded with a
/// warning.
std::string amount_text(const Decimal& value, Fitter& fitter, const Field& field);
/// As amount_text; empty where the value is absent.
std::string optional_amount(const ob_decimal& value, Fitter& fitter, const Field& field);
/// The unit price without tax: as given on net basis, else divided by 1 + rate at 10 digits.
Decimal net_price(const Decimal& price, const Decimal& rate_percent, bool gross_basis);

/// UTC: "2026-11-20T08:15:30Z"; empty for OB_NO_TIME. What is below a second is dropped.
std::string iso_time(ob_time time);
/// UTC: "2026-11-20 08:15:30", as it fits JTL's nvarchar(20).
std::string plain_time(ob_time time);

}  // namespace orderbridge::jtlwawi
