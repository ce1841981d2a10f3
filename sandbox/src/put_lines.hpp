// SPDX-License-Identifier: MIT
// The dangerous part of a PUT: `details`. Lines that are not listed are removed unless `__options_details`
// says
// {"replace":false}. The order's totals are not recalculated here (Shopware 5.7 does).
#pragma once

#include <nlohmann/json.hpp>

#include "put_order.hpp"

namespace orderbridge::sandbox {

PutAnswer put_lines(Order& order, const nlohmann::ordered_json& body);

}  // namespace orderbridge::sandbox
