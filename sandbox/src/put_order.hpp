// SPDX-License-Identifier: MIT
// PUT /api/orders/{id} as Shopware treats it: a white list of fields, everything else ignored without a word,
// and `changed` and the history touched only by real changes. The caller holds the store's lock.
#pragma once

#include <string>
#include <string_view>

#include "order.hpp"
#include "status_table.hpp"

namespace orderbridge::sandbox {

struct PutAnswer {
  int status = 200;
  std::string message;  // of an error
};

struct PutContext {
  const StatusTable& statuses;
  std::string now;  // for `changed` and the history
  std::string user;
  bool short_tracking;  // ShopVersion
};

bool is_json(std::string_view text);

// `body` is empty or valid JSON. An error leaves the order as it was.
PutAnswer put_order(Order& order, std::string_view body, const PutContext& context);

}  // namespace orderbridge::sandbox
