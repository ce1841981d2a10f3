// SPDX-License-Identifier: MIT
// Times as the recorded shop prints them: local time of Europe/Berlin (Shopware's default) with an offset
// that has no colon. The database holds local time without offset; PHP invents the offset when it reads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace orderbridge::sandbox {

// "2026-10-22T04:44:02+0200" from seconds since the epoch (UTC).
std::string json_time(std::int64_t unix_seconds);

// Reads what a client may send for a date: "2026-11-01", "2026-11-01 10:00:00", with T and any offset (which
// is ignored, as Doctrine stores the digits), "31.12.2026". Returns the JSON form without quotes.
std::optional<std::string> json_time_from_text(std::string_view text);

// "2026-11-01 00:00:00" of a JSON time or of a filter value; empty if the text is no date.
std::string sql_time(std::string_view text);

}  // namespace orderbridge::sandbox
