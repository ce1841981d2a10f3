// SPDX-License-Identifier: MIT
// Files that cannot be used, and what the admin reads then.
#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/Session.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <deque>
#include <filesystem>
#include <fstream>

#include "fake_host.hpp"

using namespace ob_test;
using orderbridge::OrderBuilder;

namespace {

// Root may write anything: as long as this lives, the process is "nobody" to the file system.
class Unprivileged {
 public:
  Unprivileged() {
    if (geteuid() == 0) changed_ = seteuid(65534) == 0;
  }
  ~Unprivileged() {
    if (changed_ && seteuid(0) != 0) std::abort();
  }

 private:
  bool changed_ = false;
};

// As long as this lives, no file of this process may grow beyond `bytes`: the next best thing to a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a missing folder is named") {
  Folder folder;
  Wawi wawi(folder, {{"database", "sqlite:nowhere/wawi.db"}});
  CHECK(wawi.open() == OB_BAD_CONFIG);
  CHECK(wawi.failed_option == "database");
  CHECK(says(wawi.failure, folder.file("nowhere")));
  CHECK(says(wawi.failure, "does not exist"));
}

TEST_CASE("a read-only file is named at once") {
  Folder folder;
  {
    Wawi wawi(folder);
    REQUIRE(wawi.open() == OB_OK);
  }
  REQUIRE(chmod(folder.file("wawi.db").c_str(), 0444) == 0);
  REQUIRE(chmod(folder.path().c_str(), 0555) == 0);
  Wawi wawi(folder);
  ob_status status;
  {
    const Unprivileged nobody;
    status = wawi.open();
  }
  REQUIRE(chmod(folder.path().c_str(), 0755) == 0);
  CHECK(status == OB_BAD_CONFIG);
  CHECK(wawi.failed_option == "database");
  CAPTURE(wawi.failure);
  CHECK((says(wawi.failure, "read-only") || says(wawi.failure, "cannot be opened")));
}

TEST_CASE("a file that is no database is not touched") {
  Folder folder;
  const std::string text(8192, 'x');
  std::ofstream(folder.file("wawi.db")) << text;
  Wawi wawi(folder);
  CHECK(wawi.open() == OB_BAD_CONFIG);
  CHECK(says(wawi.failure, "is not a SQLite database"));
  std::ifstream in(folder.file("wawi.db"));
  CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == text);
}

TEST_CASE("another program's database is not touched") {
  Folder folder;
  run_sql(folder.file("wawi.db"), "CREATE TABLE notes(a)");
  Wawi wawi(folder);
  CHECK(wawi.open() == OB_BAD_CONFIG);
  CHECK(says(wawi.failure, "another program's database"));
  CHECK(value(folder.file("wawi.db"), "SELECT count(*) FROM sqlite_master") == "1");
}

TEST_CASE("a file of a newer version is left alone") {
  Folder folder;
  {
    Wawi wawi(folder);
    REQUIRE(wawi.open() == OB_OK);
  }
  run_sql(folder.file("wawi.db"), "INSERT INTO \"orderbridge.tVersion\" VALUES(99)");
  Wawi wawi(folder);
  CHECK(wawi.open() == OB_BAD_CONFIG);
  CHECK(says(wawi.failure, "has version 99"));
}

