// SPDX-License-Identifier: MIT
// Several serves on one journal, each with a connection of its own to it: a planned time is run by one of
// them, and by one only.
#include <atomic>
#include <map>

#include "jobs/clockwork.hpp"

using namespace jobs_test;

namespace {

constexpr Micros kStep = kSecond / 4;

struct Planned {
  std::string schedule;
  Micros interval = 0, last = 0;
  std::map<Micros, int> runs = {};  // planned time: how often
};

/// One clock for all loops. It waits for what is due, so that each planned time gets its run, and goes on
/// while nothing is.
struct Shared {
  std::atomic<Micros> clock{utc("2027-01-15T06:00:00Z")};
  std::shared_ptr<connectors::StopSignal> stop = std::make_shared<connectors::StopSignal>();
  std::mutex mutex;
  std::map<std::string, Planned> jobs;

  void ran(const std::string& job, Micros planned) {
    std::lock_guard lock(mutex);
    ++jobs[job].runs[planned];
    jobs[job].last = std::max(jobs[job].last, planned);
  }
  /// The clock may go on by a step: nothing is due, or nobody is at it and the loops have not all looked.
  bool may_go_on(journal::Journal& journal) {
    std::lock_guard lock(mutex);
    for (const auto& [id, job] : jobs) {
      const auto late = clock - (job.last + job.interval);
      if (late >= 0 && (late >= 6 * kStep || !journal.leases().empty())) return false;
    }
    return true;
  }
};

void serve(Shared& shared, const std::string& file, Micros end) {
  const auto journal = journal::open_sqlite_journal(file);
  jobs::ServeClock clock;
  clock.now = [&] { return shared.clock.load(); };
  clock.sleep = [&](std::chrono::milliseconds) {
    if (shared.may_go_on(*journal) && shared.clock.fetch_add(kStep) >= end) shared.stop->request();
    std::this_thread::yield();
  };
  std::vector<jobs::JobSpec> specs;
  for (const auto& [id, job] : shared.jobs)
    specs.push_back({id, parsed(job.schedule), job.schedule, {"shop"}, [&, id = id](const jobs::Turn& turn) {
                       shared.ran(id, turn.planned);
                       journal->release(turn.lease.fence);
                       return jobs::Ended{};
                     }});
  jobs::Serve(*journal, std::move(specs), shared.stop, {}, clock).run();
}

}  // namespace

TEST_CASE("of several serves on one journal each planned time is run by one") {
  const Zone zone("UTC0");
  const host_test::Folder folder;
  const auto file = folder.file("journal.db");
  journal::open_sqlite_journal(file);
  Shared shared;
  const auto start = shared.clock.load();
  shared.jobs["counted"] = {"every 2 seconds", 2 * kSecond, start - 2 * kSecond};
  shared.jobs["minutes"] = {"* * * * *", kMinute, start};
  std::vector<std::thread> hosts;
  for (int i = 0; i < 3; ++i) hosts.emplace_back([&] { serve(shared, file, start + 10 * kMinute); });
  for (auto& host : hosts) host.join();

  for (const auto& [id, job] : shared.jobs)
    for (const auto& [time, count] : job.runs) {
      INFO(id << " at " << format_utc(time));
      CHECK(count == 1);
      CHECK((time - start) % job.interval == 0);
    }
  CHECK(shared.jobs["minutes"].runs.size() >= 9);
  CHECK(shared.jobs["counted"].runs.size() >= 299);
}

TEST_CASE("while one host runs a job another neither runs it nor uses up its planned time") {
  const Zone zone("UTC0");
  Clockwork works("every 5 minutes", utc("2027-01-15T06:00:00Z"));
  journal::Lease other;
  const auto by_hand = works.journal().acquire("import", {"elsewhere", 1, 1}, works.clock(), kHour, other);
  REQUIRE(by_hand);
  std::size_t meanwhile = 1;
  // The clock waits while a lease is held.
  std::thread person([&] {
    // The loop asked for the job: a lease that lasts too long is shortened then.
    while (works.journal().leases().front().expires == by_hand->expires) std::this_thread::yield();
    meanwhile = works.planned().size();
    works.journal().release(by_hand->fence);
  });
  works.serve(6 * kMinute);
  person.join();
  CHECK(meanwhile == 0);
  CHECK(works.planned() == std::vector<std::string>{"2027-01-15T06:00:00Z", "2027-01-15T06:05:00Z"});
}
