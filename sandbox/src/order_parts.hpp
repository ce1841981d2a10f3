// SPDX-License-Identifier: MIT
// The parts of an order that Shopware's checkout commits one after another, and what a person swaps inside a
// line. Source of the sequence: sOrder::sSaveOrder of 5.7 (engine/Shopware/Core/sOrder.php), where only the
// header stands in a transaction: header, payment instance, the order's attributes, each line and then its
// attributes, billing and its attributes, shipping and its attributes. The caller holds the store's lock.
#pragma once

#include <cstddef>
#include <string>

#include "order.hpp"

namespace orderbridge::sandbox {

void leave_header_only(Order& order);

// The next part that the order's template has and the order has not. False: nothing is missing.
bool write_next_part(Order& order);

// Another variant in line `line` (from 1); number and name come back as they were chosen where they were
// empty. False: there is no such line.
bool swap_line(Order& order, std::size_t line, std::string& sku, std::string& name);

}  // namespace orderbridge::sandbox
