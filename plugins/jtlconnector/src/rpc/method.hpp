// SPDX-License-Identifier: MIT
// Method: "core.connector.auth", "customer_order.pull", "connector.identify" taken apart. Pure functions.
#pragma once
#include <string>
#include <string_view>

namespace orderbridge::jtlconnector {

enum class Action {
  kAuth,
  kAck,
  kClear,
  kFeatures,
  kFinish,
  kIdentify,
  kInit,
  kPull,
  kPush,
  kDelete,
  kStatistic
};

struct Method {
  std::string controller;  // "CustomerOrder"
  Action action = Action::kInit;
};

/// Throws RpcError: invalid request, invalid method, unknown controller, unknown action.
Method read_method(std::string_view name);

/// "customer_order", "customerOrder" and "CustomerOrder" are "CustomerOrder".
std::string pascal_case(std::string_view name);

}  // namespace orderbridge::jtlconnector
