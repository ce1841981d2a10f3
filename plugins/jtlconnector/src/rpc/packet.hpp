// SPDX-License-Identifier: MIT
// Packets of the protocol: the request taken apart, the answer put together. An answer always has all of its
// members, nulls included. Pure functions.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "error.hpp"
#include "value.hpp"

namespace orderbridge::jtlconnector {

struct Packet {
  std::string id, method;
  Value params;  // an object or a list; an empty list where there were none
};

/// Throws RpcError. `id` is set as soon as it is known, so that the error's answer can name it.
Packet read_packet(std::string_view json, std::string& id);

/// `result` is JSON.
std::string answer_packet(std::string_view id, std::string_view result,
                          const std::vector<std::string>& warnings = {});
std::string error_packet(std::string_view id, Code code, std::string_view message);

}  // namespace orderbridge::jtlconnector
