// SPDX-License-Identifier: MIT
// Leases: one holder at a time, numbers that only grow, and a fence that a holder of yesterday does not pass.
#include <signal.h>
#include <sys/prctl.h>

#include "journal/support.hpp"
#include "platform/process_stat.hpp"

using namespace journal_test;
using Catch::Contains;

namespace {

bool nobody_is_gone(const Holder&) {
  return false;
}

struct Hosts {
  Folder folder;
  std::unique_ptr<Journal> one = open_sqlite_journal(folder.file("j.db"));
  std::unique_ptr<Journal> two = open_sqlite_journal(folder.file("j.db"));
  Holder holder_one{"machine", 1, 10}, holder_two{"machine", 2, 20};
  Lease other;

  std::optional<Lease> take(Journal& journal, const Holder& holder, Micros now,
                            const std::function<bool(const Holder&)>& gone = nobody_is_gone) {
    return journal.acquire("import", holder, now, 100, other, gone);
  }
};

/// A child that waits until it is killed; how it names itself to others.
struct Child {
  pid_t pid = 0;
  Holder holder;
  explicit Child(const char* name) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    pid = ::fork();
    if (pid == 0) {
      ::prctl(PR_SET_NAME, name);
      const auto started = this_process().started;
      if (::write(ends[1], &started, sizeof started) != sizeof started) ::_exit(1);
      for (;;) ::pause();
    }
    holder = this_process();
    holder.pid = pid;
    REQUIRE(::read(ends[0], &holder.started, sizeof holder.started) == sizeof holder.started);
    ::close(ends[0]);
    ::close(ends[1]);
  }
  ~Child() { collect(); }
  void kill() const {
    ::kill(pid, SIGKILL);
    siginfo_t info;
    ::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOWAIT);  // dead, and not yet collected
  }
  void collect() {
    if (pid == 0) return;
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
    pid = 0;
  }
};

}  // namespace

TEST_CASE("one holder at a time; released, the next one has a higher number") {
  Hosts hosts;
  const auto first = hosts.take(*hosts.one, hosts.holder_one, 1000);
  REQUIRE(first);
  CHECK(first->fence.job == "import");
  CHECK(first->acquired == 1000);
  CHECK(first->expires == 1100);
  CHECK_FALSE(hosts.take(*hosts.two, hosts.holder_two, 1050));
  CHECK(hosts.other.holder == hosts.holder_one);
  CHECK(hosts.other.fence.number == first->fence.number);
  CHECK_FALSE(hosts.take(*hosts.one, hosts.holder_one, 1050));  // not twice in one process either
  CHECK(hosts.one->acquire("status", hosts.holder_two, 1050, 100, hosts.other, nobody_is_gone));
  CHECK(hosts.two->leases().size() == 2);
  hosts.one->release(first->fence);
  CHECK(hosts.two->leases().size() == 1);
  const auto second = hosts.take(*hosts.two, hosts.holder_two, 1060);
  REQUIRE(second);
  CHECK(second->fence.number == first->fence.number + 1);
}

TEST_CASE("a lease that is renewed stays, and says how the run gets on") {
  Hosts hosts;
  auto lease = hosts.take(*hosts.one, hosts.holder_one, 1000).value();
  lease.expires = 1200, lease.progress = 1090, lease.run = 42;
  CHECK(hosts.one->renew(lease));
  CHECK_FALSE(hosts.take(*hosts.two, hosts.holder_two, 1150));
  CHECK(hosts.other.progress == 1090);
  CHECK(hosts.other.run == 42);
  CHECK(hosts.other.acquired == 1000);
  CHECK(hosts.other.expires == 1200);
}