TEST_CASE("a damaged file is named") {
  Folder folder;
  {
    Wawi wawi(folder);
    REQUIRE(wawi.open() == OB_OK);
  }
  {
    std::fstream file(folder.file("wawi.db"), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(100);
    for (int i = 0; i < 4000; ++i) file.put('\x7f');
  }
  Wawi wawi(folder);
  CHECK(wawi.open() == OB_BAD_CONFIG);
  CHECK(says(wawi.failure, "is damaged"));
}

TEST_CASE("a table that someone removed is named, and nothing of the batch stays") {
  Folder folder;
  Wawi wawi(folder);
  REQUIRE(wawi.open() == OB_OK);
  run_sql(folder.file("wawi.db"), "DROP TABLE tinetadress");
  orderbridge::OrderBuilder builder;
  fill_order(builder, 1);
  CHECK(wawi.write(builder.finish()) == OB_BAD_CONFIG);
  CHECK(wawi.reported[0].outcome == OB_WRITE_RETRY);
  CHECK(says(wawi.failure, "not as expected"));
  CHECK(value(folder.file("wawi.db"), "SELECT count(*) FROM tinetkunde") == "0");
}

TEST_CASE("when the disk takes no more, nothing of the batch stays and a retry succeeds") {
  Folder folder;
  Wawi wawi(folder);
  REQUIRE(wawi.open() == OB_OK);
  std::deque<orderbridge::OrderBuilder> builders(500);
  std::vector<const ob_record*> records;
  for (std::size_t i = 0; i < builders.size(); ++i) {
    fill_order(builders[i], static_cast<int>(i) + 1);
    records.push_back(&builders[i].finish());
  }
  {
    const FileSizeLimit limit(400'000);
    CHECK(wawi.write(records) == OB_RETRY);
  }
  CAPTURE(wawi.failure);
  CHECK((says(wawi.failure, "check the disk") || says(wawi.failure, "make room")));
  CHECK(wawi.failed_option.empty());
  for (const auto& reported : wawi.reported) CHECK(reported.outcome != OB_WRITTEN);
  CHECK(value(folder.file("wawi.db"), "SELECT count(*) FROM tinetbestellung") == "0");
  REQUIRE(wawi.open() == OB_OK);
  REQUIRE(wawi.write(records) == OB_OK);
  for (const auto& reported : wawi.reported) CHECK(reported.outcome == OB_WRITTEN);
}

TEST_CASE("while another program writes, the call waits, then asks for a retry") {
  Folder folder;
  Wawi wawi(folder, {{"busy-timeout", "120"}});
  REQUIRE(wawi.open() == OB_OK);
  Poco::Data::Session other(Poco::Data::SQLite::Connector::KEY, folder.file("wawi.db"));
  other << "BEGIN IMMEDIATE", Poco::Data::Keywords::now;
  orderbridge::OrderBuilder builder;
  fill_order(builder, 1);
  CHECK(wawi.write(builder.finish()) == OB_RETRY);
  CHECK(wawi.reported[0].times == 1);
  CHECK(wawi.reported[0].outcome == OB_WRITE_RETRY);
  CHECK(says(wawi.reported[0].text, "is locked"));
  REQUIRE(wawi.lookup({"1"}) == OB_OK);  // reading goes on
  CHECK(wawi.found[0].state == OB_FOUND_ABSENT);

  wawi.cancel_after = 0;
  CHECK(wawi.write(builder.finish()) == OB_CANCELLED);
  wawi.cancel_after = -1;
  other << "ROLLBACK", Poco::Data::Keywords::now;
  CHECK(wawi.write(builder.finish()) == OB_OK);
  CHECK(wawi.reported[0].outcome == OB_WRITTEN);
}

TEST_CASE("a closed instance opens again") {
  Folder folder;
  Wawi wawi(folder);
  orderbridge::OrderBuilder builder;
  fill_order(builder, 1);
  for (const auto outcome : {OB_WRITTEN, OB_DUPLICATE}) {
    REQUIRE(wawi.open() == OB_OK);
    REQUIRE(wawi.write(builder.finish()) == OB_OK);
    CHECK(wawi.reported[0].outcome == outcome);
    wawi.close();
  }
}

TEST_CASE("the file and its companions are their owner's, whatever the umask; check names one that is not") {
  const auto mask = GENERATE(0000U, 0022U, 0777U);
  Folder folder;
  const auto mode_of = [&](const char* name) {
    return static_cast<unsigned>(std::filesystem::status(folder.file(name)).permissions() &
                                 std::filesystem::perms::mask);
  };
  const auto before = ::umask(mask);
  Wawi wawi(folder);
  const auto opened = wawi.open();
  OrderBuilder builder;
  fill_order(builder, 61);
  const auto written = wawi.write(builder.finish());
  ::umask(before);
  REQUIRE(opened == OB_OK);
  REQUIRE(written == OB_OK);
  for (const auto* name : {"wawi.db", "wawi.db-wal", "wawi.db-shm"}) CHECK(mode_of(name) == 0600);
  const auto warned = [&] {
    REQUIRE(wawi.check() == OB_OK);
    return std::any_of(wawi.findings.begin(), wawi.findings.end(),
                       [](const auto& finding) { return says(finding, "file-rights"); });
  };
  CHECK_FALSE(warned());
  ::chmod(folder.file("wawi.db").c_str(), 0640);  // a group of people who may: somebody's decision
  CHECK_FALSE(warned());
  ::chmod(folder.file("wawi.db").c_str(), 0644);
  CHECK(warned());
  CHECK(mode_of("wawi.db") == 0644);
}
