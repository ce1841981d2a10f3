// SPDX-License-Identifier: MIT
// Takes away from a recorded 5.7.19 order what older Shopware versions did not send. Used once, at loading.
#pragma once

#include <string>
#include <string_view>

#include "shop_version.hpp"
#include "status_table.hpp"

namespace orderbridge::sandbox {

enum class Shape { kRow, kDetail };

std::string in_shape_of(const ShopVersion& version, const StatusTable& statuses, std::string_view order,
                        Shape shape);

}  // namespace orderbridge::sandbox
