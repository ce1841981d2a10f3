// SPDX-License-Identifier: MIT
// Words for a source's own state ids, where its connector offers them (states.h). Any thread.
#pragma once
#include <string>

#include "orderbridge/connector_abi.h"

namespace orderbridge::connectors {

enum class StateOf { kOrder, kPayment };

/// "in progress", in the language of the process; empty: the connector has no word for it.
std::string state_word(const ob_connector& connector, StateOf kind, const std::string& id);

}  // namespace orderbridge::connectors
