// SPDX-License-Identifier: MIT
// The raw limit of (a): simdjson On-Demand over an order detail, touching the same fields as the connector's
// mapper and doing nothing with them.
#pragma once
#include <simdjson.h>

#include <cstdint>

namespace bench {

/// Returns a checksum so that nothing is optimised away.
std::uint64_t read_raw(simdjson::ondemand::parser& parser, simdjson::padded_string_view json);

}  // namespace bench
