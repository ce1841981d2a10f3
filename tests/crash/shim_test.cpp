// SPDX-License-Identifier: MIT
// The harness itself: the shim kills where it is told to, and a power cut takes exactly what was not synced.
#include <stdlib.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <set>

#include "power_cut.hpp"
#include "shimmed.hpp"

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "orderbridge-crash-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::runtime_error("mkdtemp");
    path = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  int run(const e2e::Environment& environment, const char* letter = "A") const {
    return e2e::run({OB_CRASH_VICTIM, path.string(), letter}, environment).exit_code;
  }
  int run_killed(crash::Moment moment, const char* letter = "A") const {
    return run(crash::shimmed(path, moment), letter);
  }
  std::string content(const char* name = "victim.db") const {
    std::ifstream in(path / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  fs::path path;
};

/// What stands in the file at the steps of the victim.
const std::string kFirst(4096, 'A');
const std::string kSecond = std::string(512, 'A') + std::string(512, 'B') + std::string(1024, 'C') +
                            std::string(2048, 'A') + std::string(904, '\0') + std::string(1000, 'D');
const std::string kThird = std::string(100, 'E') + std::string(412, 'A') + std::string(488, 'B');

}  // namespace

TEST_CASE("every step is counted, by name") {
  const Folder folder;
  const auto list = folder.path / "steps";
  CHECK(folder.run(crash::counting(folder.path, list)) == 0);
  CHECK(crash::read_steps(list) == Lines{"fsync victim.db", "fdatasync victim.db", "unlink victim.db-wal",
                                         "put socket", "put-body socket", "put-answer socket",
                                         "rename renamed.db"});
  CHECK(folder.content("renamed.db") == kThird);
}

TEST_CASE("killed before and after a step, the rest never happens") {
  const Folder folder;
  CHECK(folder.run_killed({1, false}) == crash::kKilled);
  CHECK(folder.content() == kFirst);
  CHECK(folder.run_killed({2, true}) == crash::kKilled);
  CHECK(folder.content() == kSecond);
  CHECK(folder.run_killed({3, false}) == crash::kKilled);
  CHECK(fs::exists(folder.path / "victim.db-wal"));
  CHECK(folder.run_killed({3, true}) == crash::kKilled);
  CHECK_FALSE(fs::exists(folder.path / "victim.db-wal"));
  CHECK(folder.run_killed({7, false}) == crash::kKilled);
  CHECK(fs::exists(folder.path / "victim.db"));
  CHECK(folder.run_killed({8, false}) == 0);  // there is no such step
}

TEST_CASE("a power cut takes all that was not synced, and nothing else") {
  const Folder folder;
  const auto cut = [&](crash::Moment moment) {
    CHECK(folder.run_killed(moment) == crash::kKilled);
    crash::apply_power_cut(folder.path, 1, crash::Loss::kAll);
    return folder.content();
  };
  CHECK(cut({1, false}).empty());
  CHECK(cut({1, true}) == kFirst);
  CHECK(cut({2, false}) == kFirst);
  CHECK(cut({2, true}) == kSecond);
}

TEST_CASE("what was synced last comes back after a truncation, too") {
  const Folder folder;
  CHECK(folder.run_killed({3, false}) == crash::kKilled);
  CHECK(folder.content() == kThird);
  crash::apply_power_cut(folder.path, 1, crash::Loss::kAll);
  CHECK(folder.content() == kSecond);
}

TEST_CASE("what one process did not sync, a later power cut takes, torn log or not") {
  const Folder folder;
  CHECK(folder.run_killed({2, false}) == crash::kKilled);
  for (const auto& log : fs::directory_iterator(crash::undo_folder(folder.path)))
    std::ofstream(log.path(), std::ios::app) << "10DNOBU and what else is left of an entry";
  CHECK(folder.run_killed({1, false}, "X") == crash::kKilled);
  CHECK(folder.content().front() == 'X');
  crash::apply_power_cut(folder.path, 1, crash::Loss::kAll);
  CHECK(folder.content() == kFirst);
}

TEST_CASE("a partial loss leaves each sector in a state that it had") {
  std::set<std::string> seen;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Folder folder;
    CHECK(folder.run_killed({2, false}) == crash::kKilled);
    crash::apply_power_cut(folder.path, seed, crash::Loss::kSome);
    const auto content = folder.content();
    CHECK((content.size() == 4096 || content.size() == 6000));
    const Lines letters{"A", "AB", "ABC", "AC", "A", "A", "A", "A"};
    for (std::size_t sector = 0; sector < letters.size(); ++sector) {
      const auto part = content.substr(sector * 512, 512);
      CHECK(letters[sector].find(part.front()) != std::string::npos);
      CHECK(part == std::string(512, part.front()));
    }
    seen.insert(content);
  }
  CHECK(seen.size() > 10);
}

TEST_CASE("the same seed loses the same") {
  Lines contents;
  for (int i = 0; i < 2; ++i) {
    const Folder folder;
    CHECK(folder.run_killed({2, false}) == crash::kKilled);
    crash::apply_power_cut(folder.path, 4711, crash::Loss::kSome);
    contents.push_back(folder.content());
  }
  CHECK(contents[0] == contents[1]);
}