TEST_CASE("a lease that is over is taken over; the old holder renews, releases and stores nothing") {
  Hosts hosts;
  const auto old = hosts.take(*hosts.one, hosts.holder_one, 1000).value();
  const auto stream = hosts.one->stream("import", "source");
  const auto store = [&](Journal& journal, const Fence& fence, const std::string& id) {
    auto c = changes(stream, {row(id)});
    c.fence = fence;
    c.position = Position{id, ""};
    journal.commit(c);
  };
  store(*hosts.one, old.fence, "1");
  const auto now = hosts.take(*hosts.two, hosts.holder_two, 1100).value();
  CHECK(now.fence.number > old.fence.number);
  CHECK_FALSE(hosts.one->renew(old));
  hosts.one->release(old.fence);
  CHECK(hosts.one->leases().size() == 1);
  CHECK_THROWS_AS(store(*hosts.one, old.fence, "2"), LeaseLost);
  CHECK_THROWS_WITH(store(*hosts.one, old.fence, "2"), Contains("import"));
  CHECK_THROWS_AS(hosts.one->settle_wishes({}, {{stream, "2", 1, 1, "told", "", ""}}, old.fence), LeaseLost);
  CHECK(hosts.one->events(stream, "2").empty());
  CHECK_FALSE(hosts.one->find(stream, "2"));
  CHECK(hosts.one->position(stream).cursor == "1");
  store(*hosts.two, now.fence, "3");
  CHECK(hosts.one->find(stream, "3"));
  hosts.two->release(now.fence);
  CHECK_THROWS_AS(store(*hosts.two, now.fence, "4"), LeaseLost);
  CHECK_FALSE(hosts.two->renew(now));
}

TEST_CASE("a holder whose process is gone is succeeded at once") {
  Hosts hosts;
  const auto dead = hosts.take(*hosts.one, hosts.holder_one, 1000).value();
  const auto next =
      hosts.take(*hosts.two, hosts.holder_two, 1001, [&](const Holder& h) { return h == hosts.holder_one; });
  REQUIRE(next);
  CHECK(next->fence.number == dead.fence.number + 1);
  CHECK_FALSE(hosts.one->renew(dead));
}

TEST_CASE("of many who ask at once one gets the lease") {
  const Folder folder;
  open_sqlite_journal(folder.file("j.db"));
  int got = 0;
  std::vector<pid_t> children;
  for (int i = 0; i < 6; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      Lease other;
      const auto journal = open_sqlite_journal(folder.file("j.db"));
      ::_exit(journal->acquire("import", this_process(), 1000, 100, other, nobody_is_gone) ? 1 : 0);
    }
    children.push_back(child);
  }
  for (const auto child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(WIFEXITED(status));
    got += WEXITSTATUS(status);
  }
  CHECK(got == 1);
}

TEST_CASE("a process of this machine is known to live or to be gone") {
  const auto me = this_process();
  CHECK(me.pid == ::getpid());
  CHECK(me.started > 0);
  CHECK_FALSE(me.machine.empty());
  CHECK(this_process() == me);
  CHECK_FALSE(is_gone(me));
  auto successor = me;
  successor.started -= 1;  // the number was given to another process
  CHECK(is_gone(successor));
  Child child("a) Z (b 1 2");  // a name that looks like the rest of the line
  CHECK_FALSE(is_gone(child.holder));
  child.kill();
  CHECK(is_gone(child.holder));
  child.collect();
  CHECK(is_gone(child.holder));
  child.holder.machine = "another machine";
  CHECK_FALSE(is_gone(child.holder));
  CHECK_FALSE(is_gone(Holder{}));
}

TEST_CASE("a process's line, and lines that are none") {
  const auto stat = orderbridge::platform::parse_stat(
      "12 (a) R (\n b) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 4 18 987654 21 22\n");
  REQUIRE(stat);
  CHECK(stat->state == 'S');
  CHECK(stat->threads == 4);
  CHECK(stat->started == 987654);
  CHECK_FALSE(orderbridge::platform::parse_stat(""));
  CHECK_FALSE(orderbridge::platform::parse_stat("12 (name) S 1 2 3"));
  CHECK_FALSE(orderbridge::platform::parse_stat("12 (name) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 x 18 y"));
}

