// SPDX-License-Identifier: MIT
#include "jobs/scheduler.hpp"

#include <algorithm>

namespace orderbridge::jobs {

namespace {

Time to_time(Micros micros) {
  return Time(std::chrono::seconds(micros / 1000000));
}
Micros to_micros(Time time) {
  return static_cast<Micros>(time.time_since_epoch().count()) * 1000000;
}

}  // namespace

Due due(const Schedule& schedule, const journal::Job& job, Micros now) {
  if (job.paused || !job.halted.empty()) return {};
  const Time time = to_time(now);
  Due answer;
  if (job.planned == 0) {  // never ran
    answer = schedule.counts() ? Due{true, to_micros(time), 0}
                               : Due{false, 0, to_micros(schedule.next_after(time))};
  } else {
    const Time planned = std::min(to_time(job.planned), time);  // the clock may have been set back
    const Time next = schedule.next_after(planned);
    answer = next <= time ? Due{true, to_micros(schedule.last_until(time, planned)), 0}
                          : Due{false, 0, to_micros(next)};
  }
  if (job.not_before > now) return {false, 0, std::max(job.not_before, answer.next)};
  return answer;
}

}  // namespace orderbridge::jobs
