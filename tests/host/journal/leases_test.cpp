// SPDX-License-Identifier: MIT
// Leases: one holder at a time, numbers that only grow, and a fence that a holder of yesterday does not pass.
#include <signal.h>
#include <sys/prctl.h>

#include "journal/process.hpp"
#include "journal/support.hpp"

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
  const auto stat =
      parse_stat("12 (a) R (\n b) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 4 18 987654 21 22\n");
  REQUIRE(stat);
  CHECK(stat->state == 'S');
  CHECK(stat->threads == 4);
  CHECK(stat->started == 987654);
  CHECK_FALSE(parse_stat(""));
  CHECK_FALSE(parse_stat("12 (name) S 1 2 3"));
  CHECK_FALSE(parse_stat("12 (name) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 x 18 y"));
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
    journal->save_job({"import", 5, 6, true, "bad-auth", "the shop refuses the key"});
    journal->change_job("import", [](Job& job) { job.planned = 7; });
  }
  const auto job = open_sqlite_journal(folder.file("j.db"))->job("import");
  CHECK(job.planned == 7);
  CHECK(job.not_before == 6);
  CHECK(job.paused);
  CHECK(job.halted == "bad-auth");
  CHECK(job.halted_text == "the shop refuses the key");
}
