// SPDX-License-Identifier: MIT
// Reads the JSON answer of GET /api/orders/{id} into a Detail. Pure; the detail's texts live in the JSON and
// in the parser until either is used again. Throws simdjson::simdjson_error for broken or truncated JSON.
#pragma once
#include <simdjson.h>

#include "detail.hpp"

namespace orderbridge::shopware5 {

/// False: valid JSON, but no order detail ({"data":{...},"success":true}).
bool read_detail(simdjson::ondemand::parser& parser, simdjson::padded_string_view json, Detail& detail);

}  // namespace orderbridge::shopware5
