// SPDX-License-Identifier: MIT
// One order list, asked for and read. Any thread.
#pragma once
#include "../http/client.hpp"
#include "list_page.hpp"

namespace orderbridge::shopware5 {

/// Throws Failure and Cancelled.
ListPage ask_list(ShopClient& client, const Request& request, const CancelToken& token);

}  // namespace orderbridge::shopware5
