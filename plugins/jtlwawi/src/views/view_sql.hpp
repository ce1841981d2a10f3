// SPDX-License-Identifier: MIT
// The statement behind each view: one SELECT whose columns have the ids of descriptions.hpp, to be put in
// brackets, filtered and sorted. Amounts are read as they are, never computed with.
#pragma once
#include <orderbridge/call.hpp>

#include "../sales/sql.hpp"

namespace orderbridge::jtlwawi {

/// `values` gets what is to be bound, in the order of the question marks. `view` must be one of kWawiViews.
std::string view_sql(std::string_view view, const Host& host, std::int64_t shop, std::vector<Value>& values);

}  // namespace orderbridge::jtlwawi
