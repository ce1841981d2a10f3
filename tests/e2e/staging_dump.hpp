// SPDX-License-Identifier: MIT
// The staging rows of one order as text that people can review: table, then column = value, tables in a fixed
// order, absent values left out. Golden files hold this.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace e2e {

/// Ids of all staged orders.
std::vector<std::string> staged_ids(const std::filesystem::path& wawi_file);
std::string dump_order(const std::filesystem::path& wawi_file, const std::string& order_id);

}  // namespace e2e
