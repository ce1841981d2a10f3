// SPDX-License-Identifier: MIT
#include "connector.hpp"

ORDERBRIDGE_CONNECTORS("orderbridge", "0.1.0", orderbridge::jtlconnector::Connector)
