// SPDX-License-Identifier: MIT
// file-sink does what its header says, crashes included, so that tests of the host can lean on it.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "support/test_tools.hpp"

using namespace test_connectors;

namespace {

fake::Host sink_host(const Folder& folder, fake::Options options = {}) {
  options.emplace("file", "orders.tsv");
  options.emplace("faults", "faults.txt");
  return fake::Host(fake::load(library("file_sink")), std::move(options), folder.path);
}

}  // namespace

TEST_CASE("file-sink writes an id once, whoever asks") {
  Folder folder;
  Batch batch({1, 2});
  {
    auto host = sink_host(folder);
    REQUIRE(host.start() == OB_OK);
    const auto written = host.write(batch.records);
    CHECK(outcomes_of(written) == Outcomes{OB_WRITTEN, OB_WRITTEN});
    CHECK(written.reports[1].remote_id == "file-2");
    CHECK(outcomes_of(host.write(batch.records)) == Outcomes{OB_DUPLICATE, OB_DUPLICATE});
    Batch same({3, 3});
    CHECK(outcomes_of(host.write(same.records)) == Outcomes{OB_WRITTEN, OB_DUPLICATE});
  }
  auto again = sink_host(folder, {{"taken-over", "2"}});
  REQUIRE(again.start() == OB_OK);
  CHECK(outcomes_of(again.write(batch.records)) == Outcomes{OB_DUPLICATE, OB_DUPLICATE});
  Batch changed({1, 2}, "v2");
  const auto updated = again.write(changed.records);
  CHECK(outcomes_of(updated) == Outcomes{OB_UPDATED, OB_DUPLICATE});
  CHECK(updated.reports[1].found == "taken-over");
  CHECK(folder.read("orders.tsv") ==
        "1\t20001\t1700000060000000\tv1\t\t3\t44.88\n2\t20002\t1700000120000000\tv1\t\t3\t44.88\n"
        "3\t20003\t1700000180000000\tv1\t\t3\t44.88\n1\t20001\t1700000060000000\tv2\t\t3\t44.88\n");
}

TEST_CASE("file-sink looks up what it has") {
  Folder folder;
  auto host = sink_host(folder, {{"taken-over", "2"}});
  REQUIRE(host.start() == OB_OK);
  host.write(Batch({1, 2}).records);
  const auto found = host.lookup({"1", "2", "3"});
  CHECK(found[0].state == OB_FOUND_STAGED);
  CHECK(found[0].remote_id == "file-1");
  CHECK(found[0].number == "20001");
  CHECK(found[0].content_version == "v1");
  CHECK(found[1].state == OB_FOUND_TAKEN_OVER);
  CHECK(found[2].state == OB_FOUND_ABSENT);
  CHECK(found[2].remote_id.empty());
}

TEST_CASE("file-sink refuses what it is told to, from options and from a file that may change") {
  Folder folder;
  folder.write("faults.txt", "retry 3\n");
  auto host = sink_host(folder, {{"reject", "1 2"}});
  REQUIRE(host.start() == OB_OK);
  Batch batch({1, 2, 3, 4});
  const auto written = host.write(batch.records);
  CHECK(outcomes_of(written) == Outcomes{OB_WRITE_REJECTED, OB_WRITE_REJECTED, OB_WRITE_RETRY, OB_WRITTEN});
  CHECK_FALSE(written.reports[0].text.empty());
  folder.write("faults.txt", "fail bad-auth\n");
  const auto failed = host.write(batch.records);
  CHECK(failed.status == OB_BAD_AUTH);
  CHECK(failed.reports.empty());
  folder.write("faults.txt", "");
  CHECK(outcomes_of(host.write(batch.records))[2] == OB_WRITTEN);
}

TEST_CASE("file-sink changes nothing in a dry run or when cancelled") {
  Folder folder;
  auto host = sink_host(folder);
  REQUIRE(host.start() == OB_OK);
  CHECK(outcomes_of(host.write(Batch({1}).records, OB_WRITE_DRY_RUN)) == Outcomes{OB_WRITTEN});
  host.cancel();
  CHECK(host.write(Batch({1}).records).status == OB_CANCELLED);
  CHECK(folder.read("orders.tsv").empty());
}

TEST_CASE("file-sink dies with orders durable that it never reported, and knows them afterwards") {
  Folder folder;
  Batch batch({1, 2, 3});
  const auto child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGABRT, SIG_DFL);  // Catch would report it
    auto host = sink_host(folder, {{"crash-after", "2"}});
    ::_exit(host.start() == OB_OK && host.write(batch.records).status == OB_OK ? 0 : 1);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGABRT);

  folder.write("orders.tsv", folder.read("orders.tsv") + "3\t200");  // a line torn by the crash
  auto host = sink_host(folder);
  REQUIRE(host.start() == OB_OK);
  CHECK(host.lookup({"3"})[0].state == OB_FOUND_ABSENT);
  CHECK(outcomes_of(host.write(batch.records)) == Outcomes{OB_DUPLICATE, OB_DUPLICATE, OB_WRITTEN});
}

TEST_CASE("a folder that does not exist is a clear failure of file-sink") {
  fake::Host host(fake::load(library("file_sink")), {{"file", "/no/such/folder/orders.tsv"}}, "/");
  CHECK(host.start() == OB_NOT_CONNECTED);
  CHECK(host.failed_option == "file");
  CHECK(host.failure.find("/no/such/folder/orders.tsv") != std::string::npos);
}
