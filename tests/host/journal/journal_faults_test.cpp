// SPDX-License-Identifier: MIT
// The journal under a full disk, under a kill, and under two processes at once: a commit happens whole or not
// at all, and the file stays a journal.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>

#include "journal/sqlite_journal.hpp"
#include "support/folder.hpp"

using namespace orderbridge::journal;
using host_test::Folder;

namespace {

/// Batch `batch`: rows "1" to "50" say so in their number, and the cursor does.
Changes changes(StreamId stream, int batch) {
  Changes c;
  c.stream = stream;
  for (int i = 1; i <= 50; ++i) {
    LedgerRow row;
    row.id = std::to_string(i);
    row.number = std::to_string(batch);
    row.reason.text = std::string(500, 'x');
    c.rows.push_back(row);
  }
  c.position = Position{std::to_string(batch), ""};
  return c;
}

/// What a journal holds must be of one batch.
int batch_of(const std::string& file, const std::string& source) {
  const auto journal = open_sqlite_journal(file);
  const auto stream = journal->stream("import", source);
  const auto cursor = journal->position(stream).cursor;
  for (int i = 1; i <= 50; ++i) {
    const auto row = journal->find(stream, std::to_string(i));
    REQUIRE(row.has_value() == !cursor.empty());
    if (row) CHECK(row->number == cursor);
  }
  return cursor.empty() ? 0 : std::stoi(cursor);
}

/// Runs `job` in a child; its wait status.
template <class Fn>
int in_child(Fn job) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(job());
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

}  // namespace

TEST_CASE("a disk that fills up: the commit that does not fit leaves no trace") {
  const Folder folder;
  const auto file = folder.file("j.db");
  constexpr int kSaidSo = 7;
  const int status = in_child([&] {
    const auto journal = open_sqlite_journal(file);
    const auto stream = journal->stream("import", "source");
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{400 * 1024, 400 * 1024};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
      for (int batch = 1; batch < 1000; ++batch) journal->commit(changes(stream, batch));
      return 1;
    } catch (const JournalError& e) {
      return std::string(e.what()).find(file) != std::string::npos ? kSaidSo : 2;
    }
  });
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == kSaidSo);
  CHECK(batch_of(file, "source") > 0);
}

TEST_CASE("killed between two instructions, a journal holds whole batches") {
  const Folder folder;
  const auto file = folder.file("j.db");
  int last = 0;
  for (int round = 1; round <= 5; ++round) {
    const pid_t child = ::fork();
    if (child == 0) {
      const auto journal = open_sqlite_journal(file);
      const auto stream = journal->stream("import", "source");
      for (int batch = last + 1;; ++batch) journal->commit(changes(stream, batch));
    }
    ::usleep(static_cast<useconds_t>(20000 + round * 7000));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    const int now = batch_of(file, "source");
    CHECK(now >= last);
    last = now;
  }
}

TEST_CASE("two processes on one journal, from its first moment on") {
  const Folder folder;
  const auto file = folder.file("j.db");
  constexpr int kBatches = 40;
  std::vector<pid_t> children;
  for (const char* source : {"one", "two"}) {
    const pid_t child = ::fork();
    if (child == 0) {
      try {
        const auto journal = open_sqlite_journal(file);
        const auto stream = journal->stream("import", source);
        for (int batch = 1; batch <= kBatches; ++batch) {
          const auto run = journal->begin_run("import", batch);
          auto c = changes(stream, batch);
          c.run = run;
          c.counts.listed = c.counts.written = 50;
          journal->commit(c);
        }
        ::_exit(0);
      } catch (const std::exception& e) {
        std::fprintf(stderr, "%s\n", e.what());
        ::_exit(1);
      }
    }
    children.push_back(child);
  }
  for (const auto child : children) {
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
  }
  CHECK(batch_of(file, "one") == kBatches);
  CHECK(batch_of(file, "two") == kBatches);
  const auto runs = open_sqlite_journal(file)->runs("import", 1000);
  CHECK(runs.size() == 2 * kBatches);
  for (const auto& run : runs) CHECK(run.counts.listed == 50);
}
