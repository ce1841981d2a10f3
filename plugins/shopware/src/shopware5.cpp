// SPDX-License-Identifier: MIT
// The library's entry point.
#include "connector.hpp"

ORDERBRIDGE_CONNECTORS("Orderbridge", "0.1.0", orderbridge::shopware5::Shopware5)
