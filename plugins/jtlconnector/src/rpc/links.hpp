// SPDX-License-Identifier: MIT
// What makes and forgets links: core.connector.ack, X.delete, core.linker.clear. The parameters are checked
// as a whole before the store is touched. Throw RpcError, and Error of the store. Caller holds the store.
#pragma once
#include <string>
#include <vector>

#include "method.hpp"
#include "store.hpp"
#include "value.hpp"

namespace orderbridge::jtlconnector {

/// What could not be remembered becomes a warning to Wawi, not an error: all else is remembered.
void acknowledge_all(Store& store, const Value& params, std::vector<std::string>& warnings);
void delete_models(Store& store, const Method& method, const Value& params);
void clear_links(Store& store, const Value& params);

}  // namespace orderbridge::jtlconnector