TEST_CASE("what a job must not forget") {
  const Folder folder;
  {
    const auto journal = open_sqlite_journal(folder.file("j.db"));
    const auto fresh = journal->job("import");
    CHECK(fresh.name == "import");
    CHECK(fresh.planned == 0);
    CHECK_FALSE(fresh.paused);
    CHECK(fresh.halted.empty());
    journal->save_job(
        {"import", 5, 6, true, "bad-auth", "the shop refuses the key", 8, "every hour", 9, 10, 2});
    journal->change_job("import", [](Job& job) { job.planned = 7; });
  }
  const auto job = open_sqlite_journal(folder.file("j.db"))->job("import");
  CHECK(job.planned == 7);
  CHECK(job.not_before == 6);
  CHECK(job.paused);
  CHECK(job.halted == "bad-auth");
  CHECK(job.halted_text == "the shop refuses the key");
  CHECK(job.next == 8);
  CHECK(job.schedule == "every hour");
  CHECK(job.as_of == 9);
  CHECK(job.halted_since == 10);
  CHECK(job.refused_logins == 2);
}

TEST_CASE("a job is taken with its lease, or neither") {
  Hosts hosts;
  const auto take = [&](Journal& journal, const Holder& holder, Micros expected) {
    return journal.take("import", holder, 100,
                        {[] { return Micros{1000}; },
                         [&](Job& job, Micros now) {
                           job.as_of = now;
                           return job.next == expected;
                         },
                         [&](Job& job, Micros) { job.planned = expected, job.next = expected + 10; }},
                        nobody_is_gone);
  };
  const auto lease = take(*hosts.one, hosts.holder_one, 0);
  REQUIRE(lease);
  CHECK(lease->fence.job == "import");
  CHECK(hosts.two->job("import").next == 10);
  CHECK_FALSE(take(*hosts.two, hosts.holder_two, 0));   // it is planned for 10 by now
  CHECK_FALSE(take(*hosts.two, hosts.holder_two, 10));  // it is under way: its next time is not used up
  CHECK(hosts.two->job("import").next == 10);
  CHECK(hosts.two->job("import").as_of == 1000);  // its plan is kept all the same
  hosts.one->release(lease->fence);
  CHECK(take(*hosts.two, hosts.holder_two, 10));
  CHECK(hosts.one->job("import").planned == 10);
}

TEST_CASE("the clock went back: a lease of a holder that nobody can ask lasts no longer than any other") {
  Hosts hosts;
  const auto dead = hosts.take(*hosts.one, hosts.holder_one, 1000000).value();
  CHECK_FALSE(hosts.take(*hosts.two, hosts.holder_two, 1000));
  CHECK_FALSE(hosts.take(*hosts.two, hosts.holder_two, 1099));
  CHECK(hosts.take(*hosts.two, hosts.holder_two, 1100));
  CHECK_FALSE(hosts.one->renew(dead));
}

TEST_CASE("a serve that lives says so; it is forgotten when it leaves, and when its process is gone") {
  const Folder folder;
  const auto journal = open_sqlite_journal(folder.file("j.db"));
  CHECK(journal->servers().empty());
  Server server;
  server.holder = this_process();
  server.host = "erp1", server.version = "1.2.3", server.configuration = "abc", server.file = "/etc/o.xml";
  server.since = 10, server.seen = 20;
  journal->beat(server);
  server.seen = 30;
  journal->beat(server);
  const auto all = journal->servers();
  REQUIRE(all.size() == 1);
  CHECK(all[0].holder == this_process());
  CHECK(all[0].host == "erp1");
  CHECK(all[0].version == "1.2.3");
  CHECK(all[0].configuration == "abc");
  CHECK(all[0].file == "/etc/o.xml");
  CHECK(all[0].since == 10);
  CHECK(all[0].seen == 30);
  CHECK(lives(all[0], 30 + 100 * kBeatEvery));  // known by its process

  Child child("serve");
  auto killed = server;
  killed.holder = child.holder;
  journal->beat(killed);
  CHECK(journal->servers().size() == 2);
  child.kill();
  CHECK_FALSE(lives(killed, 30));
  journal->beat(server);
  CHECK(journal->servers().size() == 1);

  auto elsewhere = server;
  elsewhere.holder = {"another machine", 1, 1};
  CHECK(lives(elsewhere, 30 + 3 * kBeatEvery));
  CHECK_FALSE(lives(elsewhere, 31 + 3 * kBeatEvery));
  journal->leave(server.holder);
  CHECK(journal->servers().empty());
}

