// SPDX-License-Identifier: MIT
// What must hold in the end, whatever happened on the way. Each function looks at databases that nobody writes
// and returns what is wrong, one sentence each; empty is good.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "bridge.hpp"

namespace crash {

using Problems = std::vector<std::string>;

/// Both database files are whole, as SQLite sees it.
Problems check_files(const e2e::Bridge& bridge);

/// The ledger says "written" of exactly the orders that stand in the sink, of nothing that it is pending, in
/// doubt or failed, and the last run was no failure and adds up.
Problems check_ledger(const e2e::Bridge& bridge);

/// The sink holds the same rows as that of a bridge that was never disturbed. Numbers that only count rows are
/// left out, they depend on which order came first.
Problems check_sink(const e2e::Bridge& bridge, const e2e::Bridge& undisturbed);

/// All of the above. A check of what the shop was told belongs here, too.
Problems check_all(const e2e::Bridge& bridge, const e2e::Bridge& undisturbed);

}  // namespace crash
