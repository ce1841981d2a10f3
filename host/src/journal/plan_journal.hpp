// SPDX-License-Identifier: MIT
// A journal for plans: reads another one, keeps what is written in memory and forgets it. Ledger rows written
// in the plan are found again by it, so a plan goes the way of a run. Any thread. The other one must outlive
// it.
#pragma once
#include <memory>

#include "journal/journal.hpp"

namespace orderbridge::journal {

std::unique_ptr<Journal> make_plan_journal(Journal& real);

}  // namespace orderbridge::journal