namespace {

/// A run of another process, as that process recorded it.
std::int64_t run_of(Journal& journal, const std::string& file, const std::string& job, Micros started,
                    const Holder& holder) {
  const auto id = journal.begin_run(job, started);
  run_sql(file,
          ("UPDATE run SET machine = '" + holder.machine + "', pid = " + std::to_string(holder.pid) +
           ", process_started = " + std::to_string(holder.started) + " WHERE id = " + std::to_string(id))
              .c_str());
  return id;
}

}  // namespace

TEST_CASE("runs of processes that are gone end as crashed, those that live go on") {
  const Folder folder;
  const auto file = folder.file("j.db");
  const auto journal = open_sqlite_journal(file);
  Lease other;
  const auto mine = journal->begin_run("mine", 100);
  Child child("orderbridge");
  const auto killed = run_of(*journal, file, "import", 100, child.holder);
  auto lease = journal->acquire("import", child.holder, 100, 1000, other).value();
  lease.progress = 170;
  CHECK(journal->renew(lease));
  CHECK(journal->end_dead_runs(200) == 0);
  child.kill();
  CHECK(journal->end_dead_runs(200) == 1);
  const auto run = journal->run(killed).value();
  CHECK(run.outcome == RunOutcome::kCrashed);
  CHECK(run.ended == 170);  // the last sign of life
  CHECK_THAT(run.text, Contains("process " + std::to_string(child.pid) + " ended before this run did"));
  CHECK(journal->run(mine)->outcome == RunOutcome::kRunning);
  CHECK(journal->end_dead_runs(300) == 0);

  // Processes that cannot be asked: the lease tells, and without one a day.
  const Holder far{"another machine", 7, 7};
  const auto held = run_of(*journal, file, "status", 100, far);
  journal->acquire("status", far, 100, 1000, other);
  const auto by_hand = run_of(*journal, file, "wawi/print", 100, far);
  CHECK(journal->end_dead_runs(1099) == 0);
  CHECK(journal->end_dead_runs(1100) == 1);
  CHECK(journal->run(held)->outcome == RunOutcome::kCrashed);
  CHECK(journal->end_dead_runs(100 + 24 * 3600 * 1000000LL) == 0);
  CHECK(journal->end_dead_runs(101 + 24 * 3600 * 1000000LL) == 1);
  CHECK(journal->run(by_hand)->outcome == RunOutcome::kCrashed);
}

TEST_CASE("since when a job fails") {
  const Folder folder;
  const auto journal = open_sqlite_journal(folder.file("j.db"));
  const auto run = [&](const std::string& job, Micros ended, RunOutcome outcome) {
    RunRecord record;
    record.id = journal->begin_run(job, ended - 1);
    record.ended = ended, record.outcome = outcome;
    journal->end_run(record);
  };
  CHECK(journal->failing_since("import") == 0);
  run("import", 10, RunOutcome::kFailed);
  CHECK(journal->failing_since("import") == 10);
  run("import", 20, RunOutcome::kWarning);
  CHECK(journal->failing_since("import") == 0);
  run("import", 30, RunOutcome::kCrashed);
  run("import", 40, RunOutcome::kCancelled);
  run("other", 45, RunOutcome::kOk);
  run("import", 50, RunOutcome::kFailed);
  CHECK(journal->failing_since("import") == 30);
}
