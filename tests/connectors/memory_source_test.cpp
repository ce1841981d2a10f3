// SPDX-License-Identifier: MIT
// memory-source does what its header says, so that tests of the host can lean on it.
#include "support/test_tools.hpp"

using namespace test_connectors;

namespace {

fake::Host memory_host(const Folder& folder, fake::Options options = {}) {
  options.emplace("script", "world.txt");
  return fake::Host(fake::load(library("memory_source")), std::move(options), folder.path);
}

}  // namespace

TEST_CASE("memory-source sweeps by id with a checkpoint after each page") {
  Folder folder;
  folder.write("world.txt", "");
  auto host = memory_host(folder, {{"orders", "5"}, {"page", "2"}, {"lines", "3"}});
  REQUIRE(host.start() == OB_OK);
  const auto all = host.fetch();
  CHECK(all.status == OB_OK);
  CHECK(ids_of(all) == Strings{"1", "2", "3", "4", "5"});
  CHECK(all.wanted.size() == 5);
  CHECK(all.orders[0].number == "20001");
  CHECK(all.orders[0].skus.size() == 4);
  CHECK(all.orders[0].total == 3 * 1999 + 490);
  CHECK(all.checkpoints == std::vector<std::pair<std::string, std::string>>{
                               {"2", "highest=5"}, {"4", "highest=5"}, {"", "highest=5"}});
  CHECK(ids_of(host.fetch("4")) == Strings{"5"});
  CHECK(ids_of(host.fetch("", 2)) == Strings{"1", "2"});
  CHECK(host.fetch("", 0, OB_KIND_STATUS).status == OB_UNSUPPORTED);
}

TEST_CASE("memory-source asks first and gives only what is wanted") {
  Folder folder;
  folder.write("world.txt", "");
  auto host = memory_host(folder, {{"orders", "3"}});
  REQUIRE(host.start() == OB_OK);
  host.want = [](const std::string& id, std::uint64_t) { return id == "2" ? OB_WANT : OB_KNOWN; };
  CHECK(ids_of(host.fetch()) == Strings{"2"});
  host.cancel();
  const auto cancelled = host.fetch();
  CHECK(cancelled.status == OB_CANCELLED);
  CHECK(cancelled.checkpoints.empty());
}

TEST_CASE("memory-source's script changes the world between two runs") {
  Folder folder;
  folder.write("world.txt",
               "order 2 open number=100 version=3 payment=paid # comment\norder 9 clarification\n\n");
  auto host = memory_host(folder, {{"orders", "3"}, {"lines", "1"}});
  REQUIRE(host.start() == OB_OK);
  const auto first = host.fetch();
  CHECK(ids_of(first) == Strings{"1", "2", "3"});
  CHECK(first.orders[1].number == "100");
  CHECK(first.orders[1].total == 3 * 1999 + 490);

  folder.write("world.txt", "order 2 open number=100 version=4\norder 9 open\nabsent 1\n");
  const auto second = host.fetch();
  CHECK(ids_of(second) == Strings{"2", "3", "9"});
  CHECK(second.orders[0].hint != first.orders[1].hint);
  CHECK(second.orders[1].hint == first.orders[2].hint);
}

TEST_CASE("memory-source notes what it cannot give") {
  Folder folder;
  folder.write("world.txt",
               "gone 1\nnot-ready 2 grace=60000\nfail-retry 3 after=500\nfail-final 4\nnot-selected 5\norder "
               "7 cancelled\n");
  auto host = memory_host(folder, {{"orders", "6"}});
  REQUIRE(host.start() == OB_OK);
  const auto all = host.fetch();
  CHECK(ids_of(all) == Strings{"6"});
  REQUIRE(all.notes.size() == 5);
  const std::int32_t expected[] = {OB_NOTE_GONE, OB_NOTE_NOT_READY, OB_NOTE_FAILED_RETRY,
                                   OB_NOTE_FAILED_FINAL, OB_NOTE_NOT_SELECTED};
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(all.notes[i].outcome == expected[i]);
    CHECK(all.notes[i].id == std::to_string(i + 1));
    CHECK(all.notes[i].has_row);
  }
  CHECK(all.notes[1].grace_ms == 60000);
  CHECK(all.notes[2].retry_after_ms == 500);

  const auto by_key = host.fetch_keys({"6", "7", "99", "no-number"});
  CHECK(by_key.status == OB_OK);
  CHECK(ids_of(by_key) == Strings{"6"});
  REQUIRE(by_key.notes.size() == 3);
  CHECK(by_key.notes[0].outcome == OB_NOTE_NOT_SELECTED);
  CHECK(by_key.notes[1].outcome == OB_NOTE_GONE);
  CHECK_FALSE(by_key.notes[1].has_row);
  CHECK(by_key.notes[2].id == "no-number");
  CHECK(by_key.checkpoints.empty());
}

TEST_CASE("memory-source breaks off where the script says, and names a line it cannot read") {
  Folder folder;
  folder.write("world.txt", "break-after 3 not-connected\n");
  auto host = memory_host(folder, {{"page", "2"}});
  REQUIRE(host.start() == OB_OK);
  const auto broken = host.fetch();
  CHECK(broken.status == OB_NOT_CONNECTED);
  CHECK(ids_of(broken) == Strings{"1", "2", "3"});
  CHECK(broken.checkpoints.size() == 1);

  folder.write("world.txt", "ordre 5\n");
  CHECK(host.fetch().status == OB_BAD_CONFIG);
  CHECK(host.failed_option == "script");
  CHECK(host.failure.find("ordre 5") != std::string::npos);
}
