// SPDX-License-Identifier: MIT
// The currency of an order. Shopware stores what its table of currencies held when the order was placed,
// which a merchant types: usually ISO 4217, sometimes "eur" or a sign. Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace orderbridge::shopware5 {

/// ISO 4217 of three letters in whatever case, or of the one sign that stands for one currency only ("€").
/// nullopt: "$", "Fr." and whatever else leaves room for a guess.
std::optional<std::string> currency_code(std::string_view said);

}  // namespace orderbridge::shopware5
