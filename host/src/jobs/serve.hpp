// SPDX-License-Identifier: MIT
// Serve: runs jobs by their schedules until it is asked to stop. Jobs run side by side, each on a thread of
// its own, one run of a job at a time. A run takes its job in the journal: the planned time, the next one and
// the lease change in one transaction, so that of many hosts on a journal one runs it, and a host that dies
// in a run does not repeat it at once. A job that a person paused, or that credentials or options halted,
// waits. Jobs of a connection that hangs are not begun again in this process. From time to time it says in
// the journal that it lives.
#pragma once
#include <chrono>
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
  std::vector<std::string> hanging;  // connections whose calls do not come back
};

/// A run's right to be: the lease of its job, taken for a planned time. The run gives the lease back.
struct Turn {
  journal::Lease lease;
  Micros planned = 0;
};

struct JobSpec {
  std::string id;
  schedule::Schedule schedule;
  std::string text;  // of the schedule
  std::vector<std::string> connections;
  std::function<Ended(const Turn&)> run;  // on a thread of its own; must not throw
};

/// Time comes in from outside, so that tests need no patience.
struct ServeClock {
  std::function<Micros()> now = [] { return orderbridge::now(); };
  std::function<void(std::chrono::milliseconds)> sleep = [](auto time) { std::this_thread::sleep_for(time); };
};

class Serve {
 public:
  /// `self`: how it names itself in the journal; since and seen are filled in.
  Serve(journal::Journal& journal, std::vector<JobSpec> jobs,
        std::shared_ptr<const connectors::StopSignal> stop, journal::Server self, ServeClock clock = {});
  ~Serve();

  /// Halts that only a new start mends are lifted: what hung, and one more try with credentials and options.
  void lift_halts();
  enum class End {
    kStopped,
    kSomeHalted,  // a job waits for a person, or the journal could not be asked at the end
    kAllHalted,   // all of them do
    kHangs        // a connection hangs: the process must end without clean-up
  };
  /// Until stop is requested and all runs have ended. Throws JournalError.
  End run();

 private:
  struct Running;
  void beat(Micros now);
  Micros begin_due(Micros now);
  Due look(JobSpec& spec, Micros now);
  void begin(JobSpec& job, Turn turn);
  void collect(bool all);
  bool is_stalled(const JobSpec& job);
  bool hangs();
  End how_it_ended();

  journal::Journal& journal_;
  std::vector<JobSpec> jobs_;
  std::shared_ptr<const connectors::StopSignal> stop_;
  journal::Server self_;
  const ServeClock clock_;
  std::map<std::string, std::unique_ptr<Running>> running_;
  std::mutex mutex_;  // guards:
  std::set<std::string> hanging_;
};

}  // namespace orderbridge::jobs
