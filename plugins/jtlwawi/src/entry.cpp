// SPDX-License-Identifier: MIT
// The library's one exported function. Everything else is in jtlwawi_parts.
#include <orderbridge/connector.hpp>

#include "wawi_connector.hpp"

ORDERBRIDGE_CONNECTORS("Orderbridge", "0.1.0", orderbridge::jtlwawi::WawiConnector)
