// SPDX-License-Identifier: MIT
// When a job is due. The planned time is durable: it stands in the journal (journal::Job::next) from the
// moment it is set until it is replaced for a reason, so whoever looks, and how often, changes nothing. Pure.
//
// The reasons: its run began; the schedule's text or the time zone changed; a person resumed the job; the
// clock went back. A login that was refused is tried again (jobs/after_run.hpp) for the planned time that it
// was for.
//
// A run that was missed while the host was down, or that fell into a longer run, is caught up once. "every 5
// minutes" counts from planned time to planned time and does not drift; it runs at once where it never ran.
// Wall-clock times wait for their time; so they do after a change of the schedule and after resume: what was
// missed while a job was paused is passed over, while a counted interval that is over runs at once.
//
// A clock that goes back: "every N" waits one interval at most. A wall-clock time that never ran is waited
// for. One that was run already is not repeated when the clock went back by less than the time from one
// planned time to the next, or an hour; else it is, because the job would stand still for too long.
#pragma once
#include <string>

#include "journal/lease.hpp"
#include "schedule/schedule.hpp"

namespace orderbridge::jobs {

struct Due {
  bool run = false;
  Micros planned = 0;  // run: the planned time that it stands for
  Micros next = 0;     // else: when to look again; 0: not before a person acts
};

/// Brings the job's plan up to date (`next`, `schedule`, `as_of`, `not_before`), where there is a reason, and
/// says whether it is due. `text`: of the schedule.
Due due(const schedule::Schedule& schedule, const std::string& text, journal::Job& job, Micros now);
/// A run that is due begins: it is planned, and the next one is set.
void begin(const schedule::Schedule& schedule, const Due& due, journal::Job& job, Micros now);
/// A person lets it go on.
void resume(journal::Job& job);

}  // namespace orderbridge::jobs
