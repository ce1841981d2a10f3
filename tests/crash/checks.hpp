// SPDX-License-Identifier: MIT
// What must hold in the end, whatever happened on the way. Each function looks at databases that nobody
// writes and returns what is wrong, one sentence each; empty is good.
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "bridge.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

namespace crash {

using Problems = std::vector<std::string>;

/// Both database files are whole, as SQLite sees it.
Problems check_files(const e2e::Bridge& bridge);

/// The ledger says "written" of exactly the orders that stand in the sink, of nothing that it is pending, in
/// doubt or failed, and the last run was no failure and adds up.
Problems check_ledger(const e2e::Bridge& bridge);

/// The sink holds the same rows as that of a bridge that was never disturbed. Numbers that only count rows
/// are left out, they depend on which order came first; so is the history of what happened to an order.
Problems check_sink(const e2e::Bridge& bridge, const e2e::Bridge& undisturbed);

/// Of each of these that was staged the ledger says that it was deleted. Then it is taken out of ledger and
/// sink, as if it had never been: what is left is compared with an import that never met it.
Problems check_deleted(const e2e::Bridge& bridge, const std::set<std::int64_t>& deleted);

/// Exactly these orders are staged.
Problems check_staged(const e2e::Bridge& bridge, const std::vector<std::string>& expected);

/// Order -> how often its state was changed by our user.
using Histories = std::map<std::int64_t, std::size_t>;
Histories histories_of(orderbridge::sandbox::SandboxShop& shop);

/// The shop was told what the journal says, once since `before`, and nothing else: each wish is confirmed or
/// left to a person's state, and the order stands in the shop as the journal has it.
Problems check_marks(const e2e::Bridge& bridge, orderbridge::sandbox::SandboxShop& shop,
                     const Histories& before = {});

/// The first three. What the shop was told is to be checked beside them, before take_back_marks().
Problems check_all(const e2e::Bridge& bridge, const e2e::Bridge& undisturbed);

}  // namespace crash
