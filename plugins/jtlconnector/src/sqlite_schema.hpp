// SPDX-License-Identifier: MIT
// The tables of the store's file, version by version: the statements that lead from one to the next. Never
// change one that was released; add another.
#pragma once
#include <string>
#include <vector>

namespace orderbridge::jtlconnector {

const std::vector<std::vector<std::string>>& store_versions();

}  // namespace orderbridge::jtlconnector
