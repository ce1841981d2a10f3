// SPDX-License-Identifier: MIT
// Decimal numbers as people write them: "1234,50" in German, "1234.50" in English; money with two decimals.
// What is no decimal number stays as it is. Pure.
#pragma once
#include <string>
#include <string_view>

namespace orderbridge::cli {

std::string money_text(std::string_view decimal);
/// As precise as it is, without zeros behind it.
std::string decimal_text(std::string_view decimal);

}  // namespace orderbridge::cli
