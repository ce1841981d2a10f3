// SPDX-License-Identifier: MIT
// Finding: one thing that check() says of a database, and open() refuses with where it is an error. Value
// type. What probes a server finds, it says by open_with() and check_with(); thread of the call.
#pragma once
#include <cstdint>
#include <functional>
#include <orderbridge/call.hpp>
#include <string>
#include <vector>

#include "sessions.hpp"

namespace orderbridge::jtlwawi::sqlserver {

struct Finding {
  std::int32_t level = OB_FINDING_OK;
  std::string code, text, option;  // option: which to correct, where it is an error
};

using Probe = std::function<void(Session&, std::vector<Finding>&)>;
/// For open(): throws bad_config with the first finding that is an error, and what Sessions::read() throws.
void open_with(const Call& call, Sessions& sessions, const Host& host, const Probe& probe);
/// For check(): tells all findings, or why the server could not be asked. Throws Cancelled.
void check_with(Call& call, Sessions& sessions, const Host& host, const Probe& probe);

}  // namespace orderbridge::jtlwawi::sqlserver
