// SPDX-License-Identifier: MIT
#include "jobs/scheduler.hpp"

#include <algorithm>

namespace orderbridge::jobs {

namespace {

using schedule::Time;

constexpr Micros kSecond = 1000000, kHour = 3600 * kSecond;

/// Planned times are whole seconds.
Time to_time(Micros micros) {
  return Time(std::chrono::seconds(micros / kSecond));
}
Micros to_micros(Time time) {
  return static_cast<Micros>(time.time_since_epoch().count()) * kSecond;
}

Micros next_after(const schedule::Schedule& schedule, Micros time) {
  return to_micros(schedule.next_after(to_time(time)));
}

/// The first planned time of a plan that begins now.
Micros first(const schedule::Schedule& schedule, const journal::Job& job, Micros now) {
  const bool by_older_program = job.schedule.empty() && job.planned != 0;
  if (!schedule.counts() && !by_older_program) return next_after(schedule, now);
  if (job.planned == 0) return to_micros(to_time(now));
  return next_after(schedule, std::min(job.planned, now));
}

/// The clock shows less than when the plan was made; is the time that was planned too far away by it?
bool is_too_far(const schedule::Schedule& schedule, const journal::Job& job, Micros now) {
  const auto anew = next_after(schedule, now);
  if (anew >= job.next) return false;
  if (schedule.counts() || anew > job.planned) return true;
  return job.as_of - now > std::min(job.next - job.planned, kHour);
}

/// Replaces what there is a reason to replace.
void plan(const schedule::Schedule& schedule, const std::string& text, journal::Job& job, Micros now) {
  const bool begins = job.next == 0 || job.schedule != text;
  const bool went_back = now < job.as_of;
  const bool other_zone = !begins && job.next > now && !schedule.has(to_time(job.next));
  if (!begins && !went_back && !other_zone) return;
  if (begins)
    job.next = first(schedule, job, now);
  else if (other_zone || is_too_far(schedule, job, now))
    job.next = next_after(schedule, now);
  if (went_back)  // the patience that was left
    job.not_before = job.not_before > job.as_of ? now + (job.not_before - job.as_of) : 0;
  job.schedule = text;
  job.as_of = now;
}

}  // namespace

Due due(const schedule::Schedule& schedule, const std::string& text, journal::Job& job, Micros now) {
  if (job.paused || !job.halted.empty()) return {};
  plan(schedule, text, job, now);
  const bool again = job.refused_logins > 0 && job.planned != 0;
  const auto next = again ? job.not_before : std::max(job.next, job.not_before);
  if (next > now) return {.run = false, .planned = 0, .next = next};
  const bool came = job.next <= now;  // else the login of the last planned time is tried again
  return {.run = true,
          .planned = came ? to_micros(schedule.last_until(to_time(now), to_time(job.next))) : job.planned,
          .next = 0};
}

void begin(const schedule::Schedule& schedule, const Due& due, journal::Job& job, Micros now) {
  job.next = next_after(schedule, schedule.counts() ? due.planned : std::max(due.planned, now));
  job.planned = due.planned;
  job.as_of = now;
}

void resume(journal::Job& job) {
  const bool waited = job.paused || !job.halted.empty();
  job.paused = false;
  job.halted = job.halted_text = "";
  job.halted_since = 0;
  job.refused_logins = 0;
  job.not_before = 0;
  if (waited) job.next = 0;
}

}  // namespace orderbridge::jobs
