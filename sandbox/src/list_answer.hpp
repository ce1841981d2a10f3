// SPDX-License-Identifier: MIT
// Runs a list query over all orders and writes the envelope. The caller holds the store's lock.
#pragma once

#include <string>
#include <vector>

#include "list_query.hpp"
#include "order.hpp"

namespace orderbridge::sandbox {

// `orders` is sorted by id; `templates` is how many templates there are.
std::string list_answer(const std::vector<Order>& orders, std::size_t templates, const ListQuery& query);

}  // namespace orderbridge::sandbox
