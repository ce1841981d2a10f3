// SPDX-License-Identifier: MIT
// Serve: runs jobs by their schedules until it is asked to stop. Jobs run side by side, each on a thread of
// its own, one run of a job at a time. What is planned is remembered when a run begins, so a host that dies
// in a run does not repeat it at once. A job that a person paused, or that credentials or options halted,
// waits. Jobs of a connection that hangs are not begun again in this process.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "connectors/instance.hpp"
#include "jobs/scheduler.hpp"
#include "journal/journal.hpp"

namespace orderbridge::jobs {

/// How a job's run ended, as far as the loop needs to know.
struct Ended {
  bool busy = false;                 // another process is at it: nothing was done
  std::vector<std::string> hanging;  // connections whose calls do not come back
};

struct JobSpec {
  std::string id;
  Schedule schedule;
  std::vector<std::string> connections;
  std::function<Ended()> run;  // on a thread of its own; must not throw
};

class Serve {
 public:
  Serve(journal::Journal& journal, std::vector<JobSpec> jobs,
        std::shared_ptr<const connectors::StopSignal> stop);
  ~Serve();

  /// Halts that only a new start mends are lifted: what hung, and one more try with credentials and options.
  void lift_halts();
  /// Until stop is requested and all runs have ended. True where a connection hangs: the process must end
  /// without clean-up. Throws JournalError.
  bool run();

 private:
  struct Running;
  Micros begin_due(Micros now);
  void begin(JobSpec& job, Micros planned);
  void collect(bool all);
  bool is_stalled(const JobSpec& job);

  journal::Journal& journal_;
  std::vector<JobSpec> jobs_;
  std::shared_ptr<const connectors::StopSignal> stop_;
  std::map<std::string, std::unique_ptr<Running>> running_;
  std::mutex mutex_;  // guards:
  std::set<std::string> hanging_;
};

}  // namespace orderbridge::jobs
