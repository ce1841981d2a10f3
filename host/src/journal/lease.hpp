// SPDX-License-Identifier: MIT
// Leases and jobs: one run of a job at a time, also across processes. Who holds the lease writes with its
// fencing number; a holder that slept through its lease finds its number stale and stores nothing more. A
// holder on this machine whose process is gone is succeeded at once, any other after its time. Any thread.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "platform/process.hpp"

namespace orderbridge::journal {

/// Who holds a lease. A holder of this machine whose process is gone (platform::is_gone) is succeeded.
using Holder = platform::ProcessName;
using platform::is_gone;
using platform::this_process;

/// What a run must show to store anything. An empty job asks for nothing (tests, journals in memory).
struct Fence {
  std::string job;
  std::int64_t number = 0;
};

struct Lease {
  Fence fence;
  Holder holder;
  Micros acquired = 0, expires = 0;
  Micros progress = 0;   // when the run last got on
  std::int64_t run = 0;  // under way, 0: not yet begun
};

/// What the scheduler must not forget. `next` is set once and replaced only for a reason: its run began, the
/// schedule's text changed, a person resumed the job, or the clock went back (jobs/scheduler.hpp decides it).
struct Job {
  std::string name;       // id of the pipeline or action
  Micros planned = 0;     // the planned time that was last begun; 0: never
  Micros not_before = 0;  // the other side asked for this much patience, or a login is not tried before
  bool paused = false;    // by a person
  std::string halted;  // code: why it does not run by itself until a person acts ("bad-auth"); empty: it runs
  std::string halted_text;
  Micros next = 0;          // the planned time that it waits for; 0: to be set
  std::string schedule;     // the text that `next` was made from; empty: never planned
  Micros as_of = 0;         // the clock when `next` or `not_before` was last set: behind it, it went back
  Micros halted_since = 0;  // 0: not halted, or by an older program
  int refused_logins = 0;   // one after the other; each waits longer, the last one halts
  bool operator==(const Job&) const = default;
};

/// A serve says so often that it lives; one of another machine that did not for three times as long is gone.
inline constexpr Micros kBeatEvery = 10 * 1000000LL;

/// A serve that lives, as it says itself.
struct Server {
  Holder holder;
  std::string host;           // the machine's name, for people
  std::string version;        // of the program
  std::string configuration;  // hash of the XML file that it read (config/settings.hpp)
  std::string file;           // of that XML file
  Micros since = 0, seen = 0;
};

/// Of servers(): does it live? One of this machine is known by its process, any other by what it said.
bool lives(const Server& server, Micros now);

class Jobs {
 public:
  virtual ~Jobs() = default;

  /// nullopt: `other` holds it. `gone` decides whether a holder's process is no more (is_gone, or a test's).
  virtual std::optional<Lease> acquire(const std::string& job, const Holder& holder, Micros now, Micros lasts,
                                       Lease& other,
                                       const std::function<bool(const Holder&)>& gone = is_gone) = 0;
  /// False: the lease is another's by now.
  virtual bool renew(const Lease& lease) = 0;
  /// Stale leases are left alone.
  virtual void release(const Fence& fence) = 0;
  /// How a job is taken by its plan; called inside the transaction, with the clock as it is there.
  struct Taking {
    std::function<Micros()> clock;
    std::function<bool(Job&, Micros)> is_due;  // may bring the plan up to date
    std::function<void(Job&, Micros)> begin;   // the run begins: the next time is planned
  };
  /// In one transaction, so that of many hosts one runs a planned time: where the job is due and nobody holds
  /// its lease, the run begins and the lease is acquired. Else only its plan is saved.
  virtual std::optional<Lease> take(const std::string& job, const Holder& holder, Micros lasts,
                                    const Taking& taking,
                                    const std::function<bool(const Holder&)>& gone = is_gone) = 0;
  /// All leases that were not released, with those that are over or whose holder is dead (see is_gone).
  virtual std::vector<Lease> leases() = 0;

  /// A job never saved is all defaults.
  virtual Job job(const std::string& name) = 0;
  virtual void save_job(const Job& job) = 0;
  /// Reads, changes and saves at once, so that a person's pause and the scheduler's plan, made by two
  /// processes in the same moment, both stay; what is saved now.
  virtual Job change_job(const std::string& name, const std::function<void(Job&)>& change) {
    auto changed = job(name);
    change(changed);
    save_job(changed);
    return changed;
  }

  /// A serve says that it lives; those whose process is gone are forgotten.
  virtual void beat(const Server& server) = 0;
  /// A serve ends.
  virtual void leave(const Holder& holder) = 0;
  /// Those that said so, oldest first; whether they live is the caller's to judge (is_gone, `seen`).
  virtual std::vector<Server> servers() = 0;
};

}  // namespace orderbridge::journal
