// SPDX-License-Identifier: MIT
// The states of up to a hundred orders by one list request: cheaper than a detail each, and the list also has
// the orders that the detail hides. The thread that asks does the request.
#pragma once
#include <cstdint>
#include <map>
#include <vector>

#include "../http/client.hpp"
#include "desired_state.hpp"

namespace orderbridge::shopware5 {

/// Ids that the shop no longer has are absent. Throws Failure and Cancelled.
std::map<std::int64_t, ShopState> read_states(ShopClient& client, const CancelToken& token,
                                              std::vector<std::int64_t> ids);

}  // namespace orderbridge::shopware5
