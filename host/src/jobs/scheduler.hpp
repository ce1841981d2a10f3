// SPDX-License-Identifier: MIT
// When a job is due: its schedule, what the journal remembers of it, and the time come in, an answer goes
// out. Pure.
//
// A run that was missed while the host was down, or that fell into a longer run, is caught up once. "every 5
// minutes" counts from planned time to planned time and does not drift; it runs at once where it never ran.
// Wall-clock times wait for their time. A clock that was set back does not keep a job waiting for the old
// time.
#pragma once
#include "jobs/schedule.hpp"
#include "journal/lease.hpp"

namespace orderbridge::jobs {

struct Due {
  bool run = false;
  Micros planned = 0;  // run: the planned time this run stands for, to be remembered when it begins
  Micros next = 0;     // else: when to ask again; 0: not before a person acts
};

Due due(const Schedule& schedule, const journal::Job& job, Micros now);

}  // namespace orderbridge::jobs
