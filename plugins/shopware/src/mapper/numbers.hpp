// SPDX-License-Identifier: MIT
// Numbers and dates as Shopware prints them. Pure functions; used by the mapper and the list reader.
// PHP prints doubles: 19, 68.79, 68.790000000000006 and 1.0E-5 all occur, and some fields are strings.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "orderbridge/decimal.hpp"

namespace orderbridge::shopware5 {

std::string_view trimmed(std::string_view text) noexcept;

/// The number rounded half away from zero to at most `scale` digits, without trailing zeros: float noise
/// goes, what the shop meant stays. nullopt: no number. Throws DecimalError where it is too large.
std::optional<Decimal> parse_number(std::string_view token, int scale);

/// A whole number; nullopt where the text is none or does not fit.
std::optional<std::int64_t> parse_integer(std::string_view token) noexcept;

/// "2026-10-22T04:44:02+0200" (offset with or without colon, or Z, or none = UTC; or a date alone) as an
/// instant. Zero dates ("-0001-11-30T00:00:00+0053", "0000-00-00") and what is no date: OB_NO_TIME.
ob_time parse_time(std::string_view text) noexcept;

/// The offset of such a text as a record carries it: "+02:00". A time without one was taken as UTC: "+00:00",
/// so that a clock with this offset shows what the shop sent. Empty for what is no time.
std::string time_offset(std::string_view text);

/// Does such a text say its offset?
bool has_offset(std::string_view text) noexcept;

/// The date part "2026-10-22" of such a text; empty for zero dates and what is no date.
std::string_view date_part(std::string_view text) noexcept;

}  // namespace orderbridge::shopware5
