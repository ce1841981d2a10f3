// SPDX-License-Identifier: MIT
// The "?" of a statement: which stay to be bound and which become text, because a driver would guess their
// type. Used by odbc_session.cpp. Pure; any thread. Throws SqlError where markers and values do not match.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "session.hpp"

namespace orderbridge::jtlwawi::sqlserver {

/// NULL in place of each "?" whose value is one (drivers declare a NULL as TINYINT), and a CAST around each
/// time, which is bound as text. "?" in '...', "..." and [...] and in comments are text.
std::string with_values(std::string_view sql, std::span<const Value> values);

/// "2026-11-20T08:15:30.123456", UTC: read alike under every language setting of a server.
std::string iso_time_text(std::int64_t micros);

}  // namespace orderbridge::jtlwawi::sqlserver
