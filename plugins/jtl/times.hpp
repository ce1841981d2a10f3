// SPDX-License-Identifier: MIT
// Times as JTL's tables and protocol write them, all UTC; what is below a second is dropped. An empty text is
// OB_NO_TIME. Pure; any thread.
#pragma once
#include <orderbridge/connector_abi.h>
#include <string>

namespace orderbridge::jtl {

/// "2026-11-20T08:15:30Z"
std::string iso_time(ob_time time);
/// "2026-11-20T08:15:30+00:00", as jtl/connector-core writes it.
std::string iso_time_with_offset(ob_time time);
/// "2026-11-20 08:15:30", as it fits JTL's nvarchar(20).
std::string plain_time(ob_time time);
/// The time of a plain_time, or of its day alone.
ob_time time_of(const std::string& plain);

}  // namespace orderbridge::jtl
