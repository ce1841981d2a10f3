// SPDX-License-Identifier: MIT
// Files and folders with persons in them, under every umask.
#include "platform/files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "journal/journal.hpp"
#include "journal/sqlite_journal.hpp"

using namespace orderbridge;
using namespace orderbridge::platform;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path = fs::temp_directory_path() / ("ob-private-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return (path / name).string(); }
  unsigned mode(const std::string& name) const {
    return static_cast<unsigned>(fs::status(path / name).permissions() & fs::perms::mask);
  }
};

class Umask {
 public:
  explicit Umask(mode_t mask) : before_(::umask(mask)) {}
  ~Umask() { ::umask(before_); }
  Umask(const Umask&) = delete;
  Umask& operator=(const Umask&) = delete;

 private:
  mode_t before_;
};

std::string read(const std::string& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("journal, its companions and the folders that it makes are their owner's, whatever the umask") {
  const auto mask = GENERATE(0000U, 0022U, 0777U);
  const Folder folder;
  fs::create_directory(folder.path / "there");
  ::chmod(folder.file("there").c_str(), 0755);
  {
    const Umask umask(mask);
    const auto journal = journal::open_sqlite_journal(folder.file("there/var/lib/journal.db"));
    CHECK(folder.mode("there/var/lib/journal.db-wal") == 0600);
    CHECK(folder.mode("there/var/lib/journal.db-shm") == 0600);
  }
  CHECK(folder.mode("there/var/lib/journal.db") == 0600);
  CHECK(folder.mode("there/var/lib") == 0700);
  CHECK(folder.mode("there/var") == 0700);
  CHECK(folder.mode("there") == 0755);  // not ours
}

TEST_CASE("what is there keeps its rights, and is found where others can open it") {
  const Folder folder;
  std::ofstream(folder.file("journal.db")) << "";
  for (const auto& [mode, open] : {std::pair{0644U, true}, {0601U, true}, {0640U, false}, {0600U, false}}) {
    ::chmod(folder.file("journal.db").c_str(), mode);
    make_private_file(folder.file("journal.db"));
    CHECK(folder.mode("journal.db") == mode);
    CHECK(is_open_to_others(folder.file("journal.db")) == open);
  }
  CHECK_FALSE(is_open_to_others(folder.file("none")));
}

TEST_CASE("an exported letter is its owner's, also over a file that was anybody's") {
  const auto mask = GENERATE(0000U, 0022U);
  const Folder folder;
  const Umask umask(mask);
  CHECK(write_private_file(folder.file("new.xml"), "<order/>\n"));
  CHECK(folder.mode("new.xml") == 0600);
  std::ofstream(folder.file("old.xml")) << "longer than what comes";
  ::chmod(folder.file("old.xml").c_str(), 0644);
  CHECK(write_private_file(folder.file("old.xml"), "<order/>\n"));
  CHECK(folder.mode("old.xml") == 0600);
  CHECK(read(folder.file("old.xml")) == "<order/>\n");
  CHECK(write_private_file("/dev/null", "x"));
  CHECK_FALSE(write_private_file(folder.file("none/new.xml"), "x"));
}
