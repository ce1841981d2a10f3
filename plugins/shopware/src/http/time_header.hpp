// SPDX-License-Identifier: MIT
// Headers that name a time: Retry-After and Date. Pure but for this machine's clock.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace orderbridge::shopware5 {

/// Seconds by which a date header is ahead of this machine's clock; nullopt where it is no date.
std::optional<std::int64_t> seconds_ahead(const std::string& date);

/// Milliseconds of a Retry-After header (seconds or a date); 0 where it is absent or unreadable.
std::int64_t retry_after_ms(const std::string& header);

}  // namespace orderbridge::shopware5
