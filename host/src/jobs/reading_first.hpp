// SPDX-License-Identifier: MIT
// Orders that an action is about to change are read from their shop once more before it runs: between the
// last import and a take-over a person may have cancelled one, swapped a variant or deleted it. The action
// says which orders it would change (OB_ACTION_DRY_RUN), the pipelines that bring orders to its connection
// read these whole, then it runs on what is left. docs/decisions/0010-actions-read-first.md says why it is
// the host that asks.
#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "pipeline/connect.hpp"

namespace orderbridge::jobs {

struct Reread {
  std::set<std::string> gone;                 // deleted or aborted in the shop
  std::map<std::string, std::string> failed;  // could not be read: why
};

/// Reads these orders (ids of the shop) through every pipeline that brought one of them to `connection`. A
/// pipeline that runs just now is waited for, a minute at most. Throws JournalError.
Reread read_from_shop(const pipeline::Services& services, const std::string& connection,
                      const std::vector<std::string>& ids, const std::function<void()>& on_progress);

}  // namespace orderbridge::jobs
