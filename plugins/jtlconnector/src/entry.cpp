// SPDX-License-Identifier: MIT
// The library's one exported function. Everything else is in jtlconnector_parts.
#include "connector.hpp"

ORDERBRIDGE_CONNECTORS("Orderbridge", "0.1.0", orderbridge::jtlconnector::Connector)
